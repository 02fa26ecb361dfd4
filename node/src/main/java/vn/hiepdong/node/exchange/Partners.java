package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.RecoveryKey;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.exchange.PartnerEntry.Confirmed;
import vn.hiepdong.node.exchange.PartnerEntry.Invited;
import vn.hiepdong.node.exchange.PartnerEntry.KeysChanged;
import vn.hiepdong.node.exchange.PartnerEntry.KeysOverruled;
import vn.hiepdong.node.exchange.PartnerEntry.RecoveryApproved;
import vn.hiepdong.node.exchange.PartnerEntry.RecoveryContested;
import vn.hiepdong.node.exchange.PartnerEntry.RecoveryKeyCarriedAway;
import vn.hiepdong.node.exchange.PartnerEntry.Removed;
import vn.hiepdong.node.exchange.PartnerEntry.Suspended;
import vn.hiepdong.node.exchange.PartnerTable.Claim;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.exchange.PartnerTable.Recovery;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyIdentity;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Refused;

/// The door to the partners: whom this agency's node talks to.
///
/// One side makes an invitation, the other accepts it, both administrators compare the fingerprint aloud and confirm.
/// A node talks only to partners that were confirmed on its own side.
public final class Partners {
    private static final Logger LOG = LoggerFactory.getLogger(Partners.class);
    private static final Duration VALID = Duration.ofDays(7);
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(1).toNanos();

    private final Ledger ledger;
    private final PartnerTable table;
    private final OwnNode self;
    private final Hash line;
    private final Endings endings;
    private final Uuid7 ids;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<UUID, Greeting.Keys> told = new ConcurrentHashMap<>();
    private final Runnable switched;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Snapshot snapshot;

    /// Asked for on every request; another instance's change is seen within a second.
    private record Snapshot(List<Known> known, long nanos, long changes) {
        boolean holds(long changesNow) {
            return changes == changesNow && System.nanoTime() - nanos <= REMEMBERED_NANOS;
        }
    }

    /// @param line SHA-256 of the TLS key that partners know this node by
    /// @param switched is told when there is another one
    Partners(
            Ledger ledger,
            PartnerTable table,
            OwnNode self,
            Hash line,
            Runnable switched,
            Endings endings,
            Uuid7 ids,
            InstantSource clock) {
        this.ledger = ledger;
        this.table = table;
        this.self = self;
        this.line = line;
        this.switched = switched;
        this.endings = endings;
        this.ids = ids;
        this.clock = clock;
    }

    /// A new invitation to be handed to one other agency's administrator.
    public OwnInvitation invitation() {
        var secret = new byte[Invitation.SECRET_LENGTH];
        random.nextBytes(secret);
        Instant until = clock.instant().plus(VALID);
        table.keepInvitation(Hash.sha256(secret), until);
        var invitation = new Invitation(self.identity(), until, secret);
        return new OwnInvitation(invitation.line(), invitation.json(), until);
    }

    /// @param line for mail and chat
    /// @param json for a file
    public record OwnInvitation(String line, String json, Instant validUntil) {}

    /// Takes another agency's invitation, in either form. The partner is then [PartnerState#PENDING].
    public Pairing accept(String text, Actor by) {
        Invitation invitation;
        try {
            invitation = Invitation.parse(text);
        } catch (FormatException e) {
            return new Pairing.Refused(Pairing.Reason.UNREADABLE);
        }
        if (!clock.instant().isBefore(invitation.validUntil())) {
            return new Pairing.Refused(Pairing.Reason.EXPIRED);
        }
        Pairing outcome = meet(invitation.node(), by);
        if (outcome instanceof Pairing.Done done && !done.partner().isActive()) {
            table.offer(done.partner().id(), invitation);
            changed();
        }
        return outcome;
    }

    /// Another node took our invitation and presents itself over the wire.
    Pairing presented(NodeIdentity node, byte[] secret) {
        if (!table.use(Hash.sha256(secret), node.digest(), clock.instant())) {
            return new Pairing.Refused(Pairing.Reason.EXPIRED);
        }
        return meet(node, Actor.NODE);
    }

    private Pairing meet(NodeIdentity node, Actor by) {
        NodeIdentity own = self.identity();
        if (Arrays.equals(node.digest(), own.digest())) {
            return new Pairing.Refused(Pairing.Reason.OWN);
        }
        if (node.code().equals(own.code()) || node.pin().equals(own.pin())) {
            return new Pairing.Refused(Pairing.Reason.CODE_TAKEN);
        }
        Optional<Known> before = find(node.code());
        if (before.isPresent()) {
            return again(before.get(), node);
        }
        var invited = new Invited(ids.next(), node);
        try {
            say(invited, by);
        } catch (DuplicateKeyException e) {
            return find(node.code())
                    .map(known -> again(known, node)) // both sides took the other's invitation in the same moment
                    .orElse(new Pairing.Refused(Pairing.Reason.CODE_TAKEN));
        }
        return new Pairing.Done(partner(node.code()).orElseThrow());
    }

