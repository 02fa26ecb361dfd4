package vn.hiepdong.node.information;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.information.InformationEntry.Acknowledged;
import vn.hiepdong.node.information.InformationEntry.Classified;
import vn.hiepdong.node.information.InformationEntry.Corrected;
import vn.hiepdong.node.information.InformationEntry.Erased;
import vn.hiepdong.node.information.InformationEntry.Found;
import vn.hiepdong.node.information.InformationEntry.Held;
import vn.hiepdong.node.information.InformationEntry.HoldLifted;
import vn.hiepdong.node.information.InformationEntry.ReleaseRevoked;
import vn.hiepdong.node.information.InformationEntry.ReleasedTo;
import vn.hiepdong.node.information.InformationEntry.Retracted;
import vn.hiepdong.node.information.InformationEntry.VerificationRequested;
import vn.hiepdong.node.information.InformationEntry.Written;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Appended;
import vn.hiepdong.node.ledger.ErasedException;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.retention.RetentionClass;
import vn.hiepdong.node.space.RegulationVersion;
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Refused;

/// The door of information items.
@Service
public class Information {
    private final Ledger ledger;
    private final Spaces spaces;
    private final InformationQuery query;
    private final ListQuery lists;
    private final ErasureQuery erasures;
    private final HoldQuery holds;
    private final InformationRules rules;
    private final Uuid7 ids;
    private final InstantSource clock;

    Information(
            Ledger ledger,
            Spaces spaces,
            InformationQuery query,
            ListQuery lists,
            ErasureQuery erasures,
            HoldQuery holds,
            InformationRules rules,
            Uuid7 ids,
            InstantSource clock) {
        this.ledger = ledger;
        this.spaces = spaces;
        this.query = query;
        this.lists = lists;
        this.erasures = erasures;
        this.holds = holds;
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
    }

    /// Writes an item and releases it to `to`. Without a space it goes where the regulation in force names all
    /// of them;
    /// released to nobody and without any regulation it stays in the private space.
    ///
    /// Throws [BadInput] or [Refused] with the reason; nothing is written then.
    public ItemRef write(Actor by, Realm realm, @Nullable SpaceId in, Set<AgencyCode> to, Content content) {
        rules.check(content);
        Place place = placeFor(realm, in, to);
        var id = new InformationId(ids.next());
        Instant due = acknowledgeBy(place.space(), content.urgency());
        Appended appended = append(place, by, to, new Written(id, content, due));
        return ref(new InformationId(appended.subject()), 1, appended);
    }

    private Place placeFor(Realm realm, @Nullable SpaceId in, Set<AgencyCode> to) {
        if (to.contains(ledger.self().code())) {
            throw new BadInput(
                    "releasableTo",
                    "information.error.release-to-self",
                    ledger.self().code());
        }
        if (in != null) {
            Place place = spaces.place(in).orElseThrow(() -> new BadInput("space", "space.error.unknown", in));
            rules.sameRealm(realm, place.realm());
            Set<AgencyCode> parties = spaces.inForce(in)
                    .map(each -> Set.copyOf(each.regulation().parties()))
                    .orElse(Set.of());
            if (!parties.containsAll(to)) {
                throw new BadInput("releasableTo", "information.error.not-parties", join(to));
            }
            return place;
        }
        Optional<RegulationVersion> regulation = spaces.inForceWith(realm, to);
        if (regulation.isPresent()) {
            return new Place(regulation.get().space(), regulation.get().realm());
        }
        if (!to.isEmpty()) {
            throw new BadInput("releasableTo", "information.error.no-regulation", join(to));
        }
        rules.sameRealm(realm, ledger.privatePlace().realm());
        return ledger.privatePlace();
    }

    private static String join(Collection<AgencyCode> codes) {
        return String.join(", ", codes.stream().sorted().map(AgencyCode::value).toList());
    }

    private @Nullable Instant acknowledgeBy(SpaceId space, Urgency urgency) {
        return spaces.inForce(space)
                .map(each -> clock.instant().plus(each.regulation().acknowledgeWithin(urgency)))
                .orElse(null);
    }

