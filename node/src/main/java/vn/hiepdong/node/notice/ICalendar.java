package vn.hiepdong.node.notice;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;

/// Writes a calendar as RFC 5545 has it: in UTC, lines of at most 75 bytes.
final class ICalendar {
    private static final int LINE = 75;

    /// `20261128T163000Z`. For programs, so in no language.
    private static final DateTimeFormatter UTC = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendValue(ChronoField.MONTH_OF_YEAR, 2)
            .appendValue(ChronoField.DAY_OF_MONTH, 2)
            .appendLiteral('T')
            .appendValue(ChronoField.HOUR_OF_DAY, 2)
            .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .appendLiteral('Z')
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder();

    /// @param uid the same for the same matter for ever
    /// @param end the same as the start for a moment, such as a deadline
    /// @param busy whether the officer can do nothing else meanwhile
    /// @param remind how long before the start; zero for not at all
    record Event(
            String uid,
            String summary,
            String link,
            Instant start,
            Instant end,
            int sequence,
            boolean busy,
            boolean cancelled,
            Duration remind) {}

    /// @param stamp when this was true
    static String of(String name, List<Event> events, Instant stamp) {
        var calendar = new ICalendar();
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line("PRODID:-//hiepdong//node//EN");
        calendar.line("CALSCALE:GREGORIAN");
        calendar.line("X-WR-CALNAME:" + escaped(name));
        calendar.line("REFRESH-INTERVAL;VALUE=DURATION:PT15M");
        calendar.line("X-PUBLISHED-TTL:PT15M");
        events.forEach(each -> calendar.event(each, stamp));
        if (events.isEmpty()) {
            // A calendar without any component is none.
            calendar.utc();
        }
        calendar.line("END:VCALENDAR");
        return calendar.text.toString();
    }

    private void utc() {
        line("BEGIN:VTIMEZONE");
        line("TZID:UTC");
        line("BEGIN:STANDARD");
        line("DTSTART:19700101T000000");
        line("TZOFFSETFROM:+0000");
        line("TZOFFSETTO:+0000");
        line("END:STANDARD");
        line("END:VTIMEZONE");
    }

    private void event(Event event, Instant stamp) {
        line("BEGIN:VEVENT");
        line("UID:" + event.uid);
        line("DTSTAMP:" + UTC.format(stamp));
        line("SEQUENCE:" + event.sequence);
        line("DTSTART:" + UTC.format(event.start));
        if (event.end.isAfter(event.start)) {
            line("DTEND:" + UTC.format(event.end));
        }
        line("SUMMARY:" + escaped(event.summary));
        line("URL:" + event.link);
        line("STATUS:" + (event.cancelled ? "CANCELLED" : "CONFIRMED"));
        line("TRANSP:" + (event.busy && !event.cancelled ? "OPAQUE" : "TRANSPARENT"));
        if (event.remind.isPositive() && !event.cancelled) {
            line("BEGIN:VALARM");
            line("ACTION:DISPLAY");
            line("DESCRIPTION:" + escaped(event.summary));
            line("TRIGGER:-PT" + Math.max(1, event.remind.toMinutes()) + "M");
            line("END:VALARM");
        }
        line("END:VEVENT");
    }

    static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n")
                .replaceAll("\\p{Cntrl}", " ");
    }

    /// Folded between characters, so that no reader has to put a letter together again.
    private void line(String line) {
        int used = 0;
        for (int at = 0; at < line.length(); ) {
            int letter = line.codePointAt(at);
            String one = Character.toString(letter);
            int bytes = one.getBytes(StandardCharsets.UTF_8).length;
            if (used + bytes > LINE) {
                text.append("\r\n ");
                used = 1;
            }
            text.append(one);
            used += bytes;
            at += one.length();
        }
        text.append("\r\n");
    }
}
