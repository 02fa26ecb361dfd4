package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.audit.Audit;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.retention.RetentionClass;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.Checks;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Paging;

/// Information items as JSON. Scripts rely on these names; they are only ever added to.
@RestController
@RequestMapping("/api/v1/information")
@Allowed(scope = {Scope.INFORMATION_READ, Scope.INFORMATION_WRITE})
class InformationApi {
    private final Information information;
    private final ListQuery lists;
    private final Audit audit;
    private final Holders holders;

    InformationApi(Information information, ListQuery lists, Audit audit, Holders holders) {
        this.information = information;
        this.lists = lists;
        this.audit = audit;
        this.holders = holders;
    }

    /// What a new item or a correction says. `topic` is a code such as `flood`; times are ISO 8601 with their offset;
    /// reliability is A to F and credibility 1 to 6, F and 6 when they are left out.
    record Body(
            @Nullable String title,
            @Nullable String text,
            @Nullable String topic,
            @Nullable String urgency,
            @Nullable String eventTime,
            @Nullable LocationBody location,
            @Nullable String sourceKind,
            @Nullable String sourceLabel,
            @Nullable String reliability,
            @Nullable String credibility,
            @Nullable List<String> releasableTo,
            @Nullable String purpose,
            @Nullable String handling,
            @Nullable String space,
            @Nullable String realm,
            @Nullable Integer version,
            @Nullable String reason) {}

    /// WGS-84. `area` is what it stretches over: a GeoJSON polygon as text, of at most 100 corners.
    record LocationBody(
            @Nullable Double lat,
            @Nullable Double lon,
            @Nullable Double accuracyM,
            @Nullable String area) {}

