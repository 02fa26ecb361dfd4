package vn.hiepdong.node.information;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.Confirmation;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Redirect;

/// Putting a legal hold on an item, lifting it, and the list of all holds.
@Controller
class HoldPages {
    private static final int ENDED_SHOWN = 50;

    private final Information information;
    private final HoldQuery query;
    private final Dossier dossier;
    private final AgencyCode self;
    private final InstantSource clock;

    HoldPages(Information information, HoldQuery query, Dossier dossier, AgencyKeys keys, InstantSource clock) {
        this.information = information;
        this.query = query;
        this.dossier = dossier;
        self = keys.identity().code();
        this.clock = clock;
    }

    /// @param ours whether this agency holds the item now
    record Form(Item item, FormInput input, ItemBrief brief, List<Option> reasons, List<Hold> holds, boolean ours) {}

    /// @param lifts whose holds the reader may lift; empty for none
    record Index(
            Realm realm, List<Hold> standing, List<Hold> ended, KnownAgencies agencies, Optional<AgencyCode> lifts) {
        RealmMark mark() {
            return RealmMark.valueOf(realm.name());
        }
    }

    @GetMapping("/information/{id}/hold")
    @Allowed(Role.DUTY_COMMANDER)
    Page form(@PathVariable UUID id, Frame frame) {
        return form(dossier.item(new InformationId(id)), FormInput.starting(Map.of()), frame, 200);
    }

    @PostMapping("/information/{id}/hold")
    @Allowed(Role.DUTY_COMMANDER)
    Answer hold(@PathVariable UUID id, FormInput input, Officer officer, Frame frame) {
        var wanted = new InformationId(id);
        Item item = dossier.item(wanted);
        HoldReason reason = input.choice("reason", HoldReason.class);
        String reference = input.text("reference", InformationRules.MAX_REFERENCE);
        Instant until = input.instant("until");
        if (input.hasErrors()) {
            return form(item, input, frame, 400);
        }
        var refused =
                Attempt.of(input, () -> information.hold(Dossier.actor(officer), wanted, reason, reference, until));
        return refused.isPresent()
                ? form(item, input, frame, refused.getAsInt())
                : Redirect.to("/information/" + id).saying("information.hold.done");
    }

    private Page form(Item item, FormInput input, Frame frame, int status) {
        List<Option> reasons = Arrays.stream(HoldReason.values())
                .map(each -> new Option(each.name(), frame.text("information.hold.reason", each)))
                .toList();
        List<Hold> holds = information.holds(item.id());
        boolean ours = holds.stream().anyMatch(each -> each.agency().equals(self));
        return new Page(
                "information/hold.jte",
                new Form(item, input, dossier.brief(item, frame), reasons, holds, ours),
                status);
    }

    @GetMapping("/information/{id}/hold/lifting")
    @Allowed(Role.DUTY_COMMANDER)
    Page lifting(@PathVariable UUID id, Frame frame) {
        Item item = dossier.item(new InformationId(id));
        return new Page(
                "web/confirmation.jte",
                new Confirmation(
                        frame.text("information.hold.lift.title"),
                        frame.text(
                                information.erasedMeanwhile(item.id())
                                        ? "information.hold.lift.erases"
                                        : "information.hold.lift.question"),
                        frame.text("information.hold.lift"),
                        "/information/" + id + "/hold/lifting",
                        "/information/" + id + "/hold"));
    }

    @PostMapping("/information/{id}/hold/lifting")
    @Allowed(Role.DUTY_COMMANDER)
    Answer lift(@PathVariable UUID id, Officer officer) {
        information.lift(Dossier.actor(officer), new InformationId(id));
        return Redirect.to("/information/" + id).saying("information.hold.lifted");
    }

    @GetMapping("/information/holds")
    Page index(@RequestParam(defaultValue = "REAL") Realm realm, Officer officer) {
        return new Page(
                "information/holds.jte",
                new Index(
                        realm,
                        query.standing(realm, clock.instant()),
                        query.ended(realm, ENDED_SHOWN),
                        dossier.agencies(),
                        officer.is(Role.DUTY_COMMANDER) ? Optional.of(self) : Optional.empty()));
    }
}
