package vn.hiepdong.node.access;

import java.util.EnumSet;
import java.util.Set;

/// What an account may do. One officer may have several, except where oversight and upkeep must stay apart from
/// content.
public enum Role {
    /// Writes, releases and acknowledges information.
    DUTY_OFFICER,
    /// Decides for the agency: approves, retracts, agrees.
    DUTY_COMMANDER,
    /// Chief of staff or of the office (tham mưu trưởng, chánh văn phòng): hears of what stays late.
    STAFF_HEAD,
    /// Finds out on the ground whether a report is right.
    VERIFIER,
    /// Grades, compares and assesses.
    ANALYST,
    /// Stands outside the chain: sees statistics and the audit, not content.
    AUDITOR,
    /// Looks after accounts and the node, without access to content.
    ADMINISTRATOR;

    /// The roles that work with content.
    public static final Set<Role> CONTENT = java.util.Collections.unmodifiableSet(
            EnumSet.of(DUTY_OFFICER, DUTY_COMMANDER, STAFF_HEAD, VERIFIER, ANALYST));

    /// Whether one account may have all of these: an administrator or an auditor has no other role.
    static boolean compatible(Set<Role> roles) {
        return roles.size() == 1 || !roles.isEmpty() && CONTENT.containsAll(roles);
    }
}
