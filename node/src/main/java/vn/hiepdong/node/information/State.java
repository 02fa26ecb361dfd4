package vn.hiepdong.node.information;

/// What the responses to the newest version of an item add up to (domain.md §5.2).
public enum State {
    RELEASED,
    ACKNOWLEDGED,
    UNDER_VERIFICATION,
    VERIFIED,
    REFUTED,
    UNDETERMINED,
    CORRECTED,
    RETRACTED
}
