package vn.hiepdong.node.duty;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// Making the roster: the duty commander plans, changes and cancels shifts, and says which posts must be manned.
@Controller
@Allowed(Role.DUTY_COMMANDER)
class RosterPages {
    private final Duty duty;
    private final DutyQuery query;
    private final StandsTable stands;
    private final AccountNames names;
    private final InstantSource clock;

    RosterPages(Duty duty, DutyQuery query, StandsTable stands, AccountNames names, InstantSource clock) {
        this.duty = duty;
        this.query = query;
        this.stands = stands;
        this.names = names;
        this.clock = clock;
    }

    /// @param shift the one that is changed; null for a new one
    record Form(@Nullable Shift shift, FormInput input, List<Option> repeats, List<Option> accounts) {
        String action() {
            return shift == null ? "/duty/new" : "/duty/" + shift.id() + "/change";
        }

        String back() {
            return shift == null ? "/duty" : "/duty/" + shift.id();
        }
    }

    @GetMapping("/duty/new")
    Page plan(FormInput given, Officer officer, Frame frame) {
        Instant from = LocalDate.ofInstant(clock.instant(), duty.zone())
                .plusDays(1)
                .atTime(7, 0)
                .atZone(duty.zone())
                .toInstant();
        var input = FormInput.starting(Map.of(
                "unit",
                given.raw("unit").isEmpty() ? officer.unit() : given.raw("unit"),
                "post",
                given.raw("post").isEmpty() ? officer.post() : given.raw("post"),
                "from",
                frame.localTime(from),
                "to",
                frame.localTime(from.plusSeconds(12 * 3600)),
                "repeat",
                RosterRules.Repeat.ONCE.name(),
                "days",
                "14"));
        return form(null, input, frame, 200);
    }

    @PostMapping("/duty/new")
    Answer add(FormInput input, Officer officer, Frame frame) {
        String unit = input.text("unit", Duty.MOST_UNIT);
        String post = input.text("post", Duty.MOST_POST);
        Period time = time(input);
        RosterRules.Repeat repeat = input.choice("repeat", RosterRules.Repeat.class);
        int days = repeat == RosterRules.Repeat.ONCE ? 1 : input.number("days", 1, RosterRules.MOST_DAYS);
        Optional<UUID> account = account(input);
        if (input.hasErrors()) {
            return form(null, input, frame, 400);
        }
        var planned = new ArrayList<ShiftId>();
        var refused = Attempt.of(
                input, () -> planned.addAll(duty.plan(officer, unit, post, time, repeat, days, account.orElse(null))));
        return refused.isPresent()
                ? form(null, input, frame, refused.getAsInt())
                : Redirect.to("/duty/week?week=" + LocalDate.ofInstant(time.from(), duty.zone()))
                        .saying("duty.planned", planned.size());
    }

    @GetMapping("/duty/{id}/change")
    Page change(@PathVariable UUID id, Frame frame) {
        Shift shift = duty.shift(new ShiftId(id));
        return form(
                shift,
                FormInput.starting(Map.of(
                        "unit", shift.unit(),
                        "post", shift.post(),
                        "from", frame.localTime(shift.from()),
                        "to", frame.localTime(shift.to()),
                        "account", stands.stands(shift.id()).map(UUID::toString).orElse(""))),
                frame,
                200);
    }

    @PostMapping("/duty/{id}/change")
    Answer change(@PathVariable UUID id, FormInput input, Officer officer, Frame frame) {
        Shift shift = duty.shift(new ShiftId(id));
        String unit = input.text("unit", Duty.MOST_UNIT);
        String post = input.text("post", Duty.MOST_POST);
        Period time = time(input);
        Optional<UUID> account = account(input);
        if (input.hasErrors()) {
            return form(shift, input, frame, 400);
        }
        var refused = Attempt.of(input, () -> duty.change(officer, shift.id(), unit, post, time, account.orElse(null)));
        return refused.isPresent()
                ? form(shift, input, frame, refused.getAsInt())
                : Redirect.to("/duty/" + id).saying("duty.changed");
    }

    private static Period time(FormInput input) {
        return new Period(input.instant("from"), input.instant("to"));
    }

    private Optional<UUID> account(FormInput input) {
        String chosen = input.raw("account");
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        Optional<UUID> account = names.working().stream()
                .map(AccountNames.Working::account)
                .filter(each -> each.toString().equals(chosen))
                .findFirst();
        input.that(account.isPresent(), "account", "duty.expected.account");
        return account;
    }

