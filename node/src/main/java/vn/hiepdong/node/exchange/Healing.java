package vn.hiepdong.node.exchange;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hiepdong.format.AddCheckpoint;
import vn.hiepdong.format.AddEntries;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.EntryPackage;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Merkle;
import vn.hiepdong.format.Proofs;
import vn.hiepdong.format.RightEdge;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.Frozen;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.StoredEntry;

/// Gets back from partners what this node signed and lost: entries first, then payloads that the first partner did not
/// have. Everything is held against our own signature before it is believed.
final class Healing {
    private static final Logger LOG = LoggerFactory.getLogger(Healing.class);

    private final Ledger ledger;
    private final InboxTable inbox;
    private final GapTable kept;
    private final Receiver receiver;
    private final Continuity continuity;
    private final InstantSource clock;
    private final Map<LogOrigin, Gap> gaps = new ConcurrentHashMap<>();

    /// Entries that came back, some perhaps without their payload.
    ///
    /// @param reached up to where each partner gave what it had of it
    private record Gap(long from, long to, Map<UUID, Long> reached) {
        long next(Known partner) {
            return reached.getOrDefault(partner.id(), from);
        }
    }

    Healing(
            Ledger ledger,
            InboxTable inbox,
            GapTable kept,
            Receiver receiver,
            Continuity continuity,
            InstantSource clock) {
        this.ledger = ledger;
        this.inbox = inbox;
        this.kept = kept;
        this.receiver = receiver;
        this.continuity = continuity;
        this.clock = clock;
        kept.all()
                .forEach(each -> gaps.put(
                        LogOrigin.parse(each.origin()),
                        new Gap(each.first(), each.until(), new ConcurrentHashMap<>())));
    }

    /// What is to be asked of a partner about our own logs, one log at a time.
    ///
    /// @param shown sizes of the logs that the partner holds
    Optional<PullRequest.Log> wanted(Known partner, Map<LogOrigin, Long> shown) {
        for (var each : shown.entrySet()) {
            LogOrigin origin = each.getKey();
            if (!origin.isBy(ledger.self())) {
                continue;
            }
            LogView log = ledger.log(origin.toString()).orElse(null);
            if (log != null && log.isComplete()) {
                continue;
            }
            long signed = log == null ? 0 : log.signedSize();
            if (each.getValue() > signed && (log == null || log.frozen() == null)) {
                return Optional.of(new PullRequest.Log(origin.toString(), signed, ledger.lostFrom(origin), null));
            }
            Gap gap = gaps.get(origin);
            if (gap != null && log != null && gap.next(partner) < Math.min(gap.to, each.getValue())) {
                long next = gap.next(partner);
                if (ledger.withoutPayload(log.id(), next, gap.to) > 0) {
                    return Optional.of(new PullRequest.Log(origin.toString(), next, next, null));
                }
                gap.reached.put(partner.id(), gap.to);
                if (ledger.withoutPayload(log.id(), gap.from, gap.to) == 0) {
                    kept.filled(origin.toString());
                }
            }
        }
        return Optional.empty();
    }

    /// The partner has nothing of it.
    void nothing(Known partner, PullRequest.Log asked) {
        Gap gap = gaps.get(LogOrigin.parse(asked.origin()));
        if (gap != null) {
            gap.reached.put(partner.id(), gap.to);
        }
    }

    /// Takes in what a partner holds of a log of ours. Throws [RefusedException] or [FormatException], and stores
    /// nothing, if it is not what we signed.
    synchronized void take(Known from, Push push) {
        AddCheckpoint added = push.checkpoint();
        AddEntries entries = push.entries();
        if (added == null || entries == null) {
            if (push.late().isEmpty()) {
                throw new FormatException("an answer with nothing in it");
            }
            push.late().forEach(this::takeLate);
            return;
        }
        Checkpoint checkpoint = Checkpoint.parse(added.checkpoint().text());
        LogOrigin origin = LogOrigin.parse(checkpoint.origin());
        if (!origin.isBy(ledger.self())
                || !entries.origin().equals(checkpoint.origin())
                || entries.end() != checkpoint.size()) {
            throw new FormatException("not what was asked for");
        }
        SignedNote note = Receiver.verified(added.checkpoint(), ledger.keys().roster(), checkpoint);
        LogView log = ledger.log(checkpoint.origin()).orElse(null);
        long signed = log == null ? 0 : log.signedSize();
        if (checkpoint.size() <= signed) {
            takePayloads(from, push, origin, signed);
        } else {
            refuseContradiction(from, added, checkpoint, note, log);
            takeEntries(from, push, origin, log, checkpoint, note);
        }
        push.late().forEach(this::takeLate);
    }

