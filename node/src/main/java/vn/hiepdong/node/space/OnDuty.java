package vn.hiepdong.node.space;

import vn.hiepdong.node.access.Role;

/// Who hears of what is late, from below upwards (domain.md §5.2).
public enum OnDuty {
    DUTY_OFFICER(Role.DUTY_OFFICER),
    DUTY_COMMANDER(Role.DUTY_COMMANDER),
    STAFF_HEAD(Role.STAFF_HEAD);

    private final Role role;

    OnDuty(Role role) {
        this.role = role;
    }

    public Role role() {
        return role;
    }
}
