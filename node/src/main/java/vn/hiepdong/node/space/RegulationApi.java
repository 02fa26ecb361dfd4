package vn.hiepdong.node.space;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Checks;
import vn.hiepdong.node.web.NotFound;

/// Regulations as JSON. A version is named by its hash.
@RestController
@RequestMapping("/api/v1/regulations")
@Allowed(scope = {Scope.INFORMATION_READ, Scope.REGULATION_WRITE})
class RegulationApi {
    private final Spaces spaces;

    RegulationApi(Spaces spaces) {
        this.spaces = spaces;
    }

    /// Deadlines are minutes by urgency; the usual ones hold for urgencies that are left out, and for whole
    /// regimes that are left out.
    record Body(
            @Nullable String title,
            @Nullable String number,
            @Nullable List<String> parties,
            @Nullable List<String> matters,
            @Nullable Map<String, Integer> acknowledgeWithin,
            @Nullable Map<String, Integer> verifyWithin,
            @Nullable String validFrom,
            @Nullable String validTo,
            @Nullable Map<String, Integer> answerWithin,
            @Nullable Integer signWithin,
            @Nullable List<PeriodicReport> reports,
            @Nullable List<BriefingRegime> briefings,
            @Nullable List<String> standing,
            @Nullable Map<Urgency, List<Rung>> escalation,
            @Nullable Quiet quiet,
            @Nullable String realm,
            @Nullable String space) {}

    record Proposed(String hash) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(value = Role.DUTY_COMMANDER, scope = Scope.REGULATION_WRITE)
    Proposed propose(Officer officer, @RequestBody Body body) {
        var checks = new Checks();
        String title = checks.text("title", body.title(), 200);
        String number = checks.optionalText("number", body.number(), 60).orElse(null);
        List<String> parties = body.parties() == null ? List.of() : body.parties();
        checks.that(
                parties.size() >= 2
                        && parties.size() <= 50
                        && parties.stream().allMatch(code -> code != null && AgencyCode.isCode(code)),
                "parties",
                "space.expected.parties");
        List<String> matters = body.matters() == null ? List.of() : body.matters();
        checks.that(
                matters.size() <= 100 && matters.stream().allMatch(each -> each != null && each.length() <= 500),
                "matters",
                "space.expected.matters");
        Usual usual = spaces.usual();
        var acknowledge = minutes(checks, "acknowledgeWithin", body.acknowledgeWithin(), usual.acknowledgeWithin());
        var verify = minutes(checks, "verifyWithin", body.verifyWithin(), usual.verifyWithin());
        var answer = minutes(checks, "answerWithin", body.answerWithin(), usual.answerWithin());
        LocalDate validFrom = day(checks, "validFrom", body.validFrom());
        LocalDate validTo = body.validTo() == null ? null : day(checks, "validTo", body.validTo());
        int sign = body.signWithin() == null
                ? usual.signWithin()
                : checks.number("signWithin", body.signWithin(), 1, Regulation.LONGEST_MINUTES);
        List<String> standing = body.standing() == null ? List.of() : body.standing();
        checks.that(
                standing.stream().allMatch(code -> code != null && AgencyCode.isCode(code)),
                "standing",
                "space.expected.parties");
        Realm realm = body.realm() == null ? Realm.REAL : checks.choice("realm", body.realm(), Realm.class);
        SpaceId space = body.space() == null ? null : new SpaceId(checks.id("space", body.space()));
        checks.done();
        Regulation regulation;
        try {
            regulation = new Regulation(
                    title,
                    number,
                    parties.stream().map(AgencyCode::new).toList(),
                    matters,
                    acknowledge,
                    verify,
                    validFrom,
                    validTo,
                    answer,
                    sign,
                    body.reports() == null ? List.of() : body.reports(),
                    body.briefings() == null ? List.of() : body.briefings(),
                    standing.stream().map(AgencyCode::new).toList(),
                    body.escalation() == null ? usual.escalation() : body.escalation(),
                    body.quiet() == null ? usual.quiet() : body.quiet());
        } catch (FormatException e) {
            throw new BadInput("regulation", "space.error.contradicts", String.valueOf(e.getMessage()));
        }
        return new Proposed(
                spaces.propose(actor(officer), space, realm, regulation).hex());
    }

