package vn.hiepdong.node.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When the database is cleaned next. Pure.
///
/// @param quietHour at which the fewest people are disturbed
record CleaningPlan(LocalTime quietHour, ZoneId zone) {
    private static final Duration AGAIN = Duration.ofMinutes(15);

    /// @param since from when something waits to be cleaned away; null when nothing does
    /// @param last the newest run, if there was one
    Optional<Instant> next(@Nullable Instant since, @Nullable CleaningRun last) {
        if (last != null && last.state().open()) {
            return Optional.of(last.at());
        }
        if (since == null) {
            return Optional.empty();
        }
        if (last != null && !last.state().cleaned() && !last.at().isBefore(since)) {
            return Optional.of(last.at().plus(AGAIN));
        }
        return Optional.of(quietHourAfter(since));
    }

    private Instant quietHourAfter(Instant at) {
        var local = at.atZone(zone);
        var day = local.toLocalTime().isBefore(quietHour)
                ? local.toLocalDate()
                : local.toLocalDate().plusDays(1);
        return day.atTime(quietHour).atZone(zone).toInstant();
    }
}
