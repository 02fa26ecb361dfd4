package vn.hiepdong.node.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.AgencyCode;

/// The line to a partner, as the watch shows it.
///
/// @param since when it came into this state
/// @param queued entries of ours that the partner does not hold yet
/// @param currentAt when we last held all that the partner had, null if never
/// @param age how old what we have of it is
public record Line(
        AgencyCode partner,
        State state,
        Instant since,
        long queued,
        @Nullable Instant lastContact,
        @Nullable Instant currentAt,
        Age age) {
    public enum Age {
        FRESH,
        AMBER,
        RED;

        String style() {
            return switch (this) {
                case FRESH -> "badge-good";
                case AMBER -> "badge-warn";
                case RED -> "badge-bad";
            };
        }
    }

    /// Whether what is shown of the partner is only what it said before the line broke.
    boolean oneSided() {
        return state == State.DOWN || state == State.RECONCILING;
    }

    public enum State {
        UP,
        DEGRADED,
        DOWN,
        RECONCILING,
        SUSPENDED;

        String style() {
            return switch (this) {
                case UP -> "badge-good";
                case DEGRADED, RECONCILING -> "badge-warn";
                case DOWN -> "badge-bad";
                case SUSPENDED -> "";
            };
        }
    }
}