    private static Map<Urgency, Integer> minutes(
            Checks checks, String field, @Nullable Map<String, Integer> given, Map<Urgency, Integer> usual) {
        var minutes = new EnumMap<Urgency, Integer>(usual);
        if (given != null) {
            given.forEach((name, value) -> {
                Urgency urgency = checks.choice(field, name, Urgency.class);
                minutes.put(urgency, checks.number(field + "." + name, value, 1, Regulation.LONGEST_MINUTES));
            });
        }
        return minutes;
    }

    private static LocalDate day(Checks checks, String field, @Nullable String text) {
        try {
            if (text != null) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException e) {
            checks.add(field, "space.expected.day");
            return LocalDate.EPOCH;
        }
        checks.add(field, "space.expected.day");
        return LocalDate.EPOCH;
    }

    static Actor actor(Officer officer) {
        return new Actor(officer.unit(), officer.post());
    }

    record Whole(
            String hash,
            UUID space,
            String realm,
            int version,
            String proposer,
            Instant writtenAt,
            boolean inForce,
            Regulation regulation,
            List<SignatureBody> signatures) {
        static Whole of(RegulationVersion version) {
            return new Whole(
                    version.hash().hex(),
                    version.space().value(),
                    version.realm().name(),
                    version.version(),
                    version.proposer().value(),
                    version.writtenAt(),
                    version.inForce(),
                    version.regulation(),
                    version.signatures().stream()
                            .map(each ->
                                    new SignatureBody(each.agency().value(), each.post(), each.at(), each.declined()))
                            .toList());
        }
    }

    record SignatureBody(
            String agency,
            String post,
            Instant at,
            @Nullable String declined) {}

    record All(List<Whole> regulations) {}

    @GetMapping
    All list() {
        return new All(spaces.versions().stream().map(Whole::of).toList());
    }

    @GetMapping("/{hash}")
    Whole show(@PathVariable String hash) {
        return Whole.of(spaces.version(parse(hash)).orElseThrow(NotFound::new));
    }

    @PostMapping("/{hash}/signature")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(value = Role.DUTY_COMMANDER, scope = Scope.REGULATION_WRITE)
    Whole sign(Officer officer, @PathVariable String hash) {
        spaces.sign(actor(officer), parse(hash));
        return show(hash);
    }

    record Reason(@Nullable String reason) {}

    @PostMapping("/{hash}/refusal")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(value = Role.DUTY_COMMANDER, scope = Scope.REGULATION_WRITE)
    Whole decline(Officer officer, @PathVariable String hash, @RequestBody Reason body) {
        var checks = new Checks();
        String reason = checks.text("reason", body.reason(), 1_000);
        checks.done();
        spaces.decline(actor(officer), parse(hash), reason);
        return show(hash);
    }

    static Hash parse(String hash) {
        try {
            return Hash.fromHex(hash);
        } catch (FormatException e) {
            throw new NotFound();
        }
    }

    record Said(@Nullable String text) {}

    record CommentBody(String agency, String post, Instant at, String text) {}

    record Comments(List<CommentBody> comments) {}

    @GetMapping("/{hash}/comments")
    Comments comments(@PathVariable String hash) {
        return new Comments(spaces.comments(parse(hash)).stream()
                .map(each -> new CommentBody(each.agency().value(), each.post(), each.at(), each.text()))
                .toList());
    }

    @PostMapping("/{hash}/comments")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(
            value = {Role.DUTY_COMMANDER, Role.STAFF_HEAD},
            scope = Scope.REGULATION_WRITE)
    Comments comment(Officer officer, @PathVariable String hash, @RequestBody Said body) {
        spaces.comment(actor(officer), parse(hash), body.text() == null ? "" : body.text());
        return comments(hash);
    }
}