    private Pairing again(Known known, NodeIdentity node) {
        if (!Arrays.equals(known.node().digest(), node.digest())) {
            return new Pairing.Refused(Pairing.Reason.CODE_TAKEN);
        }
        return new Pairing.Done(partner(known));
    }

    /// The administrator compared the fingerprint with the partner's administrator. Also ends a suspension.
    public Pairing confirm(AgencyCode code, String fingerprint, Actor by) {
        Optional<Known> known = find(code);
        if (known.isEmpty()) {
            return new Pairing.Refused(Pairing.Reason.UNKNOWN_PARTNER);
        }
        if (!Fingerprint.matches(fingerprint(known.get()), fingerprint)) {
            return new Pairing.Refused(Pairing.Reason.WRONG_FINGERPRINT);
        }
        if (!known.get().isActive()) {
            say(new Confirmed(known.get().id(), code, known.get().agency().id()), by);
        }
        return new Pairing.Done(partner(code).orElseThrow());
    }

    /// Pauses: nothing is sent and nothing is taken until it is confirmed again.
    public Pairing suspend(AgencyCode code, Actor by) {
        Optional<Known> known = find(code);
        if (known.isEmpty()) {
            return new Pairing.Refused(Pairing.Reason.UNKNOWN_PARTNER);
        }
        if (known.get().state() == PartnerState.PENDING) {
            return new Pairing.Refused(Pairing.Reason.NOT_POSSIBLE_NOW);
        }
        if (known.get().isActive()) {
            say(new Suspended(known.get().id(), code, known.get().agency().id()), by);
        }
        return new Pairing.Done(partner(code).orElseThrow());
    }

    /// Ends it. What was exchanged stays, and the partner stays in the history.
    public Pairing remove(AgencyCode code, Actor by) {
        Optional<Known> known = find(code);
        if (known.isEmpty()) {
            return new Pairing.Refused(Pairing.Reason.UNKNOWN_PARTNER);
        }
        Partner last = partner(known.get());
        say(new Removed(known.get().id(), code, known.get().agency().id()), by);
        return new Pairing.Done(last);
    }

    /// A partner says what became of its keys. What the right keys signed is taken; steps that
    /// contradict those that are here are refused: then somebody has its keys who should not.
    /// Behind a recovery nothing is taken but an objection until it is in force. Throws
    /// [RefusedException].
    void keysChanged(Known partner, Greeting.Keys said) {
        Roster known = partner.whole();
        Roster now;
        boolean waits = partner.recovery() != null;
        try {
            now = known.with(said.from(), said.steps());
        } catch (FormatException e) {
            Optional<Roster> overruled = overruled(partner, said);
            if (overruled.isEmpty()) {
                contest(partner, said);
                throw new RefusedException(422, "the keys of " + partner.code() + ": " + e.getMessage());
            }
            now = overruled.get();
            waits = false;
        }
        taken(partner, known, now, waits);
        settle(find(partner.code()).orElse(partner));
    }

    /// Ends here what ended there.
    void settle(Known partner) {
        endings.of(partner.agency(), partner.roster());
    }

    /// Whether all keys of the partner together say another thing than some of them did before.
    private static Optional<Roster> overruled(Known partner, Greeting.Keys said) {
        try {
            return Optional.of(partner.roster().overruled(said.from(), said.steps()));
        } catch (FormatException _) {
            return Optional.empty();
        }
    }

    private void taken(Known partner, Roster known, Roster now, boolean waiting) {
        boolean waits = waiting;
        int same = known.sameAs(now);
        for (int number = same; number < now.steps().size(); number++) {
            Roster.Step step = now.steps().get(number);
            if (!waits && step.isObjection()) {
                throw new RefusedException(
                        422, "the keys of " + partner.code() + ": the objection came when the new pair was in force");
            }
            if (waits && !step.isObjection()) {
                return;
            }
            String agency = partner.agency().id();
            boolean instead = number < known.steps().size();
            say(
                    instead && number == same
                            ? new KeysOverruled(partner.id(), partner.code(), agency, number, step.format())
                            : new KeysChanged(partner.id(), partner.code(), agency, number, step.format()),
                    Actor.NODE);
            waits = step.waits();
        }
    }

