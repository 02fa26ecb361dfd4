package vn.hiepdong.node.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// Instants as people read them, in the node's time zone.
final class TimeTexts {
    private static final Duration LONG_AGO = Duration.ofDays(30);

    private final Texts texts;
    private final ZoneId zone;

    TimeTexts(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
    }

    ZoneId zone() {
        return zone;
    }

    String exact(Language language, Instant at) {
        return format(language, at, texts.get(language, "web.time.format"));
    }

    /// With the offset from UTC, for what leaves the page or is read elsewhere: `02:10 22/11/2026 (UTC+7)`.
    String exactWithOffset(Language language, Instant at) {
        return texts.get(language, "web.time.with-offset", exact(language, at), offset(at));
    }

    /// How far the node's clock is from UTC at that time: `UTC+7`, `UTC-3:30`, `UTC`.
    String offset(Instant at) {
        int minutes = zone.getRules().getOffset(at).getTotalSeconds() / 60;
        if (minutes == 0) return "UTC";
        var hours = (minutes < 0 ? "-" : "+") + Math.abs(minutes) / 60;
        int rest = Math.abs(minutes) % 60;
        return "UTC" + hours + (rest == 0 ? "" : ":" + (rest < 10 ? "0" : "") + rest);
    }

    String day(Language language, Instant at) {
        return format(language, at, texts.get(language, "web.time.day-format"));
    }

    String date(Language language, LocalDate day) {
        return DateTimeFormatter.ofPattern(texts.get(language, "web.time.day-format"), language.locale())
                .format(day);
    }

    String local(Instant at) {
        return at.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
    }

    String timeOfDay(Instant at) {
        return at.atZone(zone).toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString();
    }

    String relative(Language language, Instant now, Instant at) {
        var distance = Duration.between(now, at).abs();
        if (distance.compareTo(LONG_AGO) > 0) return day(language, at);
        if (distance.toSeconds() < 60) return texts.get(language, "web.time.now");
        var direction = at.isAfter(now) ? "web.time.in." : "web.time.ago.";
        if (distance.toMinutes() < 60) return texts.count(language, direction + "minutes", distance.toMinutes());
        if (distance.toHours() < 24) return texts.count(language, direction + "hours", distance.toHours());
        return texts.count(language, direction + "days", distance.toDays());
    }

    /// The time left to a deadline, to the second when it is near, or gone since; `countdown.js` says the same from
    /// the same words.
    String left(Language language, Instant now, Instant due) {
        var distance = Duration.between(now, due);
        if (distance.isPositive()) return texts.get(language, "web.countdown.left", ahead(language, distance));
        var gone = distance.negated();
        if (gone.toSeconds() < 60) return texts.get(language, "web.countdown.late.now");
        return texts.get(language, "web.countdown.late", length(language, gone));
    }

    private String ahead(Language language, Duration left) {
        if (left.toSeconds() < 60) return texts.count(language, "web.length.seconds", left.toSeconds());
        if (left.compareTo(Countdown.Pressure.SOON_WITHIN) >= 0) return length(language, left);
        return both(language, "minutes", left.toMinutes(), "seconds", left.toSecondsPart());
    }

    /// Two units at most: nobody plans a week to the minute.
    String length(Language language, Duration length) {
        if (length.toMinutes() < 60) return texts.count(language, "web.length.minutes", length.toMinutes());
        if (length.toHours() < 24) {
            return both(language, "hours", length.toHours(), "minutes", length.toMinutesPart());
        }
        return both(language, "days", length.toDays(), "hours", length.toHoursPart());
    }

    private String both(Language language, String unit, long number, String smaller, long rest) {
        var whole = texts.count(language, "web.length." + unit, number);
        return rest == 0 ? whole : whole + " " + texts.count(language, "web.length." + smaller, rest);
    }

    private String format(Language language, Instant at, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, language.locale()).format(at.atZone(zone));
    }
}
