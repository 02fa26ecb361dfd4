package vn.hiepdong.node.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.directory.Agency;
import vn.hiepdong.node.directory.AgencyKind;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Counterparts;
import vn.hiepdong.node.watch.Line;
import vn.hiepdong.node.watch.LineSource;
import vn.hiepdong.node.watch.Waiting;
import vn.hiepdong.node.watch.WaitingSource;
import vn.hiepdong.node.web.LiveUpdates;

/// What others need of the partners: their lines for the watch, requests to connect for the administrator, and with
/// whom a regulation can be made.
@Component
final class PartnersOnWatch implements LineSource, WaitingSource, Counterparts {
    /// How long one is told of what was refused.
    private static final Duration SHOWN = Duration.ofDays(7);

    private static final int MOST_REJECTIONS = 100;

    private final Partners partners;
    private final Links links;
    private final Continuity continuity;
    private final InstantSource clock;
    private final Instant started;

    PartnersOnWatch(Partners partners, Links links, Continuity continuity, InstantSource clock, LiveUpdates live) {
        this.partners = partners;
        this.links = links;
        this.continuity = continuity;
        this.clock = clock;
        started = clock.instant();
        // A listener must not be held up, and telling browsers takes a trip to the database.
        links.listen((_, _) -> Thread.ofVirtual().name("line-changed").start(() -> live.changed("links")));
    }

    @Override
    public List<Line> lines() {
        return links.all().stream()
                .map(link -> new Line(
                        link.partner(),
                        Line.State.valueOf(link.state().name()),
                        link.since(),
                        link.queueDepth(),
                        link.lastContact(),
                        link.currentAt(),
                        Line.Age.valueOf(link.freshness().name())))
                .toList();
    }

    @Override
    public List<Waiting> waitingFor(Officer officer) {
        if (!officer.is(Role.ADMINISTRATOR)) {
            return List.of();
        }
        return Stream.of(signing().stream(), lost(), claimed(), recoveries(), misused(), pending())
                .flatMap(each -> each)
                .toList();
    }

    /// Until somebody decides, or a partner answers, what is written here is not signed.
    private Optional<Waiting> signing() {
        AgencyCode self = partners.self().code();
        return continuity.heldBack().stream()
                .findFirst()
                .map(_ -> new Waiting(
                        "watch.waiting.signing",
                        self.value(),
                        "/partners",
                        "IMMEDIATE",
                        self,
                        Realm.REAL,
                        started,
                        null,
                        false,
                        null));
    }

    /// Without keys this node can tell its partners nothing.
    private Stream<Waiting> lost() {
        AgencyCode self = partners.self().code();
        return partners.keysAreLost()
                ? Stream.of(keys("watch.waiting.keys-lost", self.value(), self, started))
                : Stream.empty();
    }

    /// Somebody recovered our keys, and it was not us.
    private Stream<Waiting> claimed() {
        return partners.claim().stream()
                .map(each -> keys("watch.waiting.keys-claimed", each.partner().value(), each.partner(), each.heard()));
    }

    private Stream<Waiting> recoveries() {
        return partners.recoveries().stream()
                .map(each -> keys(
                        "watch.waiting.keys-recovered",
                        each.partner().code() + " – " + each.partner().nameVi(),
                        each.partner().code(),
                        each.heard()));
    }

    /// Somebody signed with keys that their agency gave up because others have them.
    private Stream<Waiting> misused() {
        Instant since = clock.instant().minus(SHOWN);
        return links.rejections(MOST_REJECTIONS).stream()
                .filter(each -> each.why() == Refusal.ENDED && each.at().isAfter(since))
                .limit(1)
                .map(each -> new Waiting(
                        "watch.waiting.keys-misused",
                        each.partner(),
                        "/partners/" + each.partner(),
                        "IMMEDIATE",
                        new AgencyCode(each.partner()),
                        Realm.REAL,
                        each.at(),
                        null,
                        false,
                        null));
    }

    private static Waiting keys(String what, String about, AgencyCode agency, Instant since) {
        return new Waiting(what, about, "/admin/keys", "IMMEDIATE", agency, Realm.REAL, since, null, false, null);
    }

    private Stream<Waiting> pending() {
        return partners.all().stream()
                .filter(each -> each.state() == PartnerState.PENDING)
                .map(each -> new Waiting(
                        "watch.waiting.partner",
                        each.code() + " – " + each.nameVi(),
                        "/partners/" + each.code(),
                        "",
                        each.code(),
                        Realm.REAL,
                        each.invitedAt(),
                        null,
                        false,
                        null));
    }

    @Override
    public List<Agency> connected() {
        return partners.all().stream()
                .filter(Partner::isActive)
                .map(each -> new Agency(each.code(), each.nameVi(), each.nameEn(), AgencyKind.of(each.kind()), false))
                .toList();
    }
}
