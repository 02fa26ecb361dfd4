package vn.hiepdong.node.exchange;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How old what we have of a partner is.
public enum Freshness {
    FRESH,
    AMBER,
    RED;

    /// From which age on it is marked; AT-6.6.
    record Limits(Duration amber, Duration red) {}

    /// @param currentAt when we last held all that the partner had; null if never
    static Freshness of(@Nullable Instant currentAt, Instant now, Limits limits) {
        if (currentAt == null || currentAt.plus(limits.red).isBefore(now)) {
            return RED;
        }
        return currentAt.plus(limits.amber).isBefore(now) ? AMBER : FRESH;
    }
}
