package vn.hiepdong.node.exchange;

public enum PartnerState {
    /// Known, not yet confirmed here.
    PENDING,
    ACTIVE,
    /// Paused by our administrator: nothing is sent and nothing is taken.
    SUSPENDED,
    /// History; the code may be used again.
    REMOVED
}
