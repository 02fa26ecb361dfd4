package vn.hiepdong.node.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.AgencyCode;

/// The line to a partner, as the watch shows it.
///
/// @param since when it came into this state
/// @param queued entries of ours that the partner does not hold yet
public record Line(
        AgencyCode partner,
        State state,
        Instant since,
        long queued,
        @Nullable Instant lastContact) {
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
