package vn.hiepdong.node.web;

/// What one of the two lamps of a partner says. The lamps are never mixed: *held* is the receipt of the partner's
/// node, *acknowledged* the word of an officer there.
public enum Lamp {
    /// It is so.
    ON,
    /// Not yet, and still in time.
    WAITING,
    /// Not yet, and the time is over.
    LATE,
    /// This node cannot know.
    UNKNOWN,
    /// Does not apply: the author acknowledges nothing.
    NONE;

    /// The style class.
    public String style() {
        return switch (this) {
            case ON -> "lamp-on";
            case LATE -> "bad";
            case WAITING, UNKNOWN, NONE -> "";
        };
    }

    /// The sign beside the lamp: colour alone says nothing to those who do not see it.
    public String sign() {
        return switch (this) {
            case ON -> "check";
            case WAITING -> "clock";
            case LATE -> "alert-triangle";
            case UNKNOWN -> "help";
            case NONE -> "minus";
        };
    }
}
