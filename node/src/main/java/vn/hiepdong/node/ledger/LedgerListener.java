package vn.hiepdong.node.ledger;

/// Is told, in every instance of the node, what became durable in any of them. Called after the commit, on a
/// thread
/// that must not be held up.
public interface LedgerListener {
    /// Projections have seen everything up to this place of the node's order.
    default void applied(long upTo) {}

    /// A log has a newer checkpoint.
    default void signed(int log) {}
}