    /// Whether the same recovery key signed something else than the recovery that waits here.
    private void contest(Known partner, Greeting.Keys said) {
        Recovery waiting = partner.recovery();
        if (waiting == null || waiting.contested()) {
            return;
        }
        int number = waiting.whole().steps().size() - 1;
        try {
            Roster other = waiting.whole().before().with(said.from(), said.steps());
            Roster.Step step = other.steps().getLast();
            if (other.steps().size() == number + 1 && step.waits()) {
                say(
                        new RecoveryContested(
                                partner.id(), partner.code(), partner.agency().id(), number, step.format()),
                        Actor.NODE);
            }
        } catch (FormatException _) {
            return; // signed by nobody who could: it is only refused
        }
    }

    /// Takes a statement about a partner's keys that was carried here.
    AgencyCode keysStated(String text) {
        try {
            KeyStatement statement = KeyStatement.parse(text);
            Known partner = known().stream()
                    .filter(each -> each.agency().name().equals(statement.agency()))
                    .findFirst()
                    .orElseThrow(() -> Refused.unacceptable("exchange.recovery.no-partner", statement.agency()));
            keysChanged(partner, new Greeting.Keys(0, null, 0, statement.steps(), null));
            return partner.code();
        } catch (FormatException e) {
            throw Refused.unacceptable("exchange.recovery.refused-statement", String.valueOf(e.getMessage()));
        } catch (RefusedException e) {
            throw Refused.unacceptable("exchange.recovery.refused-statement", e.reason());
        }
    }

    /// What became of our keys, to be carried to partners.
    public String keyStatement() {
        return KeyStatement.of(ledger.self().name(), ledger.keys().roster()).text();
    }

    /// Recoveries of partners' keys that are not in force here yet.
    public List<Waiting> recoveries() {
        return known().stream()
                .flatMap(each -> Stream.ofNullable(each.recovery())
                        .map(waiting -> new Waiting(
                                partner(each),
                                waiting.whole().pairs().getLast().fingerprint(),
                                waiting.heard(),
                                waiting.inForce(),
                                waiting.contested(),
                                waiting.compromised())))
                .toList();
    }

    /// @param fingerprint of the new pair, to be compared by telephone
    /// @param contested whether somebody else used the same recovery key, so that waiting does not
    ///     put it in force
    /// @param compromised whether it also ends the logs; then waiting does not put it in force either
    public record Waiting(
            Partner partner,
            String fingerprint,
            Instant heard,
            Instant inForce,
            boolean contested,
            boolean compromised) {}

    /// Puts the recovery of a partner's keys in force at once: the administrator talked to the
    /// partner.
    ///
    /// @param fingerprint of the new pair, as the partner read it out
    public void approveRecovery(AgencyCode code, String fingerprint, Actor by) {
        Known partner = find(code).orElseThrow(NotFound::new);
        Recovery waiting = partner.recovery();
        if (waiting == null) {
            return; // two at once, or the time had passed
        }
        Roster whole = waiting.whole();
        if (!whole.pairs().getLast().fingerprint().equals(fingerprint.replaceAll("\\s", ""))) {
            throw Refused.unacceptable("exchange.recovery.refused-fingerprint");
        }
        say(
                new RecoveryApproved(
                        partner.id(), code, partner.agency().id(), whole.steps().size() - 1),
                by);
        settle(find(code).orElse(partner));
    }

