package vn.hiepdong.node.ledger;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A request that may come again, because its sender does not know whether it arrived. However often it is carried out,
/// what it appends is appended once: the second time [Ledger#append] returns what the first one did.
///
/// This holds when the node was killed after the commit and before it could answer, and when two attempts run at the
/// same time.
public final class Once {
    /// How long what a request appended is remembered.
    public static final Duration KEPT = Duration.ofDays(7);

    private static final ScopedValue<Once> CURRENT = ScopedValue.newInstance();

    private final UUID request;
    private short next;

    private Once(UUID request) {
        this.request = request;
    }

    /// Which append of a request: the same one at every attempt.
    record Mark(UUID request, short nth) {}

    /// Carries a request out, on this thread.
    ///
    /// @param request the same at every attempt, and of no other request
    public static <T extends Throwable> void in(UUID request, ScopedValue.CallableOp<@Nullable Void, T> work) throws T {
        ScopedValue.where(CURRENT, new Once(request)).call(work);
    }

    static @Nullable Mark mark() {
        return CURRENT.isBound() ? CURRENT.get().take() : null;
    }

    private Mark take() {
        return new Mark(request, next++);
    }
}
