package vn.hiepdong.node.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import vn.hiepdong.node.web.Language;

/// A person's account on this node. It never leaves the node.
record Account(
        UUID id,
        String username,
        String displayName,
        String passwordHash,
        String unit,
        String post,
        Set<Role> roles,
        Language language,
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
    record Details(String displayName, String unit, String post, Set<Role> roles, Language language) {
        Details {
            roles = Set.copyOf(roles);
        }
    }
}
