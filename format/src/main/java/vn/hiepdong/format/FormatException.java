package vn.hiepdong.format;

/// Untrusted bytes or text are not what they claim to be: malformed, over a limit, or with a signature or proof
/// that does not hold.
///
/// The one exception of this module for bad input; its message says what is wrong and where. Mistakes of our
/// own callers are [IllegalArgumentException] and [IllegalStateException] instead, so a handler that catches
/// this one never hides a bug.
public final class FormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FormatException(String message) {
        super(message);
    }

    public FormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
