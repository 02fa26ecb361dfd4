package vn.hiepdong.node.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;
import vn.hiepdong.node.web.Refused;
import vn.hiepdong.node.web.Tab;

/// Handing over: the outgoing writes and signs, the incoming reads back and signs.
@Controller
@Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER})
class HandoverPages {
    private final Duty duty;
    private final DutyQuery query;
    private final Outstanding outstanding;
    private final InstantSource clock;

    HandoverPages(Duty duty, DutyQuery query, Outstanding outstanding, InstantSource clock) {
        this.duty = duty;
        this.query = query;
        this.outstanding = outstanding;
        this.clock = clock;
    }

    /// @param points everything that is outstanding now
    /// @param next the shift that is to relieve this one
    /// @param soon deadlines until that one ends
    record Outgoing(
            Shift shift,
            HandoverForm form,
            List<Tab> forms,
            FormInput input,
            List<Told> points,
            @Nullable Shift next,
            List<Told> soon,
            boolean signed) {}

    @GetMapping("/duty/{id}/handover")
    Page handover(@PathVariable UUID id, FormInput given, Frame frame) {
        Shift shift = open(id);
        Handover before = query.handover(shift.id()).orElse(null);
        HandoverForm form = given.raw("form").isEmpty()
                ? HandoverForm.valueOf(before == null ? HandoverForm.IIMARCH.name() : before.form())
                : given.choice("form", HandoverForm.class);
        List<Outstanding.Row> rows = outstanding.of(shift);
        return handover(shift, form, FormInput.starting(start(shift, form, before, rows, frame)), rows, frame, 200);
    }

    /// What was signed before in this form; else what the node knows: numbers, codes and times, no titles, which would
    /// stay here when what they are about is erased.
    private Map<String, String> start(
            Shift shift, HandoverForm form, @Nullable Handover before, List<Outstanding.Row> rows, Frame frame) {
        var texts = new HashMap<String, String>();
        texts.put("form", form.name());
        if (before != null && before.form().equals(form.name())) {
            before.sections().forEach(each -> texts.put(each.heading(), each.text()));
            return texts;
        }
        List<Point> points = rows.stream().map(Outstanding.Row::point).toList();
        long must = points.stream().filter(Point::mustBeRead).count();
        texts.put(
                form.headings().getFirst(),
                frame.text(
                        "duty.start.items",
                        points.size(),
                        must,
                        soon(rows, end(shift)).size()));
        texts.put(form.ofTheLines(), lines(points, frame));
        return texts;
    }

    private static String lines(List<Point> points, Frame frame) {
        var lines = new ArrayList<String>();
        for (Point each : points) {
            Instant from = each.from();
            Instant until = each.until();
            if (each.is(Point.Type.OUTAGE) && from != null) {
                String cause = frame.text("duty.cause." + each.about());
                lines.add(
                        until == null
                                ? frame.text("duty.start.lasts", each.agency(), frame.exactWithOffset(from), cause)
                                : frame.text(
                                        "duty.start.outage",
                                        each.agency(),
                                        frame.exactWithOffset(from),
                                        frame.exactWithOffset(until),
                                        cause));
            } else if (each.is(Point.Type.LINE)) {
                lines.add(each.agency() + ": " + frame.text("watch.line." + each.about()));
            }
        }
        return lines.isEmpty() ? frame.text("duty.start.lines") : String.join("\n", lines);
    }

    /// Until when what is due is due in the next shift; without one, for as long as this one was.
    private Instant end(Shift shift) {
        return query.next(shift, clock.instant())
                .map(Shift::to)
                .orElse(shift.to().plus(Duration.between(shift.from(), shift.to())));
    }

    private static List<Outstanding.Row> soon(List<Outstanding.Row> rows, Instant end) {
        return rows.stream()
                .filter(each -> each.point().is(Point.Type.ITEM))
                .filter(each -> {
                    Instant due = each.point().until();
                    return due != null && !due.isAfter(end);
                })
                .toList();
    }

    private Page handover(
            Shift shift, HandoverForm form, FormInput input, List<Outstanding.Row> rows, Frame frame, int status) {
        List<Tab> forms = List.of(HandoverForm.values()).stream()
                .map(each -> new Tab(
                        frame.text("duty.form", each),
                        "/duty/" + shift.id() + "/handover?form=" + each.name(),
                        each == form))
                .toList();
        return new Page(
                "duty/handover.jte",
                new Outgoing(
                        shift,
                        form,
                        forms,
                        input,
                        Told.of(rows, Set.of(), Set.of(), frame),
                        query.next(shift, clock.instant()).orElse(null),
                        Told.of(soon(rows, end(shift)), Set.of(), Set.of(), frame),
                        shift.handed() != null),
                status);
    }

