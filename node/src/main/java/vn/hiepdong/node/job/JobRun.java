package vn.hiepdong.node.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.web.Language;

/// One order and what became of it.
///
/// @param total 0 as long as nobody knows
/// @param problem the key of why it failed
/// @param keptUntil when the result, or what is left of it, goes; null while it is under way
record JobRun(
        UUID id,
        UUID account,
        String work,
        String subject,
        String query,
        String input,
        Language language,
        String file,
        String contentType,
        State state,
        int attempt,
        long done,
        long total,
        String place,
        @Nullable String problem,
        Instant orderedAt,
        @Nullable Instant endedAt,
        @Nullable Instant keptUntil) {
    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    boolean underWay() {
        return state == State.WAITING || state == State.RUNNING;
    }

    boolean mayBeRetried() {
        return state == State.FAILED || state == State.CANCELLED;
    }
}
