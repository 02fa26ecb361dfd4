package vn.hiepdong.node.web;

import java.util.List;

/// This reader may not do this, whatever it is called.
public final class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String key;
    private final transient List<Object> arguments;

    /// @param messageKey says who may
    public Forbidden(String messageKey, Object... args) {
        super("forbidden: " + messageKey, null, false, false);
        this.key = messageKey;
        this.arguments = List.of(args);
    }

    public String key() {
        return key;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
