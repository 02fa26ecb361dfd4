package vn.hiepdong.node.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// The time left to a deadline as a page shows it (`web.countdown`); script keeps it true while the page is open.
///
/// @param text as in "còn 12 phút" or "quá hạn 5 phút"
public record Countdown(Instant due, String text, Pressure pressure) {

    /// How near it is.
    public enum Pressure {
        CALM,
        SOON,
        LATE;

        /// What counts as soon. The script knows the same number.
        static final Duration SOON_WITHIN = Duration.ofMinutes(10);

        static Pressure of(Instant now, Instant due) {
            if (!due.isAfter(now)) return LATE;
            return Duration.between(now, due).compareTo(SOON_WITHIN) <= 0 ? SOON : CALM;
        }

        /// The style class.
        public String style() {
            return "countdown-" + name().toLowerCase(Locale.ROOT);
        }
    }
}
