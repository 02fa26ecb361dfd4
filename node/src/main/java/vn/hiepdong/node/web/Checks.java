package vn.hiepdong.node.web;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Parses the fields of one request into types and collects what is wrong, so that the sender hears of everything at
/// once. A field that is wrong yields a harmless value; [#done()] then throws, so nobody gets to see it.
public final class Checks {
    private final List<BadField> bad = new ArrayList<>();

    /// Text that must be there, without blanks around it.
    public String text(String field, @Nullable String value, int max) {
        var text = value == null ? "" : value.strip();
        if (text.isEmpty() || tooLong(text, max) || notPlain(text)) add(field, "web.expected.text", max);
        return text;
    }

    /// Text that may be missing.
    public Optional<String> optionalText(String field, @Nullable String value, int max) {
        var text = value == null ? "" : value.strip();
        if (tooLong(text, max) || notPlain(text)) add(field, "web.expected.optional-text", max);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /// One of the names of an enum; its first constant when wrong.
    public <E extends Enum<E>> E choice(String field, @Nullable String value, Class<E> type) {
        for (E choice : type.getEnumConstants()) if (choice.name().equals(value)) return choice;
        add(field, "web.expected.choice", names(type));
        return type.getEnumConstants()[0];
    }

    public int number(String field, @Nullable Integer value, int min, int max) {
        if (value != null && value >= min && value <= max) return value;
        add(field, "web.expected.number", min, max);
        return min;
    }

    public double number(String field, @Nullable Double value, double min, double max) {
        if (value != null && value >= min && value <= max) return value;
        add(field, "web.expected.number", min, max);
        return min;
    }

    /// A point in time in ISO 8601 with its offset, as in `2026-11-22T02:10:00Z`.
    public Instant instant(String field, @Nullable String value) {
        try {
            if (value != null) return java.time.OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            add(field, "web.expected.instant");
            return Instant.EPOCH;
        }
        add(field, "web.expected.instant");
        return Instant.EPOCH;
    }

    public UUID id(String field, @Nullable String value) {
        // UUID.fromString also takes abbreviations; an id has one spelling only.
        if (value != null && value.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) return UUID.fromString(value);
        add(field, "web.expected.id");
        return new UUID(0, 0);
    }

    /// Whatever the types above do not cover.
    public void that(boolean right, String field, String messageKey, Object... args) {
        if (!right) add(field, messageKey, args);
    }

    public void add(String field, String messageKey, Object... args) {
        bad.add(new BadField(field, messageKey, args));
    }

    public List<BadField> bad() {
        return List.copyOf(bad);
    }

    /// Throws [BadInput] when anything was wrong.
    public void done() {
        if (!bad.isEmpty()) throw new BadInput(bad);
    }

    static String names(Class<?> type) {
        return String.join(
                ", ",
                Arrays.stream(type.getEnumConstants())
                        .map(choice -> ((Enum<?>) choice).name())
                        .toList());
    }

    private static boolean tooLong(String text, int max) {
        return text.codePointCount(0, text.length()) > max;
    }

    /// Control characters have no place in a text for people, and PostgreSQL refuses NUL.
    private static boolean notPlain(String text) {
        return text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f);
    }
}
