package vn.hiepdong.node.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was typed into a form: parsed into types on the way in, shown again as typed on the way back.
public final class FormInput {
    private final Map<String, List<String>> values;
    private final ZoneId zone;
    private final Checks checks = new Checks();

    FormInput(Map<String, List<String>> values, ZoneId zone) {
        this.values = values;
        this.zone = zone;
    }

    /// A form nobody has typed into yet, with values to start from.
    public static FormInput starting(Map<String, String> values) {
        return starting(values, Map.of());
    }

    /// The same with boxes that are ticked from the start.
    public static FormInput starting(Map<String, String> values, Map<String, Set<String>> ticked) {
        var all = new HashMap<String, List<String>>();
        values.forEach((field, value) -> all.put(field, List.of(value)));
        ticked.forEach((field, several) -> all.put(field, List.copyOf(several)));
        return new FormInput(all, ZoneId.of("UTC"));
    }

    /// What stands in the field, as typed.
    public String raw(String field) {
        var typed = values.getOrDefault(field, List.of());
        return typed.isEmpty() ? "" : typed.getFirst();
    }

    /// All that was ticked under one name.
    public List<String> all(String field) {
        return values.getOrDefault(field, List.of());
    }

    public boolean ticked(String field, String value) {
        return all(field).contains(value);
    }

    public String text(String field, int max) {
        return checks.text(field, raw(field), max);
    }

    public Optional<String> optionalText(String field, int max) {
        return checks.optionalText(field, raw(field), max);
    }

    public <E extends Enum<E>> E choice(String field, Class<E> type) {
        return checks.choice(field, raw(field), type);
    }

    public int number(String field, int min, int max) {
        var typed = raw(field).strip();
        return checks.number(field, typed.matches("-?[0-9]{1,9}") ? Integer.valueOf(typed) : null, min, max);
    }

    /// A decimal number that may be missing; a comma counts as a point, as written in Vietnamese.
    public Optional<Double> optionalDecimal(String field, double min, double max) {
        var typed = raw(field).strip().replace(',', '.');
        if (typed.isEmpty()) return Optional.empty();
        var number = typed.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?") ? Double.valueOf(typed) : null;
        return Optional.of(checks.number(field, number, min, max));
    }

    /// What a `datetime-local` field holds, read in the node's time zone.
    public Instant instant(String field) {
        try {
            return LocalDateTime.parse(raw(field)).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            checks.add(field, "web.expected.local-time");
            return Instant.EPOCH;
        }
    }

    /// Takes over what the rules found wrong with fields of this form.
    public void add(BadInput bad) {
        bad.fields()
                .forEach(field -> that(
                        false, field.field(), field.key(), field.arguments().toArray()));
    }

    public void that(boolean right, String field, String messageKey, Object... args) {
        checks.that(right, field, messageKey, args);
    }

    public boolean hasErrors() {
        return !checks.bad().isEmpty();
    }

    public List<BadField> errors() {
        return checks.bad();
    }

    public Optional<BadField> error(String field) {
        return checks.bad().stream().filter(bad -> bad.field().equals(field)).findFirst();
    }
}
