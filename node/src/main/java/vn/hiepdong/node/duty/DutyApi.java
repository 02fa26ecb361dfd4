package vn.hiepdong.node.duty;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.watch.Changed;
import vn.hiepdong.node.web.Checks;
import vn.hiepdong.node.web.Paging;

/// Shifts, their logs and their handover as JSON. Which account stands a shift is not told. An incoming officer reads
/// back on the page and nowhere else.
@RestController
@RequestMapping("/api/v1/duty/shifts")
@Allowed(scope = {Scope.INFORMATION_READ, Scope.INFORMATION_WRITE})
class DutyApi {
    private final Duty duty;
    private final DutyQuery query;
    private final ShiftLog log;
    private final ShiftFilter filters;
    private final InstantSource clock;

    DutyApi(Duty duty, DutyQuery query, ShiftLog log, ShiftFilter filters, InstantSource clock) {
        this.duty = duty;
        this.query = query;
        this.log = log;
        this.filters = filters;
        this.clock = clock;
    }

    record ShiftBody(
            UUID id,
            String unit,
            String post,
            Instant from,
            Instant to,
            String state,
            @Nullable UUID series,
            @Nullable Instant openedAt,
            @Nullable Instant handoverSignedAt,
            @Nullable Instant closedAt,
            @Nullable UUID next) {
        static ShiftBody of(Shift shift, Instant now) {
            Shift.Act opened = shift.opened();
            Shift.Closing closed = shift.closed();
            ShiftId next = closed == null ? null : closed.next();
            return new ShiftBody(
                    shift.id().value(),
                    shift.unit(),
                    shift.post(),
                    shift.from(),
                    shift.to(),
                    shift.state(now).name(),
                    shift.series(),
                    opened == null ? null : opened.at(),
                    shift.handed(),
                    closed == null ? null : closed.act().at(),
                    next == null ? null : next.value());
        }
    }

    record Shifts(List<ShiftBody> shifts, @Nullable String next) {}

    /// `time`: `AHEAD` (what is not over, the next first) or `PAST` (the last first).
    @GetMapping
    Shifts list(
            Paging paging,
            @RequestParam(required = false) @Nullable String time,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String post,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        var checks = new Checks();
        checks.that(time == null || time.equals("AHEAD") || time.equals("PAST"), "time", "duty.expected.time");
        var filter = new DutyQuery.Filter(
                !"PAST".equals(time),
                checks.optionalText("unit", unit, Duty.MOST_UNIT),
                checks.optionalText("post", post, Duty.MOST_POST),
                Optional.ofNullable(state).map(each -> checks.choice("state", each, Shift.State.class)),
                Optional.ofNullable(from).map(each -> checks.instant("from", each)),
                Optional.ofNullable(to).map(each -> checks.instant("to", each)),
                Optional.empty());
        checks.done();
        Instant now = clock.instant();
        var slice = paging.slice(query.list(filter, filters.after(paging), now, paging.limit()), ShiftFilter::key);
        return new Shifts(
                slice.items().stream().map(each -> ShiftBody.of(each, now)).toList(), slice.next());
    }

    /// Times are ISO 8601. `repeat` is `ONCE` (when left out), `DAILY`, `ROUND_THE_CLOCK` (whoever relieves stands
    /// until
    /// it begins again) or `WEEKLY`, for so many `days`.
    record PlanBody(
            @Nullable String unit,
            @Nullable String post,
            @Nullable String from,
            @Nullable String to,
            @Nullable String repeat,
            @Nullable Integer days) {}

    record Planned(List<UUID> shifts) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(value = Role.DUTY_COMMANDER, scope = Scope.INFORMATION_WRITE)
    Planned plan(Officer officer, @RequestBody PlanBody body) {
        var checks = new Checks();
        String unit = checks.text("unit", body.unit(), Duty.MOST_UNIT);
        String post = checks.text("post", body.post(), Duty.MOST_POST);
        var time = new Period(checks.instant("from", body.from()), checks.instant("to", body.to()));
        var repeat = body.repeat() == null
                ? RosterRules.Repeat.ONCE
                : checks.choice("repeat", body.repeat(), RosterRules.Repeat.class);
        int days = repeat == RosterRules.Repeat.ONCE ? 1 : checks.number("days", body.days(), 1, RosterRules.MOST_DAYS);
        checks.done();
        return new Planned(duty.plan(officer, unit, post, time, repeat, days, null).stream()
                .map(ShiftId::value)
                .toList());
    }