    /// Makes the next version. `expected` is the version the writer was looking at: another one in between is
    /// refused,
    /// so that nobody corrects what they have not read.
    public ItemRef correct(Actor by, InformationId id, int expected, Content content, String reason) {
        rules.check(content);
        Item item = own(id);
        rules.mayChange(item, expected);
        String why = rules.reason(reason);
        int version = item.newest().version() + 1;
        Instant due = acknowledgeBy(item.place().space(), content.urgency());
        return ref(id, version, append(item, by, new Corrected(id, version, content, why, due)));
    }

    /// Withdraws the item. Every receiver must acknowledge that.
    public ItemRef retract(Actor by, InformationId id, String reason) {
        Item item = own(id);
        rules.mayChange(item, item.newest().version());
        String why = rules.reason(reason);
        int version = item.newest().version() + 1;
        Instant due = acknowledgeBy(item.place().space(), item.content().urgency());
        return ref(id, version, append(item, by, new Retracted(id, version, why, due)));
    }

    /// An officer has read the newest version (or `version`, when given).
    public void acknowledge(Actor by, InformationId id, @Nullable Integer version) {
        Item item = held(id);
        Item.Version read = rules.acknowledgeable(item, ledger.self().code(), version);
        append(item, by, new Acknowledged(id, read.version(), read.hash()));
    }

    /// Asks a party that has the item to find out whether it is true.
    public UUID requestVerification(
            Actor by,
            InformationId id,
            AgencyCode askedOf,
            @Nullable String unit,
            String question,
            @Nullable Instant dueAt) {
        Item item = held(id);
        rules.mayAsk(item, askedOf, ledger.self().code());
        Instant due = dueAt == null ? verifyBy(item) : dueAt;
        rules.inFuture(due, clock.instant());
        UUID request = ids.next();
        int version = item.newest().version();
        append(item, by, new VerificationRequested(id, request, version, rules.question(question), askedOf, unit, due));
        return request;
    }

    private Instant verifyBy(Item item) {
        return spaces.inForce(item.place().space())
                .map(each -> clock.instant()
                        .plus(each.regulation().verifyWithin(item.content().urgency())))
                .orElseThrow(() -> new BadInput("dueAt", "information.error.due-needed"));
    }

    /// States what was found out about exactly one version.
    public void find(
            Actor by,
            InformationId id,
            int version,
            @Nullable UUID request,
            Outcome outcome,
            Reliability reliability,
            Credibility credibility,
            String basis) {
        Item item = held(id);
        Item.Version checked = rules.findable(item, version, ledger.self().code(), by, outcome);
        UUID answered = rules.request(item, request, ledger.self().code());
        append(
                item,
                by,
                new Found(
                        id, version, checked.hash(), answered, outcome, reliability, credibility, rules.basis(basis)));
    }

    /// Lets one more party have the item, with what this agency said about it so far.
    public void release(Actor by, InformationId id, AgencyCode to) {
        Item item = own(id);
        if (item.releasedTo(to)) {
            throw new Refused("information.error.released-already", to);
        }
        rules.notRetracted(item);
        Set<AgencyCode> parties = spaces.inForce(item.place().space())
                .map(each -> Set.copyOf(each.regulation().parties()))
                .orElse(Set.of());
        if (!parties.contains(to) || to.equals(ledger.self().code())) {
            throw new BadInput("to", "information.error.not-parties", to);
        }
        int version = item.newest().version();
        Instant due = acknowledgeBy(item.place().space(), item.content().urgency());
        var receivers = new HashSet<>(item.releasedTo());
        receivers.add(to);
        append(item.place(), by, receivers, new ReleasedTo(id, version, to, due));
    }

    /// Takes the item back from a party: its copy is erased there, and it confirms that.
    public void revoke(Actor by, InformationId id, AgencyCode from, String reason) {
        Item item = own(id);
        if (!item.releasedTo(from)) {
            throw new Refused("information.error.not-released", from);
        }
        rules.notHeld(holds(id));
        append(item, by, new ReleaseRevoked(id, from, rules.reason(reason)));
    }

    /// Erases the item: what it said, and all that was said about it, here and wherever it was released to. That it
    /// was written, by whom and when, and who acknowledged it, stays proven.
    public void erase(Actor by, InformationId id, ErasureReason reason) {
        Item item = own(id);
        rules.notHeld(holds(id));
        Set<AgencyCode> holders =
                item.releases().stream().map(Item.Release::agency).collect(Collectors.toSet());
        append(item.place(), by, holders, new Erased(id, reason.name()));
    }

