package vn.hiepdong.node.information;

/// A feature that keeps what an item said, in words of its own; contributed as a bean.
public interface KeepsCopies {
    /// The item is erased, or was taken back: what is kept of it goes, before this agency confirms that all is gone.
    void forget(InformationId item);
}
