package vn.hiepdong.node.retention;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// How long what is kept, what falls due next and what was erased. Without content: those who look after the node and
/// the auditor read it too. The duty commander decides.
@Controller
@Allowed({Role.ADMINISTRATOR, Role.AUDITOR, Role.DUTY_COMMANDER})
class RetentionPages {
    private static final Duration AHEAD = Duration.ofDays(30);

    private final Retention retention;
    private final InstantSource clock;

    RetentionPages(Retention retention, InstantSource clock) {
        this.retention = retention;
        this.clock = clock;
    }

    /// @param mayDecide whether the reader may change a rule, and sees content
    record Index(List<RetentionRule> rules, List<Retention.Due> due, List<RetentionTable.Run> runs, boolean mayDecide) {
        static String kept(RetentionRule rule, Frame frame) {
            Integer months = rule.months();
            if (months == null) {
                return frame.text("retention.for-ever");
            }
            return months % 12 == 0
                    ? frame.count("retention.years", months / 12)
                    : frame.count("retention.months", months);
        }
    }

    record Form(RetentionClass kind, FormInput input, List<Option> then) {}

    @GetMapping("/admin/retention")
    Page index(Officer officer) {
        List<RetentionRule> rules = Arrays.stream(RetentionClass.values())
                .flatMap(each -> retention.rules(each).stream())
                .toList();
        return new Page(
                "retention/index.jte",
                new Index(
                        rules,
                        retention.due(clock.instant().plus(AHEAD)),
                        retention.runs(),
                        officer.is(Role.DUTY_COMMANDER)));
    }

    @GetMapping("/admin/retention/{kind:ROUTINE|INCIDENT}")
    @Allowed(Role.DUTY_COMMANDER)
    Page form(@PathVariable RetentionClass kind, Frame frame) {
        return form(kind, FormInput.starting(Map.of()), frame, 200);
    }

    @PostMapping("/admin/retention/{kind:ROUTINE|INCIDENT}")
    @Allowed(Role.DUTY_COMMANDER)
    Answer decide(@PathVariable RetentionClass kind, FormInput input, Officer officer, Frame frame) {
        LocalDate from = day(input);
        Integer months = input.raw("months").isEmpty() ? null : input.number("months", 1, Retention.LONGEST);
        RetentionRule.Then then = input.choice("then", RetentionRule.Then.class);
        if (input.hasErrors()) {
            return form(kind, input, frame, 400);
        }
        var by = new Actor(officer.unit(), officer.post());
        var refused = Attempt.of(input, () -> retention.decide(by, kind, from, months, then));
        return refused.isPresent()
                ? form(kind, input, frame, refused.getAsInt())
                : Redirect.to("/admin/retention").saying("retention.decided");
    }

    private static LocalDate day(FormInput input) {
        try {
            return LocalDate.parse(input.raw("from"));
        } catch (DateTimeParseException e) {
            input.that(false, "from", "retention.expected.from");
            return LocalDate.EPOCH;
        }
    }

    private static Page form(RetentionClass kind, FormInput input, Frame frame, int status) {
        List<Option> then = Arrays.stream(RetentionRule.Then.values())
                .map(each -> new Option(each.name(), frame.text("retention.then", each)))
                .toList();
        return new Page("retention/rule.jte", new Form(kind, input, then), status);
    }
}
