package vn.hiepdong.node.web;

import java.util.List;

/// The rules say no, with a reason a person can read. Usually because of what is already there (409); or because
/// what is asked can never be done like this (422).
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String key;
    private final transient List<Object> arguments;

    public Refused(String messageKey, Object... args) {
        this(409, messageKey, args);
    }

    private Refused(int status, String messageKey, Object... args) {
        super("refused: " + messageKey, null, false, false);
        this.status = status;
        this.key = messageKey;
        this.arguments = List.of(args);
    }

    /// Understood, but not acceptable whatever the state of things.
    public static Refused unacceptable(String messageKey, Object... args) {
        return new Refused(422, messageKey, args);
    }

    public int status() {
        return status;
    }

    public String key() {
        return key;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
