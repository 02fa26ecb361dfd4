package vn.hiepdong.node.exchange;

/// How the line to a partner is.
public enum LinkState {
    UP,
    /// There is contact, but slow or not keeping up.
    DEGRADED,
    DOWN,
    /// Back after an outage and still catching up.
    RECONCILING,
    /// Paused by an administrator.
    SUSPENDED
}