    /// Others have our log keys: ends our logs where [Compromise] says, and goes on with new ones.
    ///
    /// @param typed the recovery key as it was written down
    Roster compromisedKeys(String typed, String reason, Map<LogOrigin, Long> sizes, Actor by) {
        try {
            Roster roster = ledger.compromisedKeys(RecoveryKey.parse(typed), reason, sizes);
            endings.ours();
            return written(roster, 1, by);
        } catch (FormatException e) {
            throw Refused.unacceptable("exchange.recovery.refused-key", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts a new pair in the place of those that are lost.
    ///
    /// @param typed the recovery key as it was written down
    public Roster recoverKeys(String typed, Actor by) {
        if (!ledger.keys().isLost()) {
            throw new Refused("exchange.recovery.refused-nothing-lost");
        }
        Hash now = self.identity().pin();
        try {
            return written(ledger.recoverKeys(RecoveryKey.parse(typed), now.equals(line) ? null : now), 1, by);
        } catch (FormatException e) {
            throw Refused.unacceptable("exchange.recovery.refused-key", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The recovery key, while it is on this node.
    public Optional<RecoveryKey> recoveryKey() {
        return ledger.keys().recoveryKey();
    }

    /// An administrator has written the recovery key down, as its end proves: it is deleted here.
    ///
    /// @param end [RecoveryKey#end]
    public void recoveryKeyCarriedAway(String end, Actor by) {
        Optional<RecoveryKey> key = recoveryKey();
        if (key.isEmpty()) {
            return; // two at once
        }
        if (!key.get().endsWith(end)) {
            throw Refused.unacceptable("exchange.recovery.refused-end");
        }
        say(new RecoveryKeyCarriedAway(ids.next(), key.get().commitment().hex()), by);
        ledger.keys().recoveryKeyCarriedAway();
    }

    /// A partner was told that our keys were recovered. If it was not us, an administrator has to
    /// object.
    void claimed(Known partner, String text) {
        Roster own = ledger.keys().roster();
        Roster.Step step = Roster.Step.parse(text);
        if (own.steps().stream().anyMatch(each -> each.text().equals(step.text()))) {
            return;
        }
        try {
            own.with(step);
        } catch (FormatException e) {
            LOG.warn("{} was told of a recovery of our keys that does not hold: {}", partner.code(), e.getMessage());
            return;
        }
        table.claim(new Claim(step.format(), partner.code(), clock.instant()));
    }

    /// A recovery of our keys of which a partner was told and which is not ours.
    public Optional<Claim> claim() {
        return table.claim()
                .filter(each -> ledger.keys().roster().steps().stream()
                        .noneMatch(step -> step.format().equals(each.step())));
    }

    /// The keys that sign here undo it.
    public Roster object(Actor by) {
        Claim claim = claim().orElseThrow(() -> new Refused("exchange.recovery.refused-no-claim"));
        try {
            Roster roster = written(ledger.objectToRecovery(Roster.Step.parse(claim.step())), 2, by);
            table.unclaim();
            return roster;
        } catch (FormatException e) {
            throw new Refused("exchange.recovery.refused-no-claim"); // our keys changed meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keys without which this node can tell its partners nothing are missing.
    public boolean keysAreLost() {
        return ledger.keys().isLost();
    }

    /// Numbers of our pairs whose seeds are missing.
    public Set<Integer> lostPairs() {
        return ledger.keys().lostPairs();
    }

    /// Begins a planned change of our log keys: a new pair signs beside the old one until that is retired. Partners
    /// hear of
    /// it with the next greeting, and take it because the old pair signed it.
    public Roster addKeys(Actor by) {
        if (claim().isPresent()) {
            throw new Refused("exchange.recovery.claim"); // an objection has to follow the roster as it is
        }
        if (ledger.keys().roster().current().size() > 1) {
            throw new Refused("exchange.pair.refused-overlap");
        }
        try {
            return written(ledger.addKeys(), 1, by);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends it: the pair signs nothing more, and its seeds are deleted. What it signed stays good.
    public Roster retireKeys(int pair, Actor by) {
        List<Roster.Pair> current = ledger.keys().roster().current();
        if (current.size() < 2 || current.stream().noneMatch(each -> each.number() == pair)) {
            throw new Refused("exchange.pair.refused-last", pair);
        }
        try {
            return written(ledger.retireKeys(pair), 1, by);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Another key gives our receipts from now on. A partner that has not heard of it asks first
    /// and then takes them.
    public Roster changeMirrorKey(Actor by) {
        if (!lostPairs().isEmpty()) {
            throw new Refused("exchange.recovery.refused-mirror");
        }
        try {
            return written(ledger.changeMirrorKey(), 1, by);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Begins a planned change of the TLS key: a new one counts beside it. Partners hear of it with the next greeting.
    public Roster announceLine(Actor by) {
        if (!lostPairs().isEmpty()) {
            throw new Refused("exchange.recovery.refused-mirror");
        }
        Hash next = self.tls().next();
        if (ledger.keys().roster().nextLine().filter(next::equals).isPresent()) {
            return ledger.keys().roster(); // two at once, or again
        }
        try {
            return written(ledger.announceLine(next), 1, by);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends it: from now on the new one is shown, and counts alone. A partner that has not heard of it needs a
    /// statement that is carried.
    public Roster switchLine(Actor by) {
        if (!lostPairs().isEmpty()) {
            throw new Refused("exchange.recovery.refused-mirror");
        }
        Hash next = ledger.keys()
                .roster()
                .nextLine()
                .filter(self.tls()::isReady)
                .orElseThrow(() -> new Refused("exchange.line.refused-none"));
        try {
            Roster roster = ledger.switchLine();
            self.tls().follow(next);
            switched.run();
            return written(roster, 1, by);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a planned change of the TLS key has begun.
    public boolean isLineChanging() {
        return ledger.keys().roster().nextLine().isPresent();
    }

    /// Active partners of which it is not known, since this node started, that they heard of the last change of our
    /// keys.
    public List<AgencyCode> unaware() {
        Roster own = ledger.keys().roster();
        return known().stream()
                .filter(Known::isActive)
                .filter(each -> !knows(told.get(each.id()), own))
                .map(Known::code)
                .toList();
    }

    private static boolean knows(Greeting.@Nullable Keys told, Roster own) {
        int size = own.steps().size();
        return told != null
                && told.known() == size
                && (told.root() == null || told.root().equals(own.root(size)));
    }

    /// What a partner said last about our keys and its own.
    Optional<Greeting.Keys> told(Known partner) {
        return Optional.ofNullable(told.get(partner.id()));
    }

    void tells(Known partner, Greeting.Keys keys) {
        told.put(partner.id(), keys);
    }

    /// With who did it.
    ///
    /// @param steps how many are new
    private Roster written(Roster roster, int steps, Actor by) {
        AgencyIdentity own = ledger.self();
        int size = roster.steps().size();
        for (int number = size - steps; number < size; number++) {
            String step = roster.steps().get(number).format();
            say(new KeysChanged(ids.next(), own.code(), own.id(), number, step), by);
        }
        return roster;
    }

    /// Which keys signed the logs of an agency, of a removed partner too; ours as well.
    public Roster roster(AgencyIdentity agency) {
        if (agency.name().equals(ledger.self().name())) {
            return ledger.keys().roster();
        }
        return withRemoved().stream()
                .filter(each -> each.agency().name().equals(agency.name()))
                .map(Known::roster)
                .findFirst()
                .orElseGet(agency::roster);
    }

    private void say(PartnerEntry entry, Actor by) {
        ledger.append(new Statement(ledger.privatePlace(), by, Set.of(), entry));
        changed();
    }

    /// All but the removed ones.
    public List<Partner> all() {
        return known().stream().map(this::partner).toList();
    }

    public List<Partner> removed() {
        return table.removed(clock.instant()).stream().map(this::partner).toList();
    }

    /// The public keys behind a name in the logs, of a removed partner too.
    ///
    /// @param agencyId the 16 hexadecimal digits behind the code
    public Optional<AgencyIdentity> identity(AgencyCode code, String agencyId) {
        return withRemoved().stream()
                .map(Known::agency)
                .filter(each -> each.code().equals(code) && each.id().equals(agencyId))
                .findFirst();
    }

    List<Known> withRemoved() {
        return Stream.concat(known().stream(), table.removed(clock.instant()).stream())
                .toList();
    }

    public Optional<Partner> partner(AgencyCode code) {
        return find(code).map(this::partner);
    }

    /// Is told, in this instance, when something about the partners changed.
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    List<Known> known() {
        Snapshot last = snapshot;
        if (last == null || !last.holds(changes.get())) {
            long before = changes.get(); // a change while the table is read makes what was read worthless
            last = new Snapshot(table.known(clock.instant()), System.nanoTime(), before);
            snapshot = last;
        }
        return last.known;
    }

    Optional<Known> find(AgencyCode code) {
        return known().stream().filter(each -> each.code().equals(code)).findFirst();
    }

    Optional<Known> find(Hash pin) {
        return known().stream().filter(each -> each.opens(pin)).findFirst();
    }

    /// Whether the TLS handshake may go on. Strangers only get as far as presenting themselves, and only while an
    /// invitation is open.
    boolean mayConnect(Hash pin) {
        return find(pin).isPresent() || table.anyInvitationOpen(clock.instant());
    }

    Optional<byte[]> openOffer(Known partner) {
        return table.offer(partner.id());
    }

    void offered(Known partner) {
        table.offered(partner.id());
        changed();
    }

    NodeIdentity self() {
        return self.identity();
    }

    /// Forgets what was remembered, here and in the lines.
    void changed() {
        changes.incrementAndGet();
        listeners.forEach(Runnable::run);
    }

    private String fingerprint(Known known) {
        return Fingerprint.of(self.identity().digest(), known.node().digest(known.pin()));
    }

    private Partner partner(Known known) {
        return new Partner(
                known.id(),
                known.code(),
                known.node().nameVi(),
                known.node().nameEn(),
                known.node().kind(),
                known.address(),
                known.agency(),
                known.state(),
                fingerprint(known),
                known.offered(),
                known.invitedAt(),
                known.confirmedAt().orElse(null));
    }
}
