package vn.hiepdong.node.information;

/// What a verification found.
public enum Outcome {
    CONFIRMED,
    PARTLY,
    REFUTED,
    UNDETERMINED
}