    private Page form(@Nullable Shift shift, FormInput input, Frame frame, int status) {
        List<Option> repeats = Arrays.stream(RosterRules.Repeat.values())
                .map(each -> new Option(each.name(), frame.text("duty.repeat", each)))
                .toList();
        List<Option> accounts = names.working().stream()
                .map(each -> new Option(
                        each.account().toString(),
                        each.username() + " (" + ShiftLog.by(each.unit(), each.post()) + ")"))
                .toList();
        return new Page("duty/plan.jte", new Form(shift, input, repeats, accounts), status);
    }

    /// @param following how many shifts of its series there are from it on; 1 when it stands alone
    record Cancelling(Shift shift, FormInput input, int following) {}

    @GetMapping("/duty/{id}/cancellation")
    Page cancellation(@PathVariable UUID id) {
        return cancellation(duty.shift(new ShiftId(id)), FormInput.starting(Map.of()), 200);
    }

    @PostMapping("/duty/{id}/cancellation")
    Answer cancel(@PathVariable UUID id, FormInput input, Officer officer) {
        Shift shift = duty.shift(new ShiftId(id));
        String reason = input.text("reason", HandoverRules.MOST_REASON);
        if (input.hasErrors()) {
            return cancellation(shift, input, 400);
        }
        var refused = Attempt.of(input, () -> duty.cancel(officer, shift.id(), reason, input.ticked("following", "1")));
        return refused.isPresent()
                ? cancellation(shift, input, refused.getAsInt())
                : Redirect.to("/duty/" + id).saying("duty.cancelled");
    }

    private Page cancellation(Shift shift, FormInput input, int status) {
        int following = shift.series() == null ? 1 : query.following(shift).size();
        return new Page("duty/cancel.jte", new Cancelling(shift, input, following), status);
    }

    /// @param rules each with its values, the newest first
    record Rules(
            Map<DutyRule, List<DutyQuery.Dated>> rules,
            List<Manned> manned,
            FormInput rule,
            FormInput post,
            List<Option> choices) {}

    @GetMapping("/duty/rules")
    Page rules(Frame frame) {
        return rules(FormInput.starting(Map.of()), FormInput.starting(Map.of("manned", "true")), frame, 200);
    }

    @PostMapping("/duty/rules")
    Answer decide(FormInput input, Officer officer, Frame frame) {
        DutyRule rule = input.choice("rule", DutyRule.class);
        LocalDate from = day(input, "from");
        int minutes = input.number("minutes", 0, DutyRule.LONGEST_MINUTES);
        var empty = FormInput.starting(Map.of("manned", "true"));
        if (input.hasErrors()) {
            return rules(input, empty, frame, 400);
        }
        var refused = Attempt.of(input, () -> duty.decide(officer, rule, from, minutes));
        return refused.isPresent()
                ? rules(input, empty, frame, refused.getAsInt())
                : Redirect.to("/duty/rules").saying("duty.rules.decided");
    }

    @PostMapping("/duty/rules/posts")
    Answer man(FormInput input, Officer officer, Frame frame) {
        String unit = input.text("unit", Duty.MOST_UNIT);
        String post = input.text("post", Duty.MOST_POST);
        LocalDate from = day(input, "since");
        String manned = input.raw("manned");
        input.that(manned.equals("true") || manned.equals("false"), "manned", "duty.expected.manned");
        var empty = FormInput.starting(Map.of());
        if (input.hasErrors()) {
            return rules(empty, input, frame, 400);
        }
        var refused = Attempt.of(input, () -> duty.man(officer, unit, post, from, manned.equals("true")));
        return refused.isPresent()
                ? rules(empty, input, frame, refused.getAsInt())
                : Redirect.to("/duty/rules").saying("duty.rules.decided");
    }

    private static LocalDate day(FormInput input, String field) {
        return ShiftFilter.day(input, field).orElseGet(() -> {
            input.that(false, field, "duty.expected.day");
            return LocalDate.EPOCH;
        });
    }

    private Page rules(FormInput rule, FormInput post, Frame frame, int status) {
        var rules = new EnumMap<DutyRule, List<DutyQuery.Dated>>(DutyRule.class);
        for (DutyRule each : DutyRule.values()) {
            rules.put(each, query.rule(each));
        }
        List<Option> choices = Arrays.stream(DutyRule.values())
                .map(each -> new Option(each.name(), frame.text("duty.rule", each)))
                .toList();
        return new Page("duty/rules.jte", new Rules(rules, query.manned(), rule, post, choices), status);
    }
}
