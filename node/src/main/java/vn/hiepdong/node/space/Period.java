package vn.hiepdong.node.space;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;

/// How often something that comes again is due. A month that is too short has its last day.
public enum Period {
    DAILY(1, 0),
    WEEKLY(7, 0),
    MONTHLY(31, 1),
    QUARTERLY(31, 3),
    HALF_YEARLY(31, 6),
    YEARLY(31, 12);

    private final int days;
    private final int months;

    Period(int days, int months) {
        this.days = days;
        this.months = months;
    }

    /// The highest number that names a day: of the week from Monday, 1, or of the last month of the period.
    public int days() {
        return days;
    }

    /// The first day on or after `from` on which it is due.
    public LocalDate next(LocalDate from, int day) {
        if (months == 0) {
            return days == 1 ? from : from.with(TemporalAdjusters.nextOrSame(DayOfWeek.of(day)));
        }
        YearMonth month = YearMonth.from(from);
        while (month.getMonthValue() % months != 0 || on(month, day).isBefore(from)) {
            month = month.plusMonths(1);
        }
        return on(month, day);
    }

    /// The last day before `from` on which it was due.
    public LocalDate before(LocalDate from, int day) {
        if (months == 0) {
            return days == 1 ? from.minusDays(1) : from.with(TemporalAdjusters.previous(DayOfWeek.of(day)));
        }
        YearMonth month = YearMonth.from(from);
        while (month.getMonthValue() % months != 0 || !on(month, day).isBefore(from)) {
            month = month.minusMonths(1);
        }
        return on(month, day);
    }

    private static LocalDate on(YearMonth month, int day) {
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }
}
