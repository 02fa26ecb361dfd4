package vn.hiepdong.node.attachment;

import java.util.List;
import java.util.Locale;

/// A file that is not taken, and why. Says nothing of what the file held, not even in the stack trace.
public final class AttachmentRejected extends RuntimeException {
    private final Reason reason;
    private final List<Object> arguments;

    AttachmentRejected(Reason reason, Object... arguments) {
        super(reason.name());
        this.reason = reason;
        this.arguments = List.of(arguments);
    }

    public Reason reason() {
        return reason;
    }

    /// What the message of [Reason#key()] is filled with.
    public List<Object> arguments() {
        return arguments;
    }

    public enum Reason {
        EMPTY,
        TOO_LARGE,
        /// Not one of the kinds that are taken.
        TYPE,
        /// Cut off or damaged: a file that cannot be read cannot be made harmless.
        BROKEN,
        TOO_MANY_PIXELS,
        /// A PDF that needs a password: what it holds cannot be checked.
        ENCRYPTED,
        /// A PDF with scripts, forms that act, or files inside.
        ACTIVE,
        TOO_MANY_PAGES,
        /// A stream that unpacks to much more than it should.
        TOO_MUCH_INSIDE,
        /// Stamped as a state secret; the argument is the stamp.
        STAMPED,
        /// Bytes received from a partner that are not what their name says.
        WRONG_HASH;

        /// The message that says it, in the bundle `messages/attachment`.
        public String key() {
            return "attachment.refused." + name().toLowerCase(Locale.ROOT);
        }
    }
}