    record Ref(UUID id, int version, String hash) {
        static Ref of(ItemRef ref) {
            return new Ref(ref.id().value(), ref.version(), ref.hash().hex());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(
            value = {Role.DUTY_OFFICER, Role.DUTY_COMMANDER, Role.ANALYST},
            scope = Scope.INFORMATION_WRITE)
    Ref write(Officer officer, @RequestBody Body body) {
        var checks = new Checks();
        Content content = content(body, checks);
        Set<AgencyCode> to = agencies(checks, "releasableTo", body.releasableTo());
        Realm realm = body.realm() == null ? Realm.REAL : checks.choice("realm", body.realm(), Realm.class);
        SpaceId space = body.space() == null ? null : new SpaceId(checks.id("space", body.space()));
        checks.that(body.version() == null, "version", "information.expected.absent");
        checks.that(body.reason() == null, "reason", "information.expected.absent");
        checks.done();
        return Ref.of(information.write(actor(officer), realm, space, to, content));
    }

    static Content content(Body body, Checks checks) {
        LocationBody location = body.location();
        return new Content(
                checks.text("title", body.title(), Content.MAX_TITLE),
                checks.text("text", body.text(), Content.MAX_TEXT),
                checks.text("topic", body.topic(), 32),
                checks.choice("urgency", body.urgency(), Urgency.class),
                body.purpose() == null ? Purpose.RESPONSE : checks.choice("purpose", body.purpose(), Purpose.class),
                body.handling() == null ? Handling.NOI_BO : checks.choice("handling", body.handling(), Handling.class),
                checks.instant("eventTime", body.eventTime()),
                location == null ? null : location(location, checks),
                sourceKind(checks, body.sourceKind()),
                body.sourceLabel() == null ? null : checks.text("sourceLabel", body.sourceLabel(), 120),
                body.reliability() == null
                        ? Reliability.F
                        : checks.choice("reliability", body.reliability(), Reliability.class),
                credibility(checks, body.credibility()),
                List.of(),
                null);
    }

    private static Content.Location location(LocationBody location, Checks checks) {
        return new Content.Location(
                checks.number("location.lat", location.lat(), -90, 90),
                checks.number("location.lon", location.lon(), -180, 180),
                location.accuracyM() == null
                        ? null
                        : checks.number("location.accuracyM", location.accuracyM(), 0, 1_000_000),
                location.area());
    }

    private static SourceKind sourceKind(Checks checks, @Nullable String code) {
        for (SourceKind kind : SourceKind.values()) {
            if (kind.code().equals(code)) {
                return kind;
            }
        }
        checks.add(
                "sourceKind",
                "web.expected.choice",
                java.util.Arrays.stream(SourceKind.values())
                        .map(SourceKind::code)
                        .collect(Collectors.joining(", ")));
        return SourceKind.OFFICE;
    }

    private static Credibility credibility(Checks checks, @Nullable String digit) {
        if (digit == null) {
            return Credibility.CANNOT_BE_JUDGED;
        }
        for (Credibility each : Credibility.values()) {
            if (each.digit().equals(digit)) {
                return each;
            }
        }
        checks.add("credibility", "web.expected.choice", "1, 2, 3, 4, 5, 6");
        return Credibility.CANNOT_BE_JUDGED;
    }

    private static Set<AgencyCode> agencies(Checks checks, String field, @Nullable List<String> codes) {
        if (codes == null) {
            return Set.of();
        }
        checks.that(
                codes.size() <= 50 && codes.stream().allMatch(code -> code != null && AgencyCode.isCode(code)),
                field,
                "information.expected.agencies");
        return codes.stream()
                .filter(code -> code != null && AgencyCode.isCode(code))
                .map(AgencyCode::new)
                .collect(Collectors.toSet());
    }

    static Actor actor(Officer officer) {
        return new Actor(officer.unit(), officer.post());
    }

    record Line(
            UUID id,
            String origin,
            String state,
            int version,
            String title,
            String topic,
            String urgency,
            String reliability,
            String credibility,
            Instant eventTime,
            Instant writtenAt,
            Instant receivedAt,
            boolean acknowledgementOwed,
            @Nullable Instant acknowledgeBy) {
        static Line of(ItemRow row) {
            return new Line(
                    row.id().value(),
                    row.origin().value(),
                    row.state().name(),
                    row.version(),
                    row.title(),
                    row.topic(),
                    row.urgency().name(),
                    row.reliability().name(),
                    row.credibility().digit(),
                    row.eventTime(),
                    row.writtenAt(),
                    row.receivedAt(),
                    row.owe(),
                    row.oweBy());
        }
    }

    record Lines(List<Line> items, @Nullable String next) {}

    @GetMapping
    Lines list(
            Officer officer,
            Paging paging,
            @RequestParam(required = false) @Nullable String realm,
            @RequestParam(required = false) @Nullable String urgency,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String origin,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Boolean owed,
            @RequestParam(required = false) @Nullable String reliability,
            @RequestParam(required = false) @Nullable String credibility,
            @RequestParam(required = false) @Nullable Boolean files,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String sort) {
        var checks = new Checks();
        Sort order = sort == null ? Sort.NEWEST : checks.choice("sort", sort, Sort.class);
        var filter = new Filter(
                realm == null ? Realm.REAL : checks.choice("realm", realm, Realm.class),
                Optional.ofNullable(urgency).map(value -> checks.choice("urgency", value, Urgency.class)),
                checks.optionalText("topic", topic, 32),
                Optional.ofNullable(state).map(value -> checks.choice("state", value, State.class)),
                agencies(checks, "origin", origin == null ? null : List.of(origin)).stream()
                        .findFirst(),
                Optional.ofNullable(from).map(value -> checks.instant("from", value)),
                Optional.ofNullable(to).map(value -> checks.instant("to", value)),
                checks.optionalText("q", q, 200),
                Boolean.TRUE.equals(owed),
                Optional.ofNullable(reliability).map(value -> checks.choice("reliability", value, Reliability.class)),
                Optional.ofNullable(credibility).map(value -> credibility(checks, value)),
                Boolean.TRUE.equals(files),
                area(checks, area));
        checks.done();
        if (q != null && paging.atStart()) {
            audit.searched(officer, "information", "q=" + q);
        }
        Paging.Slice<ItemRow> slice = paging.slice(
                lists.page(filter, order, ListPlace.read(order, paging), paging.back(), Long.MAX_VALUE, paging.limit()),
                row -> ListPlace.of(order, row));
        return new Lines(slice.items().stream().map(Line::of).toList(), slice.next());
    }

    private static Optional<Area> area(Checks checks, @Nullable String typed) {
        Optional<Area> area = Optional.ofNullable(typed).flatMap(Area::parse);
        checks.that(typed == null || area.isPresent(), "area", "list.expected.area");
        return area;
    }

    record Whole(
            UUID id,
            String origin,
            String state,
            String realm,
            UUID space,
            List<VersionBody> versions,
            List<ReleaseBody> releases,
            List<HeldBody> held,
            List<AcknowledgementBody> acknowledgements,
            List<AskedBody> verificationRequests,
            List<FindingBody> findings) {}

    record VersionBody(
            int version,
            String hash,
            String change,
            @Nullable Content content,
            @Nullable String reason,
            String unit,
            String post,
            Instant writtenAt,
            Instant receivedAt,
            @Nullable Instant acknowledgeBy) {}

    record ReleaseBody(
            String agency,
            Instant since,
            @Nullable Instant revokedAt,
            @Nullable Instant revocationConfirmedAt) {}

    record HeldBody(String agency, Instant at) {}

    record AcknowledgementBody(String agency, String unit, String post, int version, String hash, Instant at) {}

    record AskedBody(
            UUID request,
            int version,
            String question,
            String asker,
            String askedOf,
            @Nullable String unit,
            Instant dueAt,
            Instant at,
            @Nullable Instant answeredAt) {}

    record FindingBody(
            String agency,
            String unit,
            String post,
            int version,
            @Nullable UUID request,
            String outcome,
            String reliability,
            String credibility,
            String basis,
            Instant at) {}

    @GetMapping("/{id}")
    Whole show(@PathVariable UUID id) {
        return whole(information.item(new InformationId(id)).orElseThrow(NotFound::new));
    }

    private Whole whole(Item item) {
        return new Whole(
                item.id().value(),
                item.origin().value(),
                item.state().name(),
                item.place().realm().name(),
                item.place().space().value(),
                item.versions().stream().map(InformationApi::version).toList(),
                item.releases().stream()
                        .map(each -> new ReleaseBody(
                                each.agency().value(), each.since(), each.revokedAt(), each.confirmedAt()))
                        .toList(),
                holders.of(item).stream()
                        .map(each -> new HeldBody(each.agency().value(), each.at()))
                        .toList(),
                item.acknowledgements().stream()
                        .map(each -> new AcknowledgementBody(
                                each.agency().value(),
                                each.unit(),
                                each.post(),
                                each.version(),
                                each.hash().hex(),
                                each.at()))
                        .toList(),
                item.requests().stream()
                        .map(each -> new AskedBody(
                                each.request(),
                                each.version(),
                                each.question(),
                                each.asker().value(),
                                each.asked().value(),
                                each.askedUnit(),
                                each.dueAt(),
                                each.at(),
                                each.answeredAt()))
                        .toList(),
                item.findings().stream().map(InformationApi::finding).toList());
    }

    private static VersionBody version(Item.Version each) {
        return new VersionBody(
                each.version(),
                each.hash().hex(),
                each.change(),
                each.content(),
                each.reason(),
                each.unit(),
                each.post(),
                each.writtenAt(),
                each.receivedAt(),
                each.acknowledgeBy());
    }

    private static FindingBody finding(Item.Finding each) {
        return new FindingBody(
                each.agency().value(),
                each.unit(),
                each.post(),
                each.version(),
                each.request(),
                each.outcome().name(),
                each.reliability().name(),
                each.credibility().digit(),
                each.basis(),
                each.at());
    }

    record AcknowledgementRequest(@Nullable Integer version) {}

    /// Acknowledges the newest version, or the one that is named.
    @PostMapping("/{id}/acknowledgement")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(
            value = {Role.DUTY_OFFICER, Role.DUTY_COMMANDER},
            scope = Scope.INFORMATION_WRITE)
    Whole acknowledge(Officer officer, @PathVariable UUID id, @RequestBody AcknowledgementRequest body) {
        information.acknowledge(actor(officer), new InformationId(id), body.version());
        return show(id);
    }

    record FindingRequest(
            @Nullable Integer version,
            @Nullable UUID request,
            @Nullable String outcome,
            @Nullable String reliability,
            @Nullable String credibility,
            @Nullable String basis) {}

    @PostMapping("/{id}/findings")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(value = Role.VERIFIER, scope = Scope.INFORMATION_WRITE)
    Whole find(Officer officer, @PathVariable UUID id, @RequestBody FindingRequest body) {
        var checks = new Checks();
        int version = checks.number("version", body.version(), 1, Integer.MAX_VALUE);
        Outcome outcome = checks.choice("outcome", body.outcome(), Outcome.class);
        Reliability reliability = checks.choice("reliability", body.reliability(), Reliability.class);
        checks.that(body.credibility() != null, "credibility", "web.expected.choice", "1, 2, 3, 4, 5, 6");
        Credibility credibility = credibility(checks, body.credibility());
        String basis = checks.text("basis", body.basis(), InformationRules.MAX_REASON);
        checks.done();
        information.find(
                actor(officer),
                new InformationId(id),
                version,
                body.request(),
                outcome,
                reliability,
                credibility,
                basis);
        return show(id);
    }

    record VerificationBody(
            @Nullable String askedOf,
            @Nullable String unit,
            @Nullable String question,
            @Nullable String dueAt) {}

    record Asked(UUID request) {}

    @PostMapping("/{id}/verification-requests")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(
            value = {Role.DUTY_OFFICER, Role.DUTY_COMMANDER, Role.ANALYST},
            scope = Scope.INFORMATION_WRITE)
    Asked ask(Officer officer, @PathVariable UUID id, @RequestBody VerificationBody body) {
        var checks = new Checks();
        checks.that(body.askedOf() != null, "askedOf", "information.expected.agencies");
        var askedOf = agencies(checks, "askedOf", body.askedOf() == null ? null : List.of(body.askedOf()));
        String question = checks.text("question", body.question(), InformationRules.MAX_REASON);
        Instant due = body.dueAt() == null ? null : checks.instant("dueAt", body.dueAt());
        checks.done();
        return new Asked(information.requestVerification(
                actor(officer), new InformationId(id), askedOf.iterator().next(), body.unit(), question, due));
    }

    /// A correction says everything anew; `version` is the one the writer was looking at (the newest when left out).
    @PostMapping("/{id}/corrections")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(
            value = {Role.DUTY_OFFICER, Role.DUTY_COMMANDER},
            scope = Scope.INFORMATION_WRITE)
    Ref correct(Officer officer, @PathVariable UUID id, @RequestBody Body body) {
        Item item = information.item(new InformationId(id)).orElseThrow(NotFound::new);
        var checks = new Checks();
        Body full = completed(body, item.content());
        Content content = content(full, checks);
        String reason = checks.text("reason", body.reason(), InformationRules.MAX_REASON);
        checks.that(body.releasableTo() == null, "releasableTo", "information.expected.absent");
        checks.that(body.space() == null, "space", "information.expected.absent");
        checks.that(body.realm() == null, "realm", "information.expected.absent");
        checks.done();
        int expected = body.version() == null ? item.newest().version() : body.version();
        return Ref.of(
                information.correct(actor(officer), item.id(), expected, withFilesOf(content, item.content()), reason));
    }

    /// What a correction leaves out stays as it was.
    private static Body completed(Body body, Content old) {
        Content.Location place = old.location();
        return new Body(
                body.title() == null ? old.title() : body.title(),
                body.text() == null ? old.text() : body.text(),
                body.topic() == null ? old.topic() : body.topic(),
                body.urgency() == null ? old.urgency().name() : body.urgency(),
                body.eventTime() == null ? old.eventTime().toString() : body.eventTime(),
                body.location() == null && place != null
                        ? new LocationBody(place.lat(), place.lon(), place.accuracyM(), place.area())
                        : body.location(),
                body.sourceKind() == null ? old.sourceKind().code() : body.sourceKind(),
                body.sourceLabel() == null ? old.sourceLabel() : body.sourceLabel(),
                body.reliability() == null ? old.reliability().name() : body.reliability(),
                body.credibility() == null ? old.credibility().digit() : body.credibility(),
                null,
                body.purpose() == null ? old.purpose().name() : body.purpose(),
                body.handling() == null ? old.handling().name() : body.handling(),
                null,
                null,
                null,
                null);
    }

    private static Content withFilesOf(Content content, Content old) {
        return new Content(
                content.title(),
                content.text(),
                content.topic(),
                content.urgency(),
                content.purpose(),
                content.handling(),
                content.eventTime(),
                content.location(),
                content.sourceKind(),
                content.sourceLabel(),
                content.reliability(),
                content.credibility(),
                old.attachments(),
                old.warning());
    }

    record ReasonBody(@Nullable String reason) {}

    @PostMapping("/{id}/retraction")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(
            value = {Role.DUTY_OFFICER, Role.DUTY_COMMANDER},
            scope = Scope.INFORMATION_WRITE)
    Ref retract(Officer officer, @PathVariable UUID id, @RequestBody ReasonBody body) {
        var checks = new Checks();
        String reason = checks.text("reason", body.reason(), InformationRules.MAX_REASON);
        checks.done();
        return Ref.of(information.retract(actor(officer), new InformationId(id), reason));
    }

    /// What is left of an erased item. `reason` is RETENTION_OVER, NOT_NEEDED, WRITTEN_BY_MISTAKE or
    /// ORDERED. Of each holder, the author first, when it confirmed that nothing is left there.
    record ErasureBody(
            UUID id,
            String origin,
            String unit,
            String post,
            String reason,
            Instant erasedAt,
            List<HolderBody> holders) {}

    record HolderBody(String agency, @Nullable Instant confirmedAt) {}

    @PostMapping("/{id}/erasure")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(value = Role.DUTY_COMMANDER, scope = Scope.INFORMATION_WRITE)
    ErasureBody erase(Officer officer, @PathVariable UUID id, @RequestBody ReasonBody body) {
        var checks = new Checks();
        ErasureReason reason = checks.choice("reason", body.reason(), ErasureReason.class);
        checks.done();
        information.erase(actor(officer), new InformationId(id), reason);
        return erasure(id);
    }

    @GetMapping("/{id}/erasure")
    ErasureBody erasure(@PathVariable UUID id) {
        Tombstone left = information.tombstone(new InformationId(id)).orElseThrow(NotFound::new);
        return new ErasureBody(
                id,
                left.origin().value(),
                left.unit(),
                left.post(),
                left.reason(),
                left.erasedAt(),
                left.holders().stream()
                        .map(each -> new HolderBody(each.agency().value(), each.confirmedAt()))
                        .toList());
    }

    record RetentionBody(@Nullable String retention) {}

    /// `retention` is ROUTINE, INCIDENT or PERMANENT.
    @PostMapping("/{id}/retention")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allowed(
            value = {Role.DUTY_OFFICER, Role.DUTY_COMMANDER},
            scope = Scope.INFORMATION_WRITE)
    void classify(Officer officer, @PathVariable UUID id, @RequestBody RetentionBody body) {
        var checks = new Checks();
        RetentionClass retention = checks.choice("retention", body.retention(), RetentionClass.class);
        checks.done();
        information.classify(actor(officer), new InformationId(id), retention);
    }

    record HoldRequest(
            @Nullable String reason,
            @Nullable String reference,
            @Nullable String until) {}

    record HoldBody(
            String agency, String reason, String reference, String unit, String post, Instant since, Instant until) {}

    @GetMapping("/{id}/holds")
    List<HoldBody> holds(@PathVariable UUID id) {
        var wanted = new InformationId(id);
        information.item(wanted).orElseThrow(NotFound::new);
        return information.holds(wanted).stream()
                .map(each -> new HoldBody(
                        each.agency().value(),
                        each.reason(),
                        each.reference(),
                        each.unit(),
                        each.post(),
                        each.since(),
                        each.until()))
                .toList();
    }

    @PostMapping("/{id}/holds")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(value = Role.DUTY_COMMANDER, scope = Scope.INFORMATION_WRITE)
    List<HoldBody> hold(Officer officer, @PathVariable UUID id, @RequestBody HoldRequest body) {
        var checks = new Checks();
        HoldReason reason = checks.choice("reason", body.reason(), HoldReason.class);
        String reference = checks.text("reference", body.reference(), InformationRules.MAX_REFERENCE);
        Instant until = checks.instant("until", body.until());
        checks.done();
        information.hold(actor(officer), new InformationId(id), reason, reference, until);
        return holds(id);
    }

    /// This agency's hold ends.
    @DeleteMapping("/{id}/holds")
    @Allowed(value = Role.DUTY_COMMANDER, scope = Scope.INFORMATION_WRITE)
    List<HoldBody> lift(Officer officer, @PathVariable UUID id) {
        information.lift(actor(officer), new InformationId(id));
        return information.item(new InformationId(id)).isPresent() ? holds(id) : List.of();
    }

    record ReleaseRequest(@Nullable List<String> to) {}

    @PostMapping("/{id}/releases")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(
            value = {Role.DUTY_OFFICER, Role.DUTY_COMMANDER},
            scope = Scope.INFORMATION_WRITE)
    Whole release(Officer officer, @PathVariable UUID id, @RequestBody ReleaseRequest body) {
        var checks = new Checks();
        checks.that(body.to() != null && !body.to().isEmpty(), "to", "information.expected.agencies");
        var to = new ArrayList<>(agencies(checks, "to", body.to()));
        checks.done();
        to.forEach(agency -> information.release(actor(officer), new InformationId(id), agency));
        return show(id);
    }

    @DeleteMapping("/{id}/releases/{agency}")
    @Allowed(
            value = {Role.DUTY_OFFICER, Role.DUTY_COMMANDER},
            scope = Scope.INFORMATION_WRITE)
    Whole revoke(
            Officer officer,
            @PathVariable UUID id,
            @PathVariable String agency,
            @RequestParam(required = false) @Nullable String reason) {
        var checks = new Checks();
        var from = agencies(checks, "agency", List.of(agency));
        String why = checks.text("reason", reason, InformationRules.MAX_REASON);
        checks.done();
        information.revoke(
                actor(officer), new InformationId(id), from.iterator().next(), why);
        return show(id);
    }
}
