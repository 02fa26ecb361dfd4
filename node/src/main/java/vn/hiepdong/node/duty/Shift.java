package vn.hiepdong.node.duty;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A shift as it is now.
///
/// @param series what it was planned together with
/// @param opened by whom it was taken over
/// @param handed when its handover was signed last
/// @param closed by whom it was taken over from
public record Shift(
        ShiftId id,
        String unit,
        String post,
        Instant from,
        Instant to,
        @Nullable UUID series,
        @Nullable String cancelled,
        @Nullable Act opened,
        @Nullable Instant handed,
        @Nullable Closing closed) {
    /// @param applied the place in this node's order
    public record Act(Instant at, String unit, String post, long applied) {}

    /// @param next the shift that opened by it
    public record Closing(
            Act act, String keyPoints, @Nullable ShiftId next) {}

    public enum State {
        PLANNED,
        OPEN,
        /// The outgoing signed; the incoming has not.
        HANDED_OVER,
        CLOSED,
        CANCELLED,
        /// Its time is over and nobody opened it.
        NOT_STOOD
    }

    public State state(Instant now) {
        if (closed != null) {
            return State.CLOSED;
        }
        if (opened != null) {
            return handed == null ? State.OPEN : State.HANDED_OVER;
        }
        if (cancelled != null) {
            return State.CANCELLED;
        }
        return to.isAfter(now) ? State.PLANNED : State.NOT_STOOD;
    }

    boolean isOpen() {
        return opened != null && closed == null;
    }

    /// Whether it may still be changed, cancelled or opened.
    boolean isAhead(Instant now) {
        return state(now) == State.PLANNED;
    }

    public static String style(State state) {
        return switch (state) {
            case OPEN -> "badge-good";
            case HANDED_OVER -> "badge-warn";
            case NOT_STOOD -> "badge-bad";
            case PLANNED, CLOSED, CANCELLED -> "";
        };
    }
}
