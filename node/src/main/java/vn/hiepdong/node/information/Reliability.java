package vn.hiepdong.node.information;

/// Reliability of the source, the letter of the Admiralty code (AJP-2.1): A completely reliable … E unreliable,
/// F cannot be judged. Independent of [Credibility].
public enum Reliability {
    A,
    B,
    C,
    D,
    E,
    F
}
