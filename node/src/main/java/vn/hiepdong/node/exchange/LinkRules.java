package vn.hiepdong.node.exchange;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What state a line is in.
final class LinkRules {
    private LinkRules() {}

    /// @param failing whether the last attempt to reach the partner failed
    /// @param behind whether entries have waited too long
    static LinkState next(
            LinkState before,
            boolean suspended,
            @Nullable Instant lastContact,
            Instant now,
            Duration downAfter,
            long queueDepth,
            boolean failing,
            boolean behind) {
        if (suspended) {
            return LinkState.SUSPENDED;
        }
        if (lastContact == null || !lastContact.plus(downAfter).isAfter(now)) {
            return LinkState.DOWN;
        }
        boolean catchingUp = before == LinkState.DOWN || before == LinkState.RECONCILING;
        if (catchingUp && queueDepth > 0) {
            return LinkState.RECONCILING;
        }
        return failing || behind ? LinkState.DEGRADED : LinkState.UP;
    }
}
