package vn.hiepdong.node.information;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Redirect;

/// Erasing an item, and the list of what was erased.
@Controller
class ErasurePages {
    private static final int A_PAGE = 50;

    private final Information information;
    private final ErasureQuery query;
    private final Dossier dossier;

    ErasurePages(Information information, ErasureQuery query, Dossier dossier) {
        this.information = information;
        this.query = query;
        this.dossier = dossier;
    }

    record Erasure(Item item, FormInput input, ItemBrief brief, List<Option> reasons) {}

    /// @param more before which to go on; 0 when there is no more
    record Index(Realm realm, List<Tombstone> tombstones, long more, KnownAgencies agencies) {
        RealmMark mark() {
            return RealmMark.valueOf(realm.name());
        }
    }

    @GetMapping("/information/{id}/erasure")
    @Allowed(Role.DUTY_COMMANDER)
    Page erasure(@PathVariable UUID id, Frame frame) {
        return erasure(dossier.item(new InformationId(id)), FormInput.starting(Map.of()), frame, 200);
    }

    @PostMapping("/information/{id}/erasure")
    @Allowed(Role.DUTY_COMMANDER)
    Answer erase(@PathVariable UUID id, FormInput input, Officer officer, Frame frame) {
        var wanted = new InformationId(id);
        Item item = dossier.item(wanted);
        ErasureReason reason = input.choice("reason", ErasureReason.class);
        if (input.hasErrors()) {
            return erasure(item, input, frame, 400);
        }
        var refused = Attempt.of(input, () -> information.erase(Dossier.actor(officer), wanted, reason));
        return refused.isPresent()
                ? erasure(item, input, frame, refused.getAsInt())
                : Redirect.to("/information/" + id).saying("information.erase.done");
    }

    private Page erasure(Item item, FormInput input, Frame frame, int status) {
        List<Option> reasons = Arrays.stream(ErasureReason.values())
                .map(each -> new Option(each.name(), frame.text("information.erase.reason", each)))
                .toList();
        return new Page("information/erase.jte", new Erasure(item, input, dossier.brief(item, frame), reasons), status);
    }

    @GetMapping("/information/erased")
    Page index(@RequestParam(defaultValue = "REAL") Realm realm, @RequestParam(defaultValue = "0") long before) {
        List<Tombstone> found = query.list(realm, before <= 0 ? Long.MAX_VALUE : before, A_PAGE + 1);
        List<Tombstone> shown = found.subList(0, Math.min(A_PAGE, found.size()));
        return new Page(
                "information/erasures.jte",
                new Index(realm, shown, found.size() > A_PAGE ? shown.getLast().applied() : 0, dossier.agencies()));
    }
}
