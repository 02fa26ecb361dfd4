package vn.hiepdong.node.information;

/// In which order a list stands.
public enum Sort {
    /// As the items came to this node; within a period, as they were written. The newest first.
    NEWEST,
    /// The most urgent first, and of those the newest.
    URGENCY,
    /// What waits for this agency, by what is due first.
    DUE
}
