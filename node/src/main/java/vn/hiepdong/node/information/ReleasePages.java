package vn.hiepdong.node.information;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
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

/// Who may have an item: one more party, or one less.
@Controller
@RequestMapping("/information/{id}/releases")
@Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER})
class ReleasePages {
    private final Information information;
    private final Dossier dossier;

    ReleasePages(Information information, Dossier dossier) {
        this.information = information;
        this.dossier = dossier;
    }

    record Release(ItemBrief brief, FormInput input, List<Option> others) {}

    record Revocation(ItemBrief brief, FormInput input, AgencyCode from) {}

    @GetMapping
    Page release(@PathVariable UUID id, Frame frame) {
        return release(dossier.item(new InformationId(id)), FormInput.starting(Map.of()), frame, 200);
    }

    @PostMapping
    Answer release(@PathVariable UUID id, FormInput input, Officer officer, Frame frame) {
        var wanted = new InformationId(id);
        Item item = dossier.item(wanted);
        Set<AgencyCode> to = ContentForm.ticked(input, "to", others(item, frame)).stream()
                .map(AgencyCode::new)
                .collect(Collectors.toCollection(TreeSet::new));
        input.that(!to.isEmpty(), "to", "information.expected.chosen");
        if (input.hasErrors()) {
            return release(item, input, frame, 400);
        }
        var refused =
                Attempt.of(input, () -> to.forEach(each -> information.release(Dossier.actor(officer), wanted, each)));
        return refused.isPresent()
                ? release(dossier.item(wanted), input, frame, refused.getAsInt())
                : Redirect.to("/information/" + id)
                        .saying(
                                "information.release.done",
                                String.join(
                                        ", ", to.stream().map(AgencyCode::value).toList()));
    }

    private Page release(Item item, FormInput input, Frame frame, int status) {
        return new Page(
                "information/release.jte", new Release(dossier.brief(item, frame), input, others(item, frame)), status);
    }

    private List<Option> others(Item item, Frame frame) {
        var agencies = dossier.agencies();
        return dossier.members(item).stream()
                .filter(code -> !item.releasedTo(code))
                .sorted()
                .map(code -> new Option(
                        code.value(),
                        code + " – " + agencies.name(code, frame.language().locale())))
                .toList();
    }

    @GetMapping("/{agency}/revocation")
    Page revocation(@PathVariable UUID id, @PathVariable String agency, Frame frame) {
        return revocation(dossier.item(new InformationId(id)), code(agency), FormInput.starting(Map.of()), frame, 200);
    }

    @PostMapping("/{agency}/revocation")
    Answer revoke(@PathVariable UUID id, @PathVariable String agency, FormInput input, Officer officer, Frame frame) {
        var wanted = new InformationId(id);
        Item item = dossier.item(wanted);
        AgencyCode from = code(agency);
        String reason = input.text("reason", InformationRules.MAX_REASON);
        if (input.hasErrors()) {
            return revocation(item, from, input, frame, 400);
        }
        var refused = Attempt.of(input, () -> information.revoke(Dossier.actor(officer), wanted, from, reason));
        return refused.isPresent()
                ? revocation(item, from, input, frame, refused.getAsInt())
                : Redirect.to("/information/" + id).saying("information.revoke.done", from);
    }

    private static AgencyCode code(String agency) {
        if (!AgencyCode.isCode(agency)) {
            throw new NotFound();
        }
        return new AgencyCode(agency);
    }

    private Page revocation(Item item, AgencyCode from, FormInput input, Frame frame, int status) {
        return new Page("information/revoke.jte", new Revocation(dossier.brief(item, frame), input, from), status);
    }
}
