package vn.hiepdong.node.duty;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.hiepdong.node.access.AccountNames;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;

/// The roster of a week: a line for each post, a column for each day. It is what is printed and hung up.
@Controller
class WeekPages {
    private final Duty duty;
    private final DutyQuery query;
    private final StandsTable stands;
    private final AccountNames names;
    private final InstantSource clock;

    WeekPages(Duty duty, DutyQuery query, StandsTable stands, AccountNames names, InstantSource clock) {
        this.duty = duty;
        this.query = query;
        this.stands = stands;
        this.names = names;
        this.clock = clock;
    }

    /// @param unit the only one that is shown; empty for all
    record Week(
            LocalDate monday,
            List<LocalDate> days,
            List<Row> rows,
            List<Wrong> conflicts,
            FormInput input,
            List<Option> units,
            boolean cut,
            boolean mayPlan,
            Instant now) {}

    /// @param cells the shifts that begin on each day
    record Row(String unit, String post, List<List<Cell>> cells) {}

    /// @param who the sign-in name of who is to stand it; empty while nobody is named
    record Cell(Shift shift, String who) {}

    @GetMapping("/duty/week")
    Page week(FormInput input, Officer officer, Frame frame) {
        LocalDate day = ShiftFilter.day(input, "week").orElse(duty.today());
        @Nullable String unit = input.optionalText("unit", Duty.MOST_UNIT).orElse(null);
        if (input.hasErrors()) {
            throw new BadInput(input.errors());
        }
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        ZoneId zone = duty.zone();
        var time = new Period(
                monday.atStartOfDay(zone).toInstant(),
                monday.plusDays(7).atStartOfDay(zone).toInstant());
        List<Shift> shifts = query.within(time.from(), time.to(), unit);
        return new Page(
                "duty/week.jte",
                new Week(
                        monday,
                        IntStream.range(0, 7).mapToObj(monday::plusDays).toList(),
                        rows(shifts, monday, zone),
                        Wrong.of(duty.conflicts(time), names, frame),
                        input,
                        query.posts(time.from().minus(RosterRules.LONGEST)).stream()
                                .map(DutyQuery.Post::unit)
                                .distinct()
                                .map(each -> new Option(each, each))
                                .toList(),
                        shifts.size() == DutyQuery.MOST_SHIFTS,
                        officer.is(Role.DUTY_COMMANDER),
                        clock.instant()));
    }

    private List<Row> rows(List<Shift> shifts, LocalDate monday, ZoneId zone) {
        Map<ShiftId, UUID> accounts = stands.stands(shifts);
        Map<UUID, String> known = names.of(accounts.values());
        Map<DutyQuery.Post, List<List<Cell>>> rows =
                new TreeMap<>(Comparator.comparing(DutyQuery.Post::unit).thenComparing(DutyQuery.Post::post));
        for (Shift each : shifts) {
            List<List<Cell>> cells = rows.computeIfAbsent(
                    new DutyQuery.Post(each.unit(), each.post()),
                    _ -> IntStream.range(0, 7)
                            .<List<Cell>>mapToObj(_ -> new ArrayList<>())
                            .toList());
            UUID account = accounts.get(each.id());
            // One that began before the week stands on its first day.
            long place = Math.max(0, LocalDate.ofInstant(each.from(), zone).toEpochDay() - monday.toEpochDay());
            cells.get((int) place).add(new Cell(each, account == null ? "" : known.getOrDefault(account, "")));
        }
        return rows.entrySet().stream()
                .map(each -> new Row(each.getKey().unit(), each.getKey().post(), each.getValue()))
                .toList();
    }
}
