package vn.hiepdong.node.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How long records of a class are kept, and what happens then, as it is valid from a day on.
///
/// @param to the first day on which another rule is valid; null when none is known
/// @param months null for ever
/// @param post who decided so; empty for what the product comes with
public record RetentionRule(
        RetentionClass kind,
        LocalDate from,
        @Nullable LocalDate to,
        @Nullable Integer months,
        Then then,
        String post) {
    /// What happens when the time is over.
    public enum Then {
        /// It is erased everywhere, without a hand.
        ERASE,
        /// The duty commander decides; until then it is listed.
        DECIDE
    }

    /// When the time of a record is over that was changed last then. Empty for one that is kept for ever.
    public Optional<Instant> dueAt(Instant changed, ZoneId zone) {
        return months == null
                ? Optional.empty()
                : Optional.of(changed.atZone(zone).plusMonths(months).toInstant());
    }

    /// No record that was changed after this is due. Months have different lengths, so some before are not either.
    Optional<Instant> latest(Instant now, ZoneId zone) {
        return months == null
                ? Optional.empty()
                : Optional.of(now.atZone(zone).minusMonths(months).plusDays(3).toInstant());
    }

    boolean validOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || day.isBefore(to));
    }
}
