package vn.hiepdong.node.duty;

/// What is a matter of law or doctrine: each has a value from a day on (`duty_rule_default`, `duty_rule_decided`).
public enum DutyRule {
    /// How long before its end the handover of a shift is owed, and before its beginning a shift is announced.
    ANNOUNCED_BEFORE,
    /// How long after the end of a shift a handover that was not taken goes to the duty commander.
    LATE_AFTER,
    /// The rest of an officer between two shifts.
    MINIMUM_REST;

    static final int LONGEST_MINUTES = 7 * 24 * 60;
}
