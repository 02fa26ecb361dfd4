package vn.hiepdong.node.access;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import vn.hiepdong.node.web.Forbidden;
import vn.hiepdong.node.web.Word;

/// Whoever a request comes from: signed in, or by a token of the account. A handler may take one as an argument.
///
/// @param unit code of the unit, as the account says
/// @param post name of the post, as the account says
/// @param scopes all when signed in, those of the token otherwise
public record Officer(
        UUID accountId,
        String username,
        String displayName,
        String unit,
        String post,
        Set<Role> roles,
        Set<Scope> scopes) {

    public Officer {
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }

    /// Whether the officer has one of these roles.
    public boolean is(Role... anyOf) {
        return Arrays.stream(anyOf).anyMatch(roles::contains);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /// Throws [Forbidden] unless the officer has one of these roles.
    public void require(Role... anyOf) {
        if (!is(anyOf)) throw new Forbidden("access.needs-role", words(Set.of(anyOf)));
    }

    static String key(Role role) {
        return "access.role." + role.name();
    }

    static Word words(Set<Role> roles) {
        return Word.all(roles.stream().sorted().map(Officer::key).toList());
    }
}