    /// If what the partner holds does not follow from what we signed since, the log says two things: too late to mend.
    private void refuseContradiction(
            Known from, AddCheckpoint added, Checkpoint checkpoint, SignedNote note, @Nullable LogView log) {
        if (log == null || log.checkpoint() == null) {
            if (added.oldSize() != 0) {
                throw new RefusedException(409, "our log begins elsewhere by now");
            }
            return;
        }
        if (added.oldSize() != log.signedSize()) {
            throw new RefusedException(409, "our log begins elsewhere by now");
        }
        Hash root = root(log);
        boolean follows =
                Proofs.verifyConsistency(log.signedSize(), root, checkpoint.size(), checkpoint.root(), added.proof());
        if (!follows) {
            inbox.evidence(checkpoint.origin(), log.checkpoint(), note, from.code(), clock.instant());
            receiver.freeze(
                    log, Frozen.Reason.FORK, "two different trees are signed: " + from.code() + " holds another one");
            throw new RefusedException(422, "what " + from.code() + " holds contradicts our log; frozen");
        }
    }

    private Hash root(LogView log) {
        return RightEdge.read(ledger.hashes(log.id(), log.signedSize()), log.signedSize())
                .root();
    }

    private void takeEntries(
            Known from, Push push, LogOrigin origin, @Nullable LogView log, Checkpoint checkpoint, SignedNote note) {
        long next = ledger.lostFrom(origin);
        for (EntryPackage each : push.packages()) {
            if (each.start() != next) {
                throw new RefusedException(409, "our log goes on elsewhere by now");
            }
            if (!each.verify(before(origin, log, next), checkpoint.size(), checkpoint.root())) {
                throw new RefusedException(422, "the package at " + next + " is not what we signed");
            }
            ledger.collect(origin, stored(push, each));
            next = each.end();
        }
        if (push.packages().isEmpty() && next < checkpoint.size()) {
            throw new RefusedException(422, from.code() + " shows more of our log than it gives");
        }
        if (next == checkpoint.size()) {
            long first = log == null ? 0 : log.signedSize();
            kept.keep(new GapTable.Kept(origin.toString(), first, next));
            try {
                ledger.putBack(origin, note);
            } catch (IllegalStateException e) {
                ledger.forgetCollected(origin);
                throw new RefusedException(422, "what was collected is not what we signed: " + e.getMessage());
            }
            LOG.warn("{}: entries {} to {} are back", origin, first, next);
            gaps.merge(
                    origin,
                    new Gap(first, next, new ConcurrentHashMap<>()),
                    (one, other) -> new Gap(Math.min(one.from, other.from), other.to, one.reached));
            continuity.evaluate();
        }
    }

    /// Leaves of the package that is under way, before `next`: some in the log, some collected.
    private List<Hash> before(LogOrigin origin, @Nullable LogView log, long next) {
        long start = EntryPackage.subtreeStart(next);
        var leaves = new ArrayList<Hash>();
        if (log != null) {
            leaves.addAll(ledger.leaves(log.id(), start, Math.min(next, log.signedSize())));
        }
        ledger.collected(origin, start + leaves.size(), next).forEach(each -> leaves.add(Merkle.leaf(each.bytes())));
        return leaves;
    }

    private static List<StoredEntry> stored(Push push, EntryPackage each) {
        long first = push.packages().getFirst().start();
        var stored = new ArrayList<StoredEntry>();
        for (int i = 0; i < each.entries().size(); i++) {
            long index = each.start() + i;
            var payload = push.payloads().get((int) (index - first)).payload();
            stored.add(new StoredEntry(index, each.entries().get(i), payload));
        }
        return stored;
    }

    private void takePayloads(Known from, Push push, LogOrigin origin, long signed) {
        Gap gap = gaps.get(origin);
        for (EntryPackage each : push.packages()) {
            for (StoredEntry entry : stored(push, each)) {
                if (entry.payload() != null && entry.index() < signed) {
                    ledger.receiveLate(origin, entry.index(), entry.payload());
                }
            }
        }
        if (gap != null) {
            long end = push.packages().isEmpty()
                    ? gap.to
                    : push.packages().getLast().end();
            gap.reached.put(from.id(), end);
        }
    }

    private void takeLate(Push.LatePayload late) {
        if (!late.origin().isBy(ledger.self())) {
            throw new RefusedException(422, "not a payload of ours");
        }
        long signed =
                ledger.log(late.origin().toString()).map(LogView::signedSize).orElse(0L);
        if (late.index() < signed) {
            ledger.receiveLate(late.origin(), late.index(), late.payload());
            return;
        }
        List<StoredEntry> collected = ledger.collected(late.origin(), late.index(), late.index() + 1);
        if (collected.isEmpty()) {
            throw new RefusedException(422, "no entry " + late.index() + " in " + late.origin());
        }
        ledger.collect(
                late.origin(),
                List.of(new StoredEntry(late.index(), collected.getFirst().bytes(), late.payload())));
    }
}
