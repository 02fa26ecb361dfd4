package vn.hiepdong.node.space;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.node.ledger.AgencyCode;

/// A report that is due again and again (domain.md §5.1: content, period, cut-off, addressee).
///
/// @param code names it within the regulation, small letters, digits and hyphens
/// @param day on which day of its period, see [Period#days]
/// @param cutOff until when on that day, by the clock of the node
/// @param from who owes it
/// @param to whom
public record PeriodicReport(
        String code, String title, Period period, int day, LocalTime cutOff, List<AgencyCode> from, AgencyCode to) {
    public PeriodicReport {
        from = from == null ? List.of() : from.stream().sorted().distinct().toList();
        if (code == null || !code.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw new FormatException("a report has a code of small letters, digits and hyphens");
        }
        if (title == null
                || title.isBlank()
                || title.length() > 200
                || period == null
                || cutOff == null
                || to == null) {
            throw new FormatException("report " + code + " lacks a title, period, cut-off or addressee");
        }
        if (day < 1 || day > period.days()) {
            throw new FormatException("report " + code + " is due on a day of 1 to " + period.days());
        }
        if (from.isEmpty() || from.contains(to)) {
            throw new FormatException("report " + code + " is owed by others to " + to);
        }
    }

    /// Until when the report of this day is owed.
    public Instant due(LocalDate day, ZoneId zone) {
        return day.atTime(cutOff).atZone(zone).toInstant();
    }

    /// The first day of which the report is still to come, or comes at this moment.
    public LocalDate next(Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate next = period.next(today, day);
        return due(next, zone).isBefore(now) ? period.next(today.plusDays(1), day) : next;
    }

    /// The day of the report before this one.
    public LocalDate before(LocalDate next) {
        return period.before(next, day);
    }
}
