package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// What officers say to an item: that they read it, that somebody should verify it, what was found.
@Controller
@RequestMapping("/information/{id}")
class ResponsePages {
    private final Information information;
    private final Dossier dossier;

    ResponsePages(Information information, Dossier dossier) {
        this.information = information;
        this.dossier = dossier;
    }

    record Asking(ItemBrief brief, FormInput input, List<Option> others, boolean usualDue) {}

    /// @param version the finding will be about
    /// @param request that it answers, null when it was not asked for
    record Finding(ItemBrief brief, FormInput input, Item.Version version, Item.@Nullable Request request) {}

    /// @param back `watch` when it was pressed there
    @PostMapping("/acknowledgement")
    @Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER})
    Redirect acknowledge(
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String back,
            Officer officer) {
        information.acknowledge(Dossier.actor(officer), new InformationId(id), version);
        return Redirect.to(back.equals("watch") ? "/" : "/information/" + id)
                .saying("information.acknowledged.done", version);
    }

    @GetMapping("/verification-requests")
    @Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER, Role.ANALYST})
    Page asking(@PathVariable UUID id, Frame frame) {
        return asking(dossier.item(new InformationId(id)), FormInput.starting(Map.of()), frame, 200);
    }

    @PostMapping("/verification-requests")
    @Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER, Role.ANALYST})
    Answer ask(@PathVariable UUID id, FormInput input, Officer officer, Frame frame) {
        var wanted = new InformationId(id);
        Item item = dossier.item(wanted);
        String code = input.raw("askedOf");
        input.that(AgencyCode.isCode(code), "askedOf", "information.expected.chosen");
        String question = input.text("question", InformationRules.MAX_REASON);
        Optional<String> unit = input.optionalText("unit", 64);
        Optional<Instant> due = input.raw("dueAt").isEmpty() ? Optional.empty() : Optional.of(input.instant("dueAt"));
        if (input.hasErrors()) {
            return asking(item, input, frame, 400);
        }
        var refused = Attempt.of(
                input,
                () -> information.requestVerification(
                        Dossier.actor(officer),
                        wanted,
                        new AgencyCode(code),
                        unit.orElse(null),
                        question,
                        due.orElse(null)));
        return refused.isPresent()
                ? asking(item, input, frame, refused.getAsInt())
                : Redirect.to("/information/" + id).saying("information.ask.done", code);
    }

    private Page asking(Item item, FormInput input, Frame frame, int status) {
        ItemBrief brief = dossier.brief(item, frame);
        List<Option> others = dossier.others(item).stream()
                .sorted()
                .map(code -> new Option(
                        code.value(),
                        code + " – "
                                + brief.agencies().name(code, frame.language().locale())))
                .toList();
        return new Page(
                "information/ask.jte",
                new Asking(brief, input, others, !dossier.members(item).isEmpty()),
                status);
    }

    @GetMapping("/findings")
    @Allowed(Role.VERIFIER)
    Page finding(@PathVariable UUID id, @RequestParam(required = false) @Nullable UUID request, Frame frame) {
        Item item = dossier.item(new InformationId(id));
        Item.Version checked = item.versions().reversed().stream()
                .filter(each -> each.content() != null)
                .findFirst()
                .orElseThrow(NotFound::new);
        var values = new HashMap<String, String>();
        values.put("version", Integer.toString(checked.version()));
        if (request != null) {
            values.put("request", request.toString());
        }
        return finding(item, FormInput.starting(values), frame, 200);
    }

    @PostMapping("/findings")
    @Allowed(Role.VERIFIER)
    Answer find(@PathVariable UUID id, FormInput input, Officer officer, Frame frame) {
        var wanted = new InformationId(id);
        Item item = dossier.item(wanted);
        int version = input.number("version", 1, Integer.MAX_VALUE);
        Optional<UUID> request = request(input);
        Outcome outcome = input.choice("outcome", Outcome.class);
        Reliability reliability = input.choice("reliability", Reliability.class);
        Credibility credibility = ContentForm.credibility(input);
        String basis = input.text("basis", InformationRules.MAX_REASON);
        if (input.hasErrors()) {
            return finding(item, input, frame, 400);
        }
        var refused = Attempt.of(
                input,
                () -> information.find(
                        Dossier.actor(officer),
                        wanted,
                        version,
                        request.orElse(null),
                        outcome,
                        reliability,
                        credibility,
                        basis));
        return refused.isPresent()
                ? finding(item, input, frame, refused.getAsInt())
                : Redirect.to("/information/" + id).saying("information.find.done");
    }

    private static Optional<UUID> request(FormInput input) {
        try {
            return input.raw("request").isEmpty()
                    ? Optional.empty()
                    : Optional.of(UUID.fromString(input.raw("request")));
        } catch (IllegalArgumentException e) {
            input.that(false, "", "information.error.no-such-request");
            return Optional.empty();
        }
    }

    private Page finding(Item item, FormInput input, Frame frame, int status) {
        Item.Version version = item.versions().stream()
                .filter(each -> Integer.toString(each.version()).equals(input.raw("version")))
                .findFirst()
                .orElseThrow(NotFound::new);
        Item.Request request = item.requests().stream()
                .filter(each -> each.request().toString().equals(input.raw("request")))
                .findFirst()
                .orElse(null);
        return new Page(
                "information/find.jte", new Finding(dossier.brief(item, frame), input, version, request), status);
    }
}
