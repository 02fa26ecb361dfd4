package vn.hiepdong.node.space;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.Confirmation;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Redirect;

/// Regulations: what was agreed, who signed it, and a signature of one's own.
@Controller
class RegulationPages {
    static final List<Urgency> URGENT_FIRST =
            List.of(Urgency.FLASH, Urgency.IMMEDIATE, Urgency.PRIORITY, Urgency.ROUTINE);

    private final Spaces spaces;
    private final Directory directory;
    private final AgencyCode self;

    RegulationPages(Spaces spaces, Directory directory, AgencyKeys keys) {
        this.spaces = spaces;
        this.directory = directory;
        self = keys.identity().code();
    }

    /// @param spaces each with its versions, the newest first
    record Index(List<List<Standing>> spaces, AgencyCode self, KnownAgencies agencies, boolean mayPropose) {}

    /// @param answers of every party in the order of the text; null for one that has not answered
    record Show(
            Standing standing,
            List<Answered> answers,
            boolean mayAnswer,
            boolean mayPropose,
            KnownAgencies agencies,
            FormInput input) {
        RegulationVersion version() {
            return standing.version();
        }

        RealmMark mark() {
            return RealmMark.valueOf(version().realm().name());
        }

        String base() {
            return "/regulations/" + version().hash().hex();
        }
    }

    record Answered(AgencyCode party, RegulationVersion.@Nullable Signature answer) {}

    static String day(LocalDate day, Frame frame) {
        return frame.date(day);
    }

    /// A deadline in the largest unit that says it exactly.
    static String length(Duration time, Frame frame) {
        if (time.toMinutes() % (24 * 60) == 0) {
            return frame.count("space.days", time.toDays());
        }
        return time.toMinutes() % 60 == 0
                ? frame.count("space.hours", time.toHours())
                : frame.count("space.minutes", time.toMinutes());
    }

    static Actor actor(Officer officer) {
        return new Actor(officer.unit(), officer.post());
    }

    @GetMapping("/regulations")
    Page index(Officer officer) {
        List<RegulationVersion> versions = spaces.versions();
        var grouped = new LinkedHashMap<SpaceId, List<Standing>>();
        versions.forEach(each ->
                grouped.computeIfAbsent(each.space(), _ -> new ArrayList<>()).add(Standing.of(each, versions)));
        return new Page(
                "space/index.jte",
                new Index(
                        List.copyOf(grouped.values()),
                        self,
                        KnownAgencies.of(directory.agencies()),
                        officer.is(Role.DUTY_COMMANDER)));
    }

    @GetMapping("/regulations/{hash:[0-9a-f]{64}}")
    Page show(@PathVariable String hash, Officer officer) {
        return show(hash, officer, FormInput.starting(Map.of()), 200);
    }

    private Page show(String hash, Officer officer, FormInput input, int status) {
        RegulationVersion version = version(hash);
        Standing standing = Standing.of(version, spaces.versions());
        List<Answered> answers = version.regulation().parties().stream()
                .map(party -> new Answered(
                        party,
                        version.signatures().stream()
                                .filter(each -> each.agency().equals(party))
                                .findFirst()
                                .orElse(null)))
                .toList();
        boolean commander = officer.is(Role.DUTY_COMMANDER);
        var model = new Show(
                standing,
                answers,
                commander && standing.awaits(self),
                commander && version.regulation().parties().contains(self),
                KnownAgencies.of(directory.agencies()),
                input);
        return new Page("space/show.jte", model, status);
    }

    private RegulationVersion version(String hash) {
        try {
            return spaces.version(Hash.fromHex(hash)).orElseThrow(NotFound::new);
        } catch (FormatException e) {
            throw new NotFound();
        }
    }

    static Confirmation signing(RegulationVersion version, Frame frame) {
        String base = "/regulations/" + version.hash().hex();
        return new Confirmation(
                        frame.text("space.sign.title"),
                        frame.text(
                                "space.sign.question",
                                version.regulation().title(),
                                version.version(),
                                version.hash().hex().substring(0, 16)),
                        frame.text("space.sign"),
                        base + "/signature",
                        base)
                .harmless();
    }

    @GetMapping("/regulations/{hash:[0-9a-f]{64}}/signature")
    @Allowed(Role.DUTY_COMMANDER)
    Page ask(@PathVariable String hash, Frame frame) {
        return new Page("web/confirmation.jte", signing(version(hash), frame));
    }

    @PostMapping("/regulations/{hash:[0-9a-f]{64}}/signature")
    @Allowed(Role.DUTY_COMMANDER)
    Redirect sign(@PathVariable String hash, Officer officer) {
        spaces.sign(actor(officer), version(hash).hash());
        return Redirect.to("/regulations/" + hash).saying("space.signed.done");
    }

    @PostMapping("/regulations/{hash:[0-9a-f]{64}}/refusal")
    @Allowed(Role.DUTY_COMMANDER)
    Answer decline(@PathVariable String hash, FormInput input, Officer officer) {
        Hash named = version(hash).hash();
        String reason = input.text("reason", 1_000);
        if (input.hasErrors()) {
            return show(hash, officer, input, 400);
        }
        var refused = Attempt.of(input, () -> spaces.decline(actor(officer), named, reason));
        return refused.isPresent()
                ? show(hash, officer, input, refused.getAsInt())
                : Redirect.to("/regulations/" + hash).saying("space.declined.done");
    }
}
