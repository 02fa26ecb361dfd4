package vn.hiepdong.node.witness;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.node.evidence.LogMembers;
import vn.hiepdong.node.exchange.Evidence;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.exchange.LogListener;
import vn.hiepdong.node.exchange.Membership;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyIdentity;
import vn.hiepdong.node.ledger.Frozen;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogFrozenException;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.witness.WitnessEntry.AlarmAcknowledged;
import vn.hiepdong.node.witness.WitnessEntry.ForkFound;
import vn.hiepdong.node.witness.WitnessEntry.Observed;
import vn.hiepdong.node.witness.WitnessEntry.Seen;
import vn.hiepdong.node.witness.WitnessEntry.WithholdingEnded;
import vn.hiepdong.node.witness.WitnessEntry.WithholdingFound;

/// The door of the witness: compares what members show and state, and raises alarms. Driven from
/// outside ([#look], [#observe]); several instances of a node may do so at the same time.
public final class Witness implements LogListener {
    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);
    private static final String OBSERVED = WitnessTable.KINDS.name(Observed.class);
    private static final int REFUSALS = 50;

    private final Ledger ledger;
    private final Links links;
    private final Membership membership;
    private final LogMembers logs;
    private final SplitFiles files;
    private final WitnessTable table;
    private final InstantSource clock;
    private final Suspicions suspicions;
    private long evidence;
    private volatile Runnable contradiction = () -> {};

    Witness(
            Ledger ledger,
            Links links,
            Membership membership,
            LogMembers logs,
            SplitFiles files,
            WitnessTable table,
            InstantSource clock,
            WitnessSettings settings) {
        this.ledger = ledger;
        this.links = links;
        this.membership = membership;
        this.logs = logs;
        this.files = files;
        this.table = table;
        this.clock = clock;
        suspicions = new Suspicions(settings.grace(), settings.silence());
        links.listen(this);
    }

    @Override
    public void heard(AgencyCode partner, Instant at) {
        suspicions.heard(partner, at);
    }

    @Override
    public void given(LogOrigin own, long size) {
        suspicions.given(own, size);
    }

    @Override
    public void shown(AgencyCode by, LogOrigin of, SignedNote checkpoint) {
        suspicions.shown(by, of, Checkpoint.parse(checkpoint.text()).size(), checkpoint, here(of), clock.instant());
    }

    @Override
    public void stopped(AgencyCode partner, Set<LogOrigin> own) {
        suspicions.stopped(partner, own);
    }

    @Override
    public void contradicted() {
        contradiction.run();
    }

    /// Is told when there is something to look at at once.
    void onContradiction(Runnable look) {
        contradiction = look;
    }

    private long held(LogOrigin of) {
        return here(of).size();
    }

    private Suspicions.Held here(LogOrigin of) {
        return ledger.log(of.toString())
                .map(log -> new Suspicions.Held(log.size(), log.checkpoint()))
                .orElse(Suspicions.Held.NOTHING);
    }

    /// States what this agency holds of the others' logs, in each space where anything changed that is
    /// not itself such a statement. Also takes up what others stated.
    synchronized void observe() {
        Instant now = clock.instant();
        for (WitnessTable.Statement each : table.observedByOthers(ledger.self().code())) {
            origin(each.origin())
                    .filter(of -> !of.agency().equals(ledger.self().code())
                            && !of.agency().equals(each.observer()))
                    .ifPresent(of -> suspicions.shown(each.observer(), of, each.size(), null, here(of), now));
        }
        Map<SpaceId, List<LogView>> spaces = ledger.logs().stream()
                .filter(log ->
                        !log.origin().space().equals(ledger.privatePlace().space()))
                .collect(Collectors.groupingBy(log -> log.origin().space()));
        Map<String, WitnessTable.Statement> before =
                table.observedBy(ledger.self().code());
        spaces.values().forEach(each -> observe(each, before));
    }

    private void observe(List<LogView> space, Map<String, WitnessTable.Statement> before) {
        List<LogView> others = space.stream()
                .filter(log -> !log.own() && log.checkpoint() != null)
                .toList();
        Optional<LogView> own = space.stream()
                .filter(log -> log.own() && log.frozen() == null && log.ended() == null)
                .findFirst();
        if (own.isEmpty() || others.size() < 2) {
            return; // nobody but the author of the other log would read it
        }
        var changed = new ArrayList<Seen>();
        boolean worthIt = false;
        for (LogView log : others) {
            WitnessTable.Statement last = before.get(log.origin().toString());
            long from = last == null ? 0 : last.size();
            if (log.signedSize() != from) {
                Checkpoint newest = checkpoint(log);
                changed.add(new Seen(newest.origin(), newest.size(), newest.root()));
                worthIt |= !ledger.isOnly(OBSERVED, log.id(), from, log.signedSize());
            }
        }
        if (worthIt) {
            LogOrigin origin = own.get().origin();
            say(
                    new Place(origin.space(), origin.realm()),
                    membership.audience(origin.space()),
                    Actor.NODE,
                    new Observed(WitnessEntry.observation(origin.toString()), changed));
        }
    }

    private static Checkpoint checkpoint(LogView log) {
        return Checkpoint.parse(
                java.util.Objects.requireNonNull(log.checkpoint()).text());
    }

    /// Follows up what was found, what others found, and what is missing.
    synchronized void look() {
        for (Evidence each : links.evidence(evidence)) {
            origin(each.origin()).ifPresent(of -> contradicted(of, each));
            evidence = each.number();
        }
        for (WitnessTable.Proof each : table.untold()) {
            state(LogOrigin.parse(each.origin()), each.reporter(), each.file());
        }
        table.forks().forEach(each -> stop(each.toString()));
        end();
        suspicions.due(clock.instant(), this::held).forEach(this::withheld);
    }

    private static Optional<LogOrigin> origin(String text) {
        try {
            return Optional.of(LogOrigin.parse(text));
        } catch (FormatException e) {
            return Optional.empty(); // only stated by somebody, and no log that there can be
        }
    }

    /// This node holds two checkpoints that contradict each other.
    private void contradicted(LogOrigin of, Evidence found) {
        boolean ownThatIsLonger = of.agency().equals(ledger.self().code())
                && Checkpoint.parse(found.second().text()).size() > held(of);
        if (ownThatIsLonger) {
            return; // lost data, no fork
        }
        Optional<byte[]> file = files.fork(of, found);
        if (file.isEmpty()) {
            LOG.warn("what contradicts {} is kept, but cannot be proven to others from what is here", of);
            return;
        }
        state(of, found.from(), file.get());
    }

    /// Stops the log and states the fork once: in its space, or to ourselves if our own log there is
    /// stopped.
    private void state(LogOrigin of, AgencyCode shownBy, byte[] file) {
        stop(of.toString());
        UUID id = WitnessEntry.fork(of.toString());
        if (table.alarm(id).isPresent()) {
            return;
        }
        var entry = new ForkFound(id, of.toString(), shownBy, file);
        Set<AgencyCode> members = membership.audience(of.space());
        if (members.isEmpty() || !say(new Place(of.space(), of.realm()), members, Actor.NODE, entry)) {
            say(ledger.privatePlace(), Set.of(), Actor.NODE, entry);
        }
        LOG.error("{} is forked, and this is proven", of);
    }

    private void stop(String forked) {
        ledger.log(forked)
                .filter(log -> log.frozen() == null)
                .ifPresent(log -> ledger.freeze(log.id(), Frozen.Reason.FORK, "proven to have two contents"));
    }

    /// False when our own log there is stopped.
    private boolean say(Place place, Set<AgencyCode> to, Actor by, WitnessEntry entry) {
        try {
            ledger.append(new Statement(place, by, to, entry));
            return true;
        } catch (LogFrozenException e) {
            return false;
        }
    }

    private void end() {
        for (Alarm each : table.current()) {
            if (each.kind() == Alarm.Kind.WITHHELD
                    && each.ended() == null
                    && held(each.origin()) >= each.size()
                    && suspicions.isGiven(each.origin(), each.size())) {
                say(ledger.privatePlace(), Set.of(), Actor.NODE, new WithholdingEnded(each.id()));
            }
        }
    }

    private void withheld(Suspicions.Due due) {
        LogOrigin of = due.of();
        LogView log = ledger.log(of.toString()).orElse(null);
        Optional<AgencyIdentity> author = logs.author(of);
        if (author.isEmpty() || log != null && log.frozen() != null) {
            suspicions.forget(due.by(), of);
            return;
        }
        boolean refused = links.rejections(of.agency(), REFUSALS).stream()
                .anyMatch(each ->
                        of.toString().equals(each.origin()) && !each.at().isBefore(due.since()));
        boolean member = suspicions.isGiven(of, 1) || links.knowsUsIn(of.space(), of.agency());
        if (refused || !member) {
            suspicions.excuse(of, clock.instant());
            return;
        }
        SignedNote note = due.note();
        if (!isSigned(note, logs.roster(author.get()), of, due.size())) {
            LOG.warn("{} shows {} entries of {}, not signed by its agency", due.by(), due.size(), of);
            suspicions.forget(due.by(), of);
            return;
        }
        if (!table.isWithheld(of.toString())) {
            raise(of, due);
        }
    }

    private void raise(LogOrigin of, Suspicions.Due due) {
        Optional<byte[]> file = files.withholding(of, due.note(), due.then().note(), table.observed(of.toString()));
        file.ifPresent(bytes -> {
            long held = due.then().size();
            UUID id = WitnessEntry.withholding(of.toString(), due.size());
            say(
                    ledger.privatePlace(),
                    Set.of(),
                    Actor.NODE,
                    new WithholdingFound(id, of.toString(), due.size(), held, due.by(), bytes));
            LOG.error("{} showed {} more of {} than us: {} and {}", of.agency(), due.by(), of, due.size(), held);
        });
    }

    private static boolean isSigned(SignedNote note, Roster roster, LogOrigin of, long size) {
        try {
            return roster.verify(note, of.toString(), size).unverified().isEmpty();
        } catch (FormatException e) {
            return false;
        }
    }

    /// The newest first.
    public List<Alarm> alarms() {
        return table.alarms();
    }

    /// Those that nobody took note of yet, and what is withheld now.
    public List<Alarm> current() {
        return table.current();
    }

    public Optional<Alarm> alarm(UUID id) {
        return table.alarm(id);
    }

    /// The file that proves it.
    public Optional<byte[]> file(UUID alarm) {
        return table.alarmFile(alarm);
    }

    /// Who stated the fork of this log, and whether the file of each proves it.
    ///
    /// @param said by the clock of who said it
    public record Reported(AgencyCode by, Instant said, boolean proven) {}

    public List<Reported> reports(LogOrigin of) {
        return table.reports(of.toString());
    }

    /// An officer takes note. Nothing happens the second time.
    public void acknowledge(Actor by, UUID id) {
        if (table.alarm(id).filter(each -> each.acknowledged() == null).isPresent()) {
            say(ledger.privatePlace(), Set.of(), by, new AlarmAcknowledged(id));
        }
    }
}
