package vn.hiepdong.node.space;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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
    /// @param articles the text in words
    /// @param before the version that this one would replace, null for the first
    /// @param changes what is different from that one
    record Show(
            Standing standing,
            List<Answered> answers,
            List<Articles.Article> articles,
            @Nullable RegulationVersion before,
            List<Articles.Change> changes,
            List<SpaceTable.Comment> comments,
            boolean mayAnswer,
            boolean mayPropose,
            boolean mayComment,
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

    static Actor actor(Officer officer) {
        return new Actor(officer.unit(), officer.post());
    }

    @GetMapping("/regulations")
    Page index(Officer officer) {
        List<RegulationVersion> versions = spaces.versions();
        LocalDate today = spaces.today();
        var grouped = new LinkedHashMap<SpaceId, List<Standing>>();
        versions.forEach(each ->
                grouped.computeIfAbsent(each.space(), _ -> new ArrayList<>()).add(Standing.of(each, versions, today)));
        return new Page(
                "space/index.jte",
                new Index(
                        List.copyOf(grouped.values()),
                        self,
                        KnownAgencies.of(directory.agencies()),
                        officer.is(Role.DUTY_COMMANDER)));
    }

    @GetMapping("/regulations/{hash:[0-9a-f]{64}}")
    Page show(@PathVariable String hash, Officer officer, Frame frame) {
        return show(hash, officer, frame, FormInput.starting(Map.of()), 200);
    }

    private Page show(String hash, Officer officer, Frame frame, FormInput input, int status) {
        RegulationVersion version = version(hash);
        List<RegulationVersion> versions = spaces.versions();
        Standing standing = Standing.of(version, versions, spaces.today());
        List<Answered> answers = version.regulation().parties().stream()
                .map(party -> new Answered(
                        party,
                        version.signatures().stream()
                                .filter(each -> each.agency().equals(party))
                                .findFirst()
                                .orElse(null)))
                .toList();
        boolean commander = officer.is(Role.DUTY_COMMANDER);
        boolean party = version.regulation().parties().contains(self);
        KnownAgencies agencies = KnownAgencies.of(directory.agencies());
        Usual usual = spaces.usual(version.regulation().validFrom());
        Articles text = Articles.of(version.regulation(), usual, frame, agencies);
        RegulationVersion before = before(version, versions);
        var model = new Show(
                standing,
                answers,
                text.articles(),
                before,
                before == null
                        ? List.of()
                        : text.since(Articles.of(
                                before.regulation(),
                                spaces.usual(before.regulation().validFrom()),
                                frame,
                                agencies)),
                spaces.comments(version.hash()),
                commander && standing.awaits(self),
                commander && party,
                party && officer.is(Role.DUTY_COMMANDER, Role.STAFF_HEAD),
                agencies,
                input);
        return new Page("space/show.jte", model, status);
    }

    /// The newest of the versions that all signed before it, or else the one it followed.
    private static @Nullable RegulationVersion before(RegulationVersion version, List<RegulationVersion> all) {
        return all.stream()
                .filter(each -> each.space().equals(version.space()) && each.version() < version.version())
                .max(Comparator.comparing(RegulationVersion::signedByAll).thenComparingInt(RegulationVersion::version))
                .orElse(null);
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
    Answer decline(@PathVariable String hash, FormInput input, Officer officer, Frame frame) {
        Hash named = version(hash).hash();
        String reason = input.text("reason", 1_000);
        if (input.hasErrors()) {
            return show(hash, officer, frame, input, 400);
        }
        var refused = Attempt.of(input, () -> spaces.decline(actor(officer), named, reason));
        return refused.isPresent()
                ? show(hash, officer, frame, input, refused.getAsInt())
                : Redirect.to("/regulations/" + hash).saying("space.declined.done");
    }

    @PostMapping("/regulations/{hash:[0-9a-f]{64}}/comments")
    @Allowed({Role.DUTY_COMMANDER, Role.STAFF_HEAD})
    Answer comment(@PathVariable String hash, FormInput input, Officer officer, Frame frame) {
        Hash named = version(hash).hash();
        var refused = Attempt.of(input, () -> spaces.comment(actor(officer), named, input.raw("comment")));
        return refused.isPresent()
                ? show(hash, officer, frame, input, refused.getAsInt())
                : Redirect.to("/regulations/" + hash + "#comments").saying("space.commented.done");
    }
}