    @PostMapping("/duty/{id}/handover")
    Answer sign(@PathVariable UUID id, FormInput input, Officer officer, Frame frame) {
        Shift shift = open(id);
        HandoverForm form = input.choice("form", HandoverForm.class);
        List<DutyEntry.Section> sections = form.headings().stream()
                .map(each -> new DutyEntry.Section(
                        each, input.optionalText(each, HandoverRules.MOST_TEXT).orElse("")))
                .toList();
        if (input.hasErrors()) {
            return handover(shift, form, input, outstanding.of(shift), frame, 400);
        }
        var refused = Attempt.of(input, () -> duty.handOver(officer, shift.id(), form, sections));
        return refused.isPresent()
                ? handover(shift, form, input, outstanding.of(shift), frame, refused.getAsInt())
                : Redirect.to("/duty/" + id).saying("duty.handed-over");
    }

    /// @param left what must be read and was not ticked, after an attempt
    /// @param next the shift that opens by it; null when none stands in the roster
    record Incoming(
            Shift shift,
            Handover handover,
            List<Told> points,
            List<Told> left,
            FormInput input,
            @Nullable Shift next,
            boolean mayEnd) {}

    @GetMapping("/duty/{id}/read-back")
    Page readBack(@PathVariable UUID id, Officer officer, Frame frame) {
        Shift shift = open(id);
        Handover handover = signed(shift);
        var input = FormInput.starting(Map.of(
                "handover",
                handover.id().toString(),
                "until",
                frame.localTime(clock.instant().plus(Duration.between(shift.from(), shift.to())))));
        return readBack(shift, handover, input, Set.of(), officer, frame, 200);
    }

    private Page readBack(
            Shift shift,
            Handover handover,
            FormInput input,
            Set<String> left,
            Officer officer,
            Frame frame,
            int status) {
        List<Outstanding.Row> rows = outstanding.of(shift);
        Set<String> fresh = HandoverRules.since(
                handover, rows.stream().map(Outstanding.Row::point).toList());
        List<Told> points = Told.of(rows, fresh, new HashSet<>(input.all("ticked")), frame);
        return new Page(
                "duty/readback.jte",
                new Incoming(
                        shift,
                        handover,
                        points,
                        points.stream()
                                .filter(each -> left.contains(each.point().key()))
                                .toList(),
                        input,
                        query.next(shift, clock.instant()).orElse(null),
                        officer.is(Role.DUTY_COMMANDER)),
                status);
    }

    @PostMapping("/duty/{id}/read-back")
    Answer takeOver(@PathVariable UUID id, FormInput input, Officer officer, Frame frame) {
        Shift shift = open(id);
        Handover handover = signed(shift);
        boolean ends = input.ticked("ends", "1");
        boolean relieved = ends || query.next(shift, clock.instant()).isPresent();
        String keyPoints = input.text("keyPoints", HandoverRules.MOST_NOTE);
        Instant until = relieved ? null : input.instant("until");
        if (input.hasErrors()) {
            return readBack(shift, handover, input, Set.of(), officer, frame, 400);
        }
        UUID read = handover.id().toString().equals(input.raw("handover")) ? handover.id() : Duty.NONE;
        var wanted = new Duty.ReadBack(read, Set.copyOf(input.all("ticked")), keyPoints, until, ends);
        var taken = new Duty.Taken[1];
        var refused = Attempt.of(input, () -> taken[0] = duty.takeOver(officer, shift.id(), wanted));
        if (refused.isPresent()) {
            return readBack(shift, handover, input, Set.of(), officer, frame, refused.getAsInt());
        }
        return switch (taken[0]) {
            case Duty.Taken.Left(var points) ->
                readBack(
                        shift,
                        handover,
                        input,
                        points.stream().map(Point::key).collect(Collectors.toSet()),
                        officer,
                        frame,
                        409);
            case Duty.Taken.Done(var next) ->
                Redirect.to("/duty/" + (next == null ? shift.id() : next))
                        .saying(next == null ? "duty.ended" : "duty.taken-over");
        };
    }

    private Shift open(UUID id) {
        Shift shift = duty.shift(new ShiftId(id));
        if (!shift.isOpen()) {
            throw new Refused("duty.refused.not-open");
        }
        return shift;
    }

    private Handover signed(Shift shift) {
        return query.handover(shift.id()).orElseThrow(() -> new Refused("duty.refused.not-signed"));
    }
}
