package vn.hiepdong.node.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Paging;

/// Reads what a list of shifts is narrowed by, and where in it a reader is, from the parameters of an address.
@Component
class ShiftFilter {
    private final ZoneId zone;

    ShiftFilter(@Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") ZoneId zone) {
        this.zone = zone;
    }

    /// Throws [BadInput] with everything that makes no sense.
    DutyQuery.Filter filter(FormInput input, Officer officer) {
        String time = input.raw("time");
        input.that(time.isEmpty() || time.equals("AHEAD") || time.equals("PAST"), "time", "duty.expected.time");
        var filter = new DutyQuery.Filter(
                !time.equals("PAST"),
                input.optionalText("unit", Duty.MOST_UNIT),
                input.optionalText("post", Duty.MOST_POST),
                input.raw("state").isEmpty() ? Optional.empty() : Optional.of(input.choice("state", Shift.State.class)),
                day(input, "from").map(day -> start(day)),
                day(input, "to").map(day -> start(day.plusDays(1))),
                input.raw("mine").equals("1") ? Optional.of(officer.accountId()) : Optional.empty());
        if (input.hasErrors()) {
            throw new BadInput(input.errors());
        }
        return filter;
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /// A day that may be missing.
    static Optional<LocalDate> day(FormInput input, String field) {
        if (input.raw(field).isEmpty()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(input.raw(field));
            input.that(day.getYear() >= 2000 && day.getYear() < 2200, field, "duty.expected.day");
            return Optional.of(day);
        } catch (DateTimeParseException e) {
            input.that(false, field, "duty.expected.day");
            return Optional.of(LocalDate.EPOCH);
        }
    }

    Optional<DutyQuery.After> after(Paging paging) {
        if (paging.atStart()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DutyQuery.After(
                    Instant.parse(paging.after().getFirst()),
                    UUID.fromString(paging.after().getLast())));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new BadInput("after", "web.expected.cursor");
        }
    }

    static List<String> key(Shift shift) {
        return List.of(shift.from().toString(), shift.id().toString());
    }
}
