package vn.hiepdong.node.duty;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.node.access.AccountNames;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.watch.Watch;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Paging;
import vn.hiepdong.node.web.Redirect;

/// A shift: taking it over, its log, adding to the log, printing it.
@Controller
class ShiftPages {
    private static final int SHOWN_LINES = 30;

    private final Duty duty;
    private final DutyQuery query;
    private final ShiftLog log;
    private final StandsTable stands;
    private final AccountNames names;
    private final Watch watch;
    private final Directory directory;
    private final InstantSource clock;

    ShiftPages(
            Duty duty,
            DutyQuery query,
            ShiftLog log,
            StandsTable stands,
            AccountNames names,
            Watch watch,
            Directory directory,
            InstantSource clock) {
        this.duty = duty;
        this.query = query;
        this.log = log;
        this.stands = stands;
        this.names = names;
        this.watch = watch;
        this.directory = directory;
        this.clock = clock;
    }

    /// @param who the sign-in name of who stands it, or is to
    /// @param before the shift it was taken over from
    /// @param handover what the outgoing signed
    /// @param lines the newest of the log, the last first
    record Show(
            Shift shift,
            Shift.State state,
            String who,
            @Nullable ShiftId before,
            @Nullable Handover handover,
            List<Told> points,
            List<ShiftLog.Line> lines,
            FormInput note,
            KnownAgencies agencies,
            boolean mayStand,
            boolean mayPlan) {
        /// When the log may have grown.
        String refreshedOn() {
            return "sse:duty, sse:information, sse:links";
        }

        boolean ahead() {
            return state == Shift.State.PLANNED;
        }
    }

    @GetMapping("/duty/{id}")
    Page show(@PathVariable UUID id, FormInput given, Officer officer, Frame frame) {
        var note =
                FormInput.starting(Map.of("at", frame.localTime(clock.instant()), "corrects", given.raw("corrects")));
        return show(duty.shift(new ShiftId(id)), note, officer, frame, 200);
    }

    private Page show(Shift shift, FormInput note, Officer officer, Frame frame, int status) {
        Handover handover = query.handover(shift.id()).orElse(null);
        List<Point> points = handover == null ? List.of() : handover.points();
        return new Page(
                "duty/show.jte",
                new Show(
                        shift,
                        shift.state(clock.instant()),
                        who(shift),
                        query.before(shift.id()).orElse(null),
                        handover,
                        Told.of(
                                points,
                                watch.records(Told.records(points), officer),
                                Set.copyOf(query.readBack(shift.id())),
                                frame),
                        log.newest(shift, SHOWN_LINES, officer),
                        note,
                        KnownAgencies.of(directory.agencies()),
                        officer.is(Role.DUTY_OFFICER, Role.DUTY_COMMANDER),
                        officer.is(Role.DUTY_COMMANDER)),
                status);
    }

    private String who(Shift shift) {
        return stands.stands(shift.id())
                .map(account -> names.of(List.of(account)).getOrDefault(account, ""))
                .orElse("");
    }

    /// The whole log, as a sheet to print.
    record Sheet(Shift shift, Shift.State state, Paging.Slice<ShiftLog.Line> slice, KnownAgencies agencies) {}

    @GetMapping("/duty/{id}/log")
    Page log(@PathVariable UUID id, Paging paging, Officer officer) {
        Shift shift = duty.shift(new ShiftId(id));
        return new Page(
                "duty/log.jte",
                new Sheet(
                        shift,
                        shift.state(clock.instant()),
                        log.page(shift, paging, officer),
                        KnownAgencies.of(directory.agencies())));
    }

    @PostMapping("/duty/{id}/opening")
    @Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER})
    Redirect open(@PathVariable UUID id, Officer officer) {
        duty.open(officer, new ShiftId(id));
        return Redirect.to("/duty/" + id).saying("duty.opened");
    }

    @PostMapping("/duty/{id}/notes")
    @Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER})
    Answer note(@PathVariable UUID id, FormInput input, Officer officer, Frame frame) {
        var shift = duty.shift(new ShiftId(id));
        Instant at = input.instant("at");
        String text = input.text("text", HandoverRules.MOST_NOTE);
        Optional<UUID> corrects = corrects(input);
        if (input.hasErrors()) {
            return show(shift, input, officer, frame, 400);
        }
        var refused = Attempt.of(input, () -> duty.note(officer, shift.id(), at, text, corrects.orElse(null)));
        return refused.isPresent()
                ? show(shift, input, officer, frame, refused.getAsInt())
                : Redirect.to("/duty/" + id).saying("duty.noted");
    }

    private static Optional<UUID> corrects(FormInput input) {
        String note = input.raw("corrects");
        if (note.isEmpty()) {
            return Optional.empty();
        }
        boolean id = note.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        input.that(id, "corrects", "duty.expected.note");
        return id ? Optional.of(UUID.fromString(note)) : Optional.empty();
    }

    record Taking(FormInput input) {}

    /// Taking a post over for which nothing stands in the roster.
    @GetMapping("/duty/taking")
    @Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER})
    Page take(Officer officer, Frame frame) {
        return new Page(
                "duty/taking.jte",
                new Taking(FormInput.starting(Map.of(
                        "unit",
                        officer.unit(),
                        "post",
                        officer.post(),
                        "until",
                        frame.localTime(clock.instant().plusSeconds(12 * 3600))))));
    }

    @PostMapping("/duty/taking")
    @Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER})
    Answer taken(FormInput input, Officer officer) {
        String unit = input.text("unit", Duty.MOST_UNIT);
        String post = input.text("post", Duty.MOST_POST);
        Instant until = input.instant("until");
        if (input.hasErrors()) {
            return Page.again("duty/taking.jte", new Taking(input));
        }
        var opened = new ShiftId[1];
        var refused = Attempt.of(input, () -> opened[0] = duty.open(officer, unit, post, until));
        return refused.isPresent()
                ? new Page("duty/taking.jte", new Taking(input), refused.getAsInt())
                : Redirect.to("/duty/" + opened[0]).saying("duty.opened");
    }
}
