package vn.hiepdong.node.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// What a token is for. A token can never do more than the account behind it.
public enum Scope {
    INFORMATION_READ("information:read"),
    INFORMATION_WRITE("information:write"),
    PARTNERS_READ("partners:read"),
    PARTNERS_WRITE("partners:write"),
    REGULATION_WRITE("regulation:write"),
    IMPORT_WRITE("import:write"),
    METRICS_READ("metrics:read"),
    ADMIN("admin");

    /// Somebody who signed in may use all that the roles allow.
    static final Set<Scope> ALL = Set.of(values());

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /// As written in a setup file and in the description of the API.
    public String text() {
        return text;
    }

    static Optional<Scope> of(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }
}
