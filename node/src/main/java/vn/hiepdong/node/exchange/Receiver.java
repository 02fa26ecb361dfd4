package vn.hiepdong.node.exchange;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
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
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.Frozen;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LedgerBusyException;
import vn.hiepdong.node.ledger.LogFrozenException;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.Received;
import vn.hiepdong.node.ledger.StoredEntry;

/// Takes in what partners push. Everything is checked before anything is stored; what is refused is kept as a
/// rejection, and the reason goes back to the sender.
final class Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    /// Headers are small; anything bigger is no honest entry.
    static final int MAX_HEADER = 4096;

    private final Ledger ledger;
    private final Partners partners;
    private final Membership membership;
    private final InboxTable table;
    private final ArrivalTable arrivals;
    private final Links links;
    private final InstantSource clock;
    private final Executor executor;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    Receiver(
            Ledger ledger,
            Partners partners,
            Membership membership,
            InboxTable table,
            ArrivalTable arrivals,
            Links links,
            InstantSource clock,
            Executor executor) {
        this.ledger = ledger;
        this.partners = partners;
        this.membership = membership;
        this.table = table;
        this.arrivals = arrivals;
        this.links = links;
        this.clock = clock;
        this.executor = executor;
    }

    /// Handles one push of a confirmed partner.
    Answer push(Known from, byte[] body) {
        return take(from, body, true);
    }

    /// Takes in what was fetched from a partner. It gets no answer: the author is owed the receipt.
    Answer pulled(Known from, byte[] body) {
        return take(from, body, false);
    }

    private Answer take(Known from, byte[] body, boolean answered) {
        String[] origin = {null};
        try {
            return take(from, Push.parse(body), origin, answered);
        } catch (FormatException e) {
            return refuse(from, origin[0], 400, String.valueOf(e.getMessage()), body);
        } catch (RefusedException e) {
            return refuse(from, origin[0], e.status(), e.reason(), body);
        } catch (LogFrozenException e) {
            return Answer.text(403, String.valueOf(e.getMessage()));
        } catch (LedgerBusyException e) {
            return Answer.text(503, "busy, try again");
        }
    }

    private Answer refuse(Known from, @Nullable String origin, int status, String reason, byte[] body) {
        LOG.warn("refused what {} sent about {}: {} {}", from.code(), origin, status, reason);
        table.reject(from.code(), origin, status, reason, body, clock.instant());
        return Answer.text(status, reason);
    }

    private Answer take(Known from, Push push, @Nullable String[] about, boolean answered) {
        AddCheckpoint added = push.checkpoint();
        AddEntries entries = push.entries();
        if (added == null || entries == null) {
            push.late().forEach(each -> takeLate(from, each, about));
            return Answer.text(200, "taken");
        }
        Checkpoint checkpoint = Checkpoint.parse(added.checkpoint().text());
        about[0] = checkpoint.origin();
        if (!entries.origin().equals(checkpoint.origin()) || entries.end() != checkpoint.size()) {
            throw new FormatException("checkpoint and entries are about different trees");
        }
        LogOrigin origin = LogOrigin.parse(checkpoint.origin());
        Known author = author(from, origin);
        if (from.code().equals(origin.agency())) {
            links.logListeners().forEach(each -> each.given(origin, checkpoint.size()));
        }
        var lock = locks.computeIfAbsent(checkpoint.origin(), _ -> new ReentrantLock());
        lock.lock();
        try {
            Answer answer = take(from, push, added, entries, checkpoint, origin, author);
            if (answer.status() == 200 && !(answered && from.code().equals(author.code()))) {
                arrivals.owes(checkpoint.origin(), checkpoint.size());
            }
            push.late().forEach(each -> takeLate(from, each, about));
            return answer;
        } finally {
            lock.unlock();
        }
    }

    /// Whose log it is: the sender's own, or that of another partner in the same space, which the sender relays.
    private Known author(Known from, LogOrigin origin) {
        if (origin.agency().equals(ledger.self().code())) {
            throw new RefusedException(403, "this agency writes its logs itself");
        }
        Known author = partners.find(origin.agency())
                .filter(Known::isActive)
                .orElseThrow(() -> new RefusedException(404, "no partner " + origin.agency()));
        if (!author.agency().id().equals(origin.agencyId())) {
            throw new RefusedException(404, origin.agency() + " has other keys than this log");
        }
        boolean member =
                membership.accepts(origin.space(), from.code()) && membership.accepts(origin.space(), author.code());
        if (!member || origin.space().equals(ledger.privatePlace().space())) {
            throw new RefusedException(404, "space " + origin.space() + " is not shared with " + from.code());
        }
        return author;
    }

    private Answer take(
            Known from,
            Push push,
            AddCheckpoint added,
            AddEntries entries,
            Checkpoint checkpoint,
            LogOrigin origin,
            Known author) {
        Held held = held(origin);
        if (held.frozen != null) {
            return Answer.text(403, "stopped: " + origin + " is frozen here: " + held.frozen);
        }
        boolean seen = held.newest.isPresent() && held.newest.get().equals(added.checkpoint());
        // A signature takes longer to check than all the rest: do both at once.
        CompletableFuture<SignedNote> signed = seen
                ? CompletableFuture.completedFuture(added.checkpoint())
                : CompletableFuture.supplyAsync(
                        () -> verified(added.checkpoint(), author.roster(), checkpoint), executor);
        Optional<Answer> elsewhere = Optional.empty();
        RefusedException refusal = null;
        List<StoredEntry> stored = List.of();
        try {
            elsewhere = place(added, entries, checkpoint, held);
            if (elsewhere.isEmpty()) {
                stored = check(push, checkpoint, held);
            }
        } catch (RefusedException e) {
            refusal = e;
        }
        SignedNote note; // before any complaint: an unsigned checkpoint proves nothing against its log
        try {
            note = join(signed);
        } catch (RefusedException e) {
            if (author.recovery() == null) {
                throw e;
            }
            return Answer.text(403, Refusal.RECOVERY_WAITS.beginning() + " for an objection of the old keys");
        }
        contradiction(from, origin, checkpoint, note, held);
        if (refusal != null) {
            if (from.code().equals(author.code()) && isAnother(author, checkpoint, held)) {
                ledger.beginAnew(origin);
                return Answer.info(409, 0, 0);
            }
            throw refusal;
        }
        return elsewhere.isPresent() ? elsewhere.get() : store(from, entries, checkpoint, origin, note, held, stored);
    }

    /// Whether what is here does not lead to the tree with which the log ended, as the keys of its agency say
    /// together: somebody else signed it.
    private static boolean isAnother(Known author, Checkpoint checkpoint, Held held) {
        Roster.End end = author.roster().ends().get(checkpoint.origin());
        return end != null
                && end.size() == checkpoint.size()
                && held.log != null
                && held.log.ended() != null
                && held.newestSize > 0
                && held.newestSize < end.size();
    }

    /// Where a log goes on.
    ///
    /// @param checkpoint size of the newest checkpoint that is here
    /// @param next first entry that is not
    record Place(long checkpoint, long next) {}

    Place place(LogOrigin origin) {
        Held held = held(origin);
        return new Place(held.newestSize, held.size);
    }

    /// What is here of a log.
    ///
    /// @param size entries that are stored
    /// @param newest the newest checkpoint that was verified, whether or not all its entries are here
    private record Held(
            @Nullable LogView log,
            long size,
            Optional<SignedNote> newest,
            long newestSize,
            Hash newestRoot,
            @Nullable String frozen) {}

    private Held held(LogOrigin origin) {
        LogView log = ledger.log(origin.toString()).orElse(null);
        long signed = log == null ? 0 : log.signedSize();
        Optional<SignedNote> newest = table.pending(origin.toString())
                .filter(pending -> pending.checkpoint().size() > signed)
                .map(InboxTable.Pending::note)
                .or(() -> Optional.ofNullable(log).map(LogView::checkpoint));
        Optional<Checkpoint> checkpoint = newest.map(note -> Checkpoint.parse(note.text()));
        return new Held(
                log,
                log == null ? 0 : log.size(),
                newest,
                checkpoint.map(Checkpoint::size).orElse(0L),
                checkpoint.map(Checkpoint::root).orElse(Merkle.EMPTY_ROOT),
                Optional.ofNullable(log)
                        .map(LogView::frozen)
                        .map(Frozen::detail)
                        .orElse(null));
    }

    /// Signed by both keys of a pair that counted when the log had this size.
    static SignedNote verified(SignedNote note, Roster roster, Checkpoint checkpoint) {
        try {
            return roster.verify(note, checkpoint.origin(), checkpoint.size()).note();
        } catch (FormatException e) {
            throw new RefusedException(403, String.valueOf(e.getMessage()));
        }
    }

    private static SignedNote join(CompletableFuture<SignedNote> signed) {
        try {
            return signed.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /// Whether the checkpoint follows from the newest one and the entries begin where ours end; else where to begin.
    private static Optional<Answer> place(AddCheckpoint added, AddEntries entries, Checkpoint checkpoint, Held held) {
        if (checkpoint.size() == 0) {
            throw new RefusedException(400, "an empty log need not be sent");
        }
        if (added.oldSize() > checkpoint.size()) {
            throw new RefusedException(
                    400, "the checkpoint goes back from " + added.oldSize() + " to " + checkpoint.size());
        }
        if (added.oldSize() == 0 && !added.proof().isEmpty()) {
            throw new RefusedException(422, "a proof from nothing");
        }
        if (added.oldSize() != held.newestSize || entries.start() > held.size) {
            return Optional.of(Answer.info(409, held.newestSize, held.size));
        }
        boolean follows = added.oldSize() == 0
                || Proofs.verifyConsistency(
                        added.oldSize(), held.newestRoot, checkpoint.size(), checkpoint.root(), added.proof());
        if (!follows) {
            throw new RefusedException(
                    422, "no proof that size " + checkpoint.size() + " extends size " + added.oldSize());
        }
        return Optional.empty();
    }

    /// Holds each package against the checkpoint by its own proof.
    private List<StoredEntry> check(Push push, Checkpoint checkpoint, Held held) {
        var stored = new ArrayList<StoredEntry>();
        long first = push.packages().isEmpty() ? 0 : push.packages().getFirst().start();
        for (EntryPackage each : push.packages()) {
            List<Hash> before = each.start() == EntryPackage.subtreeStart(each.start()) || held.log == null
                    ? List.of()
                    : ledger.leaves(held.log.id(), EntryPackage.subtreeStart(each.start()), each.start());
            if (!each.verify(before, checkpoint.size(), checkpoint.root())) {
                throw new RefusedException(422, "the package at " + each.start() + " is not what the checkpoint signs");
            }
            for (byte[] entry : each.entries()) {
                if (entry.length > MAX_HEADER) {
                    throw new RefusedException(422, "an entry has " + entry.length + " bytes, the limit is 4096");
                }
                int at = stored.size();
                stored.add(new StoredEntry(
                        first + at, entry, push.payloads().get(at).payload()));
            }
        }
        return stored;
    }

    private Answer store(
            Known from,
            AddEntries entries,
            Checkpoint checkpoint,
            LogOrigin origin,
            SignedNote note,
            Held held,
            List<StoredEntry> stored) {
        long next = Math.max(held.size, entries.start() + stored.size());
        boolean complete = next == checkpoint.size();
        if (!complete) {
            table.keepPending(checkpoint, note);
        }
        boolean nothingNew = next == held.size && held.log != null && held.log.signedSize() == checkpoint.size();
        if (!nothingNew && (complete || !stored.isEmpty())) {
            boolean relayed = !from.code().equals(origin.agency());
            arrivals.arrives(origin.toString(), from.code(), held.size, relayed);
            try {
                ledger.receive(new Received(origin, entries.start(), stored, complete ? note : null));
            } catch (FormatException e) {
                throw new RefusedException(422, String.valueOf(e.getMessage()));
            }
        }
        if (!complete) {
            return Answer.info(202, checkpoint.size(), next);
        }
        partners.find(origin.agency())
                .filter(author -> author.roster().ends().containsKey(checkpoint.origin()))
                .ifPresent(partners::settle);
        if (held.newestSize > 0 && held.log != null && held.newestSize > held.log.signedSize()) {
            table.fulfilled(origin.toString(), checkpoint.size());
        }
        return Answer.receipt(ledger.keys().receipt(checkpoint, clock));
    }

    /// A validly signed checkpoint that does not fit what is here proves that the log says two things.
    private void contradiction(Known from, LogOrigin origin, Checkpoint checkpoint, SignedNote note, Held held) {
        if (held.newest.isEmpty() || held.log == null && checkpoint.size() != held.newestSize) {
            return;
        }
        boolean contradicts;
        if (checkpoint.size() == held.newestSize) {
            contradicts = !checkpoint.root().equals(held.newestRoot);
        } else if (held.log != null && checkpoint.size() <= held.size) {
            contradicts = !root(held.log, checkpoint.size()).equals(checkpoint.root());
        } else {
            contradicts = false;
        }
        if (contradicts) {
            SignedNote own = held.newest.get();
            if (held.log != null && held.log.checkpoint() != null && held.log.signedSize() >= checkpoint.size()) {
                own = held.log.checkpoint(); // all its entries are here, so that the contradiction can be proven
            }
            table.evidence(origin.toString(), own, note, from.code(), clock.instant());
            if (held.log != null) {
                freeze(
                        held.log,
                        Frozen.Reason.FORK,
                        "two different trees of size " + checkpoint.size() + " are signed");
            }
            throw new RefusedException(422, "contradicts the checkpoint of size " + held.newestSize + "; log frozen");
        }
    }

    private Hash root(LogView log, long size) {
        return RightEdge.read(ledger.hashes(log.id(), log.size()), size).root();
    }

    private void takeLate(Known from, Push.LatePayload late, @Nullable String[] about) {
        about[0] = late.origin().toString();
        author(from, late.origin());
        try {
            ledger.receiveLate(late.origin(), late.index(), late.payload());
        } catch (FormatException e) {
            throw new RefusedException(422, String.valueOf(e.getMessage()));
        }
    }

    /// A checkpoint that a partner shows of a log, its own, another's or ours: held against what is here. More of ours
    /// than was signed here is a matter of [Continuity].
    void shown(Known from, SignedNote shown) {
        LogOrigin origin;
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(shown.text());
            origin = LogOrigin.parse(checkpoint.origin());
        } catch (FormatException e) {
            throw new RefusedException(400, String.valueOf(e.getMessage()));
        }
        Optional<Roster> author = origin.agency().equals(ledger.self().code())
                ? Optional.of(ledger.keys().roster())
                : partners.find(origin.agency()).map(Known::roster);
        boolean ofSpeaker = origin.agency().equals(from.code());
        if (ofSpeaker) {
            links.logListeners().forEach(each -> each.given(origin, checkpoint.size()));
        }
        LogView log = ledger.log(checkpoint.origin()).orElse(null);
        SignedNote own = log == null ? null : log.checkpoint();
        if (log != null && log.ended() != null && !log.own()) {
            ended(log, checkpoint, shown, author.orElse(null));
            return;
        }
        if (author.isEmpty() || log != null && log.frozen() != null || shown.equals(own)) {
            return;
        }
        if (log == null || own == null || !log.own() && checkpoint.size() > log.size()) {
            if (!ofSpeaker) {
                links.logListeners().forEach(each -> each.shown(from.code(), origin, shown));
            }
            return;
        }
        long known = log.own() ? log.signedSize() : log.size();
        if (checkpoint.size() > known || checkpoint.root().equals(root(log, checkpoint.size()))) {
            return;
        }
        verified(shown, author.get(), checkpoint);
        table.evidence(checkpoint.origin(), own, shown, from.code(), clock.instant());
        freeze(log, Frozen.Reason.FORK, "two different trees of size " + checkpoint.size() + " are signed");
    }

    /// Of a log that ended nothing but its end is of interest: as it was cut back, its checkpoint may be missing.
    private void ended(LogView log, Checkpoint checkpoint, SignedNote shown, @Nullable Roster author) {
        if (author != null && log.isComplete() && log.checkpoint() == null && checkpoint.size() == log.size()) {
            SignedNote note = verified(shown, author, checkpoint);
            ledger.receive(new Received(log.origin(), log.size(), List.of(), note));
        }
    }

    void freeze(LogView log, Frozen.Reason reason, String detail) {
        if (ledger.freeze(log.id(), reason, detail)) {
            LOG.error("{} is frozen: {}", log.origin(), detail);
        }
        links.logListeners().forEach(LogListener::contradicted);
    }

    /// A partner says which logs it has stopped; about its own it is believed.
    void stopped(Known from, List<LogOrigin> logs) {
        Set<LogOrigin> own = logs.stream()
                .filter(each -> each.agency().equals(from.code())
                        && each.agencyId().equals(from.agency().id()))
                .collect(Collectors.toSet());
        links.logListeners().forEach(each -> each.stopped(from.code(), own));
    }
}