    @GetMapping("/{id}")
    ShiftBody show(@PathVariable UUID id) {
        return ShiftBody.of(duty.shift(new ShiftId(id)), clock.instant());
    }

    @PostMapping("/{id}/opening")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(
            value = {Role.DUTY_OFFICER, Role.DUTY_COMMANDER},
            scope = Scope.INFORMATION_WRITE)
    ShiftBody open(Officer officer, @PathVariable UUID id) {
        duty.open(officer, new ShiftId(id));
        return show(id);
    }

    /// @param at when it was written here, or happened to a line
    /// @param kind of the entry (`information.acknowledged`), `duty.noted`, or what happened (`line.down`)
    /// @param agency who said so, or the partner at the other end of the line
    /// @param title as the record is called now; null for what is about none, or is not here any more
    /// @param saidAt when a note says that it happened
    record LineBody(
            Instant at,
            String kind,
            String agency,
            String realm,
            @Nullable String title,
            @Nullable String href,
            @Nullable UUID note,
            @Nullable Instant saidAt,
            @Nullable String text,
            @Nullable UUID corrects,
            String by) {
        static LineBody of(ShiftLog.Line line) {
            Changed record = line.record();
            DutyQuery.Note note = line.note();
            return new LineBody(
                    line.at(),
                    line.kind(),
                    line.agency().value(),
                    line.realm().name(),
                    record == null ? null : record.title(),
                    record == null ? null : record.href(),
                    note == null ? null : note.id(),
                    note == null ? null : note.at(),
                    note == null ? null : note.text(),
                    note == null ? null : note.corrects(),
                    line.by());
        }
    }

    record Log(List<LineBody> lines, @Nullable String next) {}

    /// From the beginning on. Besides the lines of a page whatever happened to the lines meanwhile stands in it.
    @GetMapping("/{id}/log")
    Log log(Officer officer, Paging paging, @PathVariable UUID id) {
        var slice = log.page(duty.shift(new ShiftId(id)), paging, officer);
        return new Log(slice.items().stream().map(LineBody::of).toList(), slice.next());
    }

    /// `at` is now when it is left out.
    record NoteBody(
            @Nullable String at,
            @Nullable String text,
            @Nullable String corrects) {}

    record Noted(UUID note) {}

    @PostMapping("/{id}/notes")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(
            value = {Role.DUTY_OFFICER, Role.DUTY_COMMANDER},
            scope = Scope.INFORMATION_WRITE)
    Noted note(Officer officer, @PathVariable UUID id, @RequestBody NoteBody body) {
        var checks = new Checks();
        Instant at = body.at() == null ? clock.instant() : checks.instant("at", body.at());
        String text = checks.text("text", body.text(), HandoverRules.MOST_NOTE);
        UUID corrects = body.corrects() == null ? null : checks.id("corrects", body.corrects());
        checks.done();
        return new Noted(duty.note(officer, new ShiftId(id), at, text, corrects));
    }

    /// `sections` by their headings: of IIMARCH `INFORMATION`, `INTENT`, `METHOD`, `ADMINISTRATION`, `RISK`,
    /// `COMMUNICATIONS`, `HUMANITARIAN`; of SBAR `SITUATION`, `BACKGROUND`, `ASSESSMENT`, `RECOMMENDATION`.
    record HandoverBody(@Nullable String form, @Nullable Map<String, String> sections) {}

    record Signed(UUID handover) {}

    @PostMapping("/{id}/handover")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(
            value = {Role.DUTY_OFFICER, Role.DUTY_COMMANDER},
            scope = Scope.INFORMATION_WRITE)
    Signed handOver(Officer officer, @PathVariable UUID id, @RequestBody HandoverBody body) {
        var checks = new Checks();
        HandoverForm form = checks.choice("form", body.form(), HandoverForm.class);
        Map<String, String> given = body.sections() == null ? Map.of() : body.sections();
        checks.that(form.headings().containsAll(given.keySet()), "sections", "duty.expected.headings");
        checks.done();
        var sections = new ArrayList<DutyEntry.Section>();
        for (String each : form.headings()) {
            String text = given.getOrDefault(each, "");
            sections.add(new DutyEntry.Section(each, text == null ? "" : text.strip()));
        }
        return new Signed(duty.handOver(officer, new ShiftId(id), form, sections));
    }
}