    /// Puts the item into a retention class, which decides when it is erased by the clock.
    public void classify(Actor by, InformationId id, RetentionClass retention) {
        append(own(id), by, new Classified(id, retention.name()));
    }

    /// Nobody erases the item before `until`, and it is not taken back from anybody. Any agency that has it may say so,
    /// and the others hear of it; a new hold of this agency takes the place of the one before.
    ///
    /// @param reference number of the document that asks for it
    public void hold(Actor by, InformationId id, HoldReason reason, String reference, Instant until) {
        Item item = held(id);
        append(
                item,
                by,
                new Held(id, reason.name(), rules.reference(reference), rules.holdEnd(until, clock.instant())));
    }

    /// Ends this agency's hold.
    public void lift(Actor by, InformationId id) {
        Item item = held(id);
        if (holds(id).stream()
                .noneMatch(each -> each.agency().equals(ledger.self().code()))) {
            throw new Refused("information.error.no-hold");
        }
        append(item, by, new HoldLifted(id, false));
    }

    /// The holds that stand on an item.
    public List<Hold> holds(InformationId id) {
        return holds.standing(id, clock.instant());
    }

    /// What is left of an item that was erased.
    public Optional<Tombstone> tombstone(InformationId id) {
        return erasures.tombstone(id);
    }

    /// Whether the author erased it, and it is here only for our hold.
    boolean erasedMeanwhile(InformationId id) {
        return holds.outlives(id);
    }

    private Item own(InformationId id) {
        Item item = held(id);
        if (!item.origin().equals(ledger.self().code())) {
            throw new Refused("information.error.not-yours", item.origin());
        }
        return item;
    }

    private Item held(InformationId id) {
        return item(id).orElseThrow(NotFound::new);
    }

    /// A response goes to everyone who has the item.
    private Appended append(Item item, Actor by, InformationEntry entry) {
        var receivers = new HashSet<>(item.releasedTo());
        receivers.add(item.origin());
        receivers.remove(ledger.self().code());
        return append(item.place(), by, receivers, entry);
    }

    private Appended append(Place place, Actor by, Set<AgencyCode> to, InformationEntry entry) {
        try {
            return ledger.append(new Statement(place, by, to, entry));
        } catch (DuplicateKeyException | ErasedException | HeldException e) {
            throw new Refused("information.error.changed-meanwhile");
        }
    }

    private static ItemRef ref(InformationId id, int version, Appended appended) {
        return new ItemRef(id, version, appended.hash());
    }

    /// Empty when there is no such item, or when it was never released to this agency, or was taken back.
    public Optional<Item> item(InformationId id) {
        return query.item(id);
    }

    /// The same with what is said by the newest version and by `most` of those below another one.
    Optional<Item> item(InformationId id, int below, int most) {
        return query.item(id, below, most);
    }

    /// Newest first, before a place in this node's order ([Long#MAX_VALUE] for the first page).
    public List<ItemRow> list(Filter filter, long before, int limit) {
        return lists.list(filter, before, limit);
    }

    /// A part of a list in any of its orders: what follows a row of it, or its start.
    public List<ItemRow> list(Filter filter, Sort sort, @Nullable ItemRow after, int limit) {
        ListPlace place =
                after == null ? null : new ListPlace(after.urgency(), after.writtenAt(), after.due(), after.applied());
        return lists.page(filter, sort, place, false, Long.MAX_VALUE, limit);
    }

    /// How many there are, counted no further than `most`.
    public int count(Filter filter, int most) {
        return lists.count(filter, 0, most);
    }

    /// How the hash of a version begins, in hexadecimal, and whose it is.
    public record Beginning(AgencyCode origin, String hex) {}

    /// A version that is here.
    public record Named(InformationId id, int version) {}

    /// Which versions are meant, by their place among what was asked; those that are not here are left out.
    public Map<Integer, Named> named(List<Beginning> asked) {
        return asked.isEmpty() ? Map.of() : query.named(asked);
    }

    /// Topics in use.
    public List<String> topics() {
        return query.topics();
    }
}
