package vn.hiepdong.node.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import vn.hiepdong.node.web.Language;

/// A person's account on this node. It never leaves the node.
///
/// @param mailbox of the office or the post, where notices go; empty for none
record Account(
        UUID id,
        String username,
        String displayName,
        String passwordHash,
        String unit,
        String post,
        Set<Role> roles,
        Language language,
        String mailbox,
        boolean active,
        boolean mustChangePassword,
        Instant createdAt) {

    Account {
        roles = Set.copyOf(roles);
    }

    Officer officer(Set<Scope> scopes) {
        return new Officer(id, username, displayName, unit, post, roles, scopes);
    }

    /// What an administrator writes into the form.
    record Details(String displayName, String unit, String post, Set<Role> roles, Language language, String mailbox) {
        Details {
            roles = Set.copyOf(roles);
        }
    }
}
