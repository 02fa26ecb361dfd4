package vn.hiepdong.node.access;

/// Whoever keeps the audit implements this as a bean. It is called within the transaction that makes the event
/// true, and an exception undoes both.
public interface AccessEvents {

    void happened(AccessEvent event);
}
