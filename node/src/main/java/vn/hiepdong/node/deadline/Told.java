package vn.hiepdong.node.deadline;

import java.util.Set;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.space.OnDuty;

/// Whom an escalation has reached.
public final class Told {
    private Told() {}

    /// Whether one of this officer's roles was told.
    public static boolean reaches(Set<OnDuty> told, Officer officer) {
        return told.stream().anyMatch(each -> officer.is(each.role()));
    }

    /// Whether it came up to this officer: whoever has the daily work of it sees it without an escalation.
    public static boolean escalated(Set<OnDuty> told, Officer officer) {
        return told.stream().anyMatch(each -> each.role() != Role.DUTY_OFFICER && officer.is(each.role()));
    }
}
