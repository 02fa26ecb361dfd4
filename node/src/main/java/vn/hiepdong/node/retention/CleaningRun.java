package vn.hiepdong.node.retention;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One cleaning and what became of it.
///
/// @param orderedBy account of the administrator who wanted it now; null for one by the clock
/// @param at when it began, or, while it is ordered, when that was
/// @param upto how many erasures there had been when it began
/// @param longest the table that was closed to all others for the longest time
record CleaningRun(
        long id,
        State state,
        @Nullable UUID orderedBy,
        Instant at,
        @Nullable Instant endedAt,
        long upto,
        int tables,
        String longest,
        long longestMs) {
    enum State {
        ORDERED,
        RUNNING,
        DONE,
        /// The tables are clean, but this node may not begin the log of changes anew (an external database).
        LOG_KEPT,
        /// Somebody read or wrote for too long.
        BUSY,
        /// The node was stopped.
        CUT,
        FAILED;

        boolean cleaned() {
            return this == DONE || this == LOG_KEPT;
        }

        boolean open() {
            return this == ORDERED || this == RUNNING;
        }
    }
}
