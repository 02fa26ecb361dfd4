package vn.hiepdong.node.information;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.FormInput;

/// Reads a filter from the parameters of an address. Whatever shows items narrowed down takes the same ones.
@Component
public class FilterInput {
    private final ZoneId zone;

    FilterInput(@Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") String zone) {
        this.zone = ZoneId.of(zone);
    }

    /// Throws [BadInput] with everything that makes no sense.
    public Filter filter(FormInput input) {
        Optional<LocalDate> from = day(input, "from");
        Optional<LocalDate> to = day(input, "to");
        var filter = new Filter(
                choice(input, "realm", Realm.class).orElse(Realm.REAL),
                choice(input, "urgency", Urgency.class),
                input.optionalText("topic", 32),
                choice(input, "state", State.class),
                origin(input),
                from.map(this::start),
                to.map(day -> start(day.plusDays(1))),
                input.optionalText("words", 200),
                input.raw("owed").equals("1") || sort(input) == Sort.DUE,
                choice(input, "reliability", Reliability.class),
                credibility(input),
                input.raw("files").equals("1"),
                area(input));
        if (input.hasErrors()) {
            throw new BadInput(input.errors());
        }
        return filter;
    }

    static Sort sort(FormInput input) {
        return choice(input, "sort", Sort.class).orElse(Sort.NEWEST);
    }

    private static <E extends Enum<E>> Optional<E> choice(FormInput input, String field, Class<E> type) {
        return input.raw(field).isEmpty() ? Optional.empty() : Optional.of(input.choice(field, type));
    }

    private static Optional<AgencyCode> origin(FormInput input) {
        String code = input.raw("origin");
        if (code.isEmpty()) {
            return Optional.empty();
        }
        input.that(AgencyCode.isCode(code), "origin", "web.expected.valid");
        return AgencyCode.isCode(code) ? Optional.of(new AgencyCode(code)) : Optional.empty();
    }

    private static Optional<Credibility> credibility(FormInput input) {
        String digit = input.raw("credibility");
        boolean known = digit.matches("[1-6]");
        input.that(digit.isEmpty() || known, "credibility", "web.expected.choice", "1, 2, 3, 4, 5, 6");
        return known ? Optional.of(Credibility.of(digit)) : Optional.empty();
    }

    private static Optional<Area> area(FormInput input) {
        String typed = input.raw("area");
        Optional<Area> area = Area.parse(typed);
        input.that(typed.isEmpty() || area.isPresent(), "area", "list.expected.area");
        // What the reader calls it; the numbers alone decide.
        input.optionalText("place", 120);
        return area;
    }

    private static Optional<LocalDate> day(FormInput input, String field) {
        String typed = input.raw(field);
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(typed));
        } catch (DateTimeParseException e) {
            input.that(false, field, "information.expected.day");
            return Optional.empty();
        }
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
