package vn.hiepdong.node.exchange;

/// How agencies reached each other while there was no line.
public enum Fallback {
    CALL,
    RADIO,
    CARRIED_FILE,
    MESSENGER
}
