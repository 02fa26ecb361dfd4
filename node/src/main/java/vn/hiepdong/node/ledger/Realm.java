package vn.hiepdong.node.ledger;

/// Whether what is said is meant: for real, in an exercise, or to test the equipment. A property of the space,
/// fixed
/// for ever, and part of the name of every log in it.
public enum Realm {
    REAL,
    EXERCISE,
    TEST
}
