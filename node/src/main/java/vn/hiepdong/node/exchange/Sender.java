package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Cosignature;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.MirrorInfo;
import vn.hiepdong.format.NoteSignature;
import vn.hiepdong.node.exchange.PartnerClient.Response;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.SpaceId;

/// Sends to one partner what it lacks, on a thread of its own. Woken by every new checkpoint of ours, by the partner
/// itself when it is back, and by a timer.
final class Sender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int LATE_AT_ONCE = 16;
    private static final Duration OBSERVE_EVERY = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final Partners partners;
    private final Membership membership;
    private final Greetings greetings;
    private final ReceiptTable receipts;
    private final Continuity continuity;
    private final LinkTable table;
    private final Links links;
    private final SenderLocks locks;
    private final ExchangeSettings settings;
    private final InstantSource clock;
    private final Executor executor;
    private final Optional<AttachmentTransfer> attachments;

    private final AgencyCode code;
    private final UUID id;
    private final PartnerClient client;
    private final Outbox outbox;
    private final Puller puller;
    private final Map<Integer, Progress> progress = new HashMap<>();
    private final Set<Integer> signed = ConcurrentHashMap.newKeySet();
    private final Semaphore work = new Semaphore(1);
    private final Thread thread;

    private volatile boolean everything = true;
    private volatile boolean backingOff;
    private volatile boolean closed;
    private volatile @Nullable Instant heard;
    private long lastGreeting;
    private boolean greeted;
    private int stepsTold;
    private int failures;
    private @Nullable String problem;
    private OutageCause cause = OutageCause.UNKNOWN;
    private long lastObserved;
    private boolean observedOnce;

    /// What the partner has of a log.
    ///
    /// @param checkpoint size of the newest checkpoint that it has
    /// @param next first entry that it lacks
    /// @param confirmed up to where its receipt is here. Less than `next` when it stored but its answer was lost
    private record Progress(long checkpoint, long next, long confirmed) {}

    /// What all senders share.
    record Parts(
            Ledger ledger,
            Partners partners,
            Membership membership,
            Greetings greetings,
            Receiver receiver,
            Continuity continuity,
            Healing healing,
            ReceiptTable receipts,
            ArrivalTable arrivals,
            Relays relays,
            LinkTable table,
            Links links,
            SenderLocks locks,
            ExchangeSettings settings,
            InstantSource clock,
            Executor executor,
            Optional<AttachmentTransfer> attachments) {}

    Sender(Known partner, PartnerClient client, Parts parts) {
        ledger = parts.ledger;
        partners = parts.partners;
        membership = parts.membership;
        greetings = parts.greetings;
        receipts = parts.receipts;
        continuity = parts.continuity;
        table = parts.table;
        links = parts.links;
        locks = parts.locks;
        settings = parts.settings;
        clock = parts.clock;
        executor = parts.executor;
        attachments = parts.attachments;
        this.client = client;
        code = partner.code();
        id = partner.id();
        outbox = new Outbox(ledger, code, Outbox.MOST_BYTES);
        puller = new Puller(partner, client, parts);
        thread = Thread.ofVirtual().name("sender-" + code).start(this::run);
    }

    /// One of our logs has a newer checkpoint.
    void signed(int log) {
        signed.add(log);
        if (!backingOff) {
            work.release();
        }
    }

    /// Something changed that may concern any log.
    void wake() {
        everything = true;
        work.release();
    }

    /// The partner spoke to us after a silence, so perhaps it can be reached again. One that comes again and again
    /// because it cannot be reached must not make us dial each time.
    void heard(Instant at) {
        Instant before = heard;
        heard = at;
        boolean back = before == null || before.plus(settings.retryAtMost()).isBefore(at);
        if (backingOff && back) {
            everything = true;
            work.release();
        }
    }

    private void run() {
        try {
            while (!closed) {
                Duration pause = round();
                if (work.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    work.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            locks.release(id);
        }
    }

    /// One attempt at everything that is due. Returns how long to wait for the next.
    private Duration round() {
        Known partner = partners.find(code).filter(each -> each.id().equals(id)).orElse(null);
        if (partner == null) {
            return OBSERVE_EVERY; // removed; whoever started us is about to stop us
        }
        try {
            if (!locks.hold(id)) {
                return OBSERVE_EVERY;
            }
            try {
                work(partner);
                recovered();
            } catch (IOException | RefusedException | FormatException e) {
                failed(reason(e));
                cause = OutageCause.of(e);
                continuity.tried(id);
            }
            observe(partner);
        } catch (DataAccessException | TransactionException e) {
            failed("the database is away");
            LOG.warn("{}: cannot send while the database is away: {}", code, e.getMessage());
        }
        return failures == 0 ? settings.heartbeat() : backOff(settings, failures);
    }

    /// The network's own exceptions often come without a word, or with nothing but a number.
    static String reason(Exception e) {
        return e.getMessage() != null && PartnerClient.isWords(e.getMessage())
                ? e.getMessage()
                : e instanceof ConnectException ? "cannot be reached" : "the line broke";
    }

    private void recovered() {
        failures = 0;
        problem = null;
        cause = OutageCause.UNKNOWN;
        backingOff = false;
        if (everything || !signed.isEmpty()) {
            work.release(); // came while this round ran
        }
    }

    private void failed(String reason) {
        if (closed) {
            return;
        }
        if (failures++ == 0) {
            LOG.info("{}: {}", code, reason);
        }
        problem = reason;
        greeted = false;
        everything = true;
        backingOff = true;
    }

    /// Doubles, with a third of chance so that many nodes do not knock at the same moment.
    static Duration backOff(ExchangeSettings settings, int failures) {
        long most = settings.retryAtMost().toMillis();
        long millis = Math.min(most, settings.retryAfter().toMillis() << Math.min(20, failures - 1));
        return Duration.ofMillis(millis * 2 / 3 + ThreadLocalRandom.current().nextLong(millis / 3 + 1));
    }

    private void work(Known partner) throws IOException {
        if (ledger.keys().isLost()) {
            throw new RefusedException(503, Refusal.KEYS_LOST.beginning());
        }
        if (!partner.offered()) {
            offer(partner);
        }
        if (!partner.isActive()) {
            return;
        }
        boolean quiet = System.nanoTime() - lastGreeting >= settings.heartbeat().toNanos();
        boolean all = everything;
        List<LogView> due = due();
        // A log that follows one that ended is there after the step that ended it: whatever is due, its step is told.
        while (!greeted || quiet || stepsTold != ledger.keys().roster().steps().size()) {
            greet(partner);
            quiet = false;
            everything = true;
            all = true;
            due = due();
        }
        RefusedException refused = null;
        Set<SpaceId> shared = membership.sharedWith(code);
        for (LogView log : due) {
            if (closed || !shared.contains(log.origin().space())) {
                continue;
            }
            try {
                push(partner, log);
            } catch (RefusedException e) {
                refused = e; // the other logs may go on
            }
        }
        sendLate(partner);
        if (all && attachments.isPresent()) {
            attachments.get().fetch(partner, client, links.down());
        }
        if (refused != null) {
            throw refused;
        }
    }

    private List<LogView> due() {
        if (everything) {
            everything = false;
            signed.clear();
            return links.ownLogs().stream().filter(log -> log.signedSize() > 0).toList();
        }
        List<Integer> logs = List.copyOf(signed);
        logs.forEach(signed::remove);
        return logs.stream()
                .map(ledger::log)
                .flatMap(Optional::stream)
                .filter(log -> log.own()
                        && log.signedSize() > 0
                        && !log.origin().space().equals(ledger.privatePlace().space()))
                .toList();
    }

    /// Presents this node to one whose invitation our administrator took.
    private void offer(Known partner) throws IOException {
        Optional<byte[]> secret = partners.openOffer(partner);
        if (secret.isEmpty()) {
            return;
        }
        byte[] body = new PairingRequest(partners.self(), secret.get()).toBytes();
        Response response = client.post(partner.address(), "/exchange/v1/pairing", Answer.JSON, body);
        if (response.status() != 200) {
            throw response.refusal();
        }
        spoke();
        partners.offered(partner);
    }

    private void greet(Known partner) throws IOException {
        int steps = ledger.keys().roster().steps().size();
        Greeting said = greetings.to(partner);
        Instant asked = clock.instant();
        Response response = client.post(partner.address(), "/exchange/v1/hello", Answer.JSON, said.toBytes());
        if (response.status() != 200) {
            throw response.refusal();
        }
        spoke();
        greetings.delivered(said);
        lastGreeting = System.nanoTime();
        if (!greeted) {
            observedOnce = false; // an outage that begins a moment later must find the line up
        }
        greeted = true;
        stepsTold = steps;
        Instant answered = clock.instant();
        Greeting greeting = Greeting.parse(response.body());
        greetings.heard(partner, greeting);
        table.clock(id, ahead(asked, greeting.clock(), answered));
        puller.shown(greeting);
        if (greeting.held().size() < Greeting.MAX_LOGS) {
            compare(greeting.held());
        }
    }

    /// How far a clock is ahead of ours that showed `theirs` at some time between. Half the round trip is the error:
    /// RFC
    /// 5905 section 8, with one reading of theirs.
    static Duration ahead(Instant asked, Instant theirs, Instant answered) {
        return Duration.between(asked.plus(Duration.between(asked, answered).dividedBy(2)), theirs);
    }

    /// A partner that holds less than it confirmed was restored from a backup: it gets the rest again.
    private void compare(List<Greeting.HeldLog> reported) {
        Map<String, Long> held = new HashMap<>();
        reported.forEach(each -> held.put(each.origin(), each.size()));
        Set<SpaceId> shared = membership.sharedWith(code);
        for (LogView log : links.ownLogs()) {
            if (!shared.contains(log.origin().space())) {
                continue;
            }
            Progress known = progress(log);
            long has = held.getOrDefault(log.origin().toString(), 0L);
            if (has < known.next) {
                LOG.warn(
                        "{} holds {} entries of {}, confirmed were {}: sent again",
                        code,
                        has,
                        log.origin(),
                        known.next);
                progress.put(
                        log.id(), new Progress(Math.min(has, known.checkpoint), has, Math.min(has, known.confirmed)));
            }
        }
    }

    private void push(Known partner, LogView log) throws IOException {
        Progress at = progress(log);
        CompletableFuture<Outbox.Packed> ahead = null;
        int misses = 0;
        while (!closed && at.confirmed < log.signedSize()) {
            if (at.checkpoint > log.signedSize()) {
                return;
            }
            Outbox.Packed packed = packed(log, at, ahead);
            if (!mayStillGet()) {
                return;
            }
            ahead = packed.end() < packed.size()
                    ? CompletableFuture.supplyAsync(() -> outbox.pack(log, packed.size(), packed.end()), executor)
                    : null;
            Response response = send(partner, "/exchange/v1/push", packed.body());
            Progress before = at;
            at = switch (response.status()) {
                case 200 -> receipt(log, response);
                case 202, 409 -> told(log, at, MirrorInfo.parse(response.body()));
                default -> throw response.refusal();
            };
            progress.put(log.id(), at);
            misses = response.status() == 409 ? misses + 1 : 0;
            if (misses > 2 || response.status() != 200 && at.equals(before)) {
                throw new RefusedException(response.status(), "gets no further at " + at.next + " of " + log.origin());
            }
        }
    }

    /// Asked after a request was packed: what was written after a suspension is then in none that leaves.
    private boolean mayStillGet() {
        return partners.find(code)
                .filter(each -> each.id().equals(id) && each.isActive())
                .isPresent();
    }

    /// Of a log that ended, what the partner had behind its end does not count.
    private Progress progress(LogView log) {
        Progress known = progress.computeIfAbsent(log.id(), this::remembered);
        if (log.ended() != null && Math.max(known.next, known.confirmed) > log.ended()) {
            known = remembered(log.id());
            progress.put(log.id(), known);
        }
        return known;
    }

    private Progress remembered(int log) {
        long size = receipts.newest(log, id);
        return new Progress(size, size, size);
    }

    /// The next request: the one packed while the last was on its way, if the partner is where that one thought.
    private Outbox.Packed packed(LogView log, Progress at, @Nullable CompletableFuture<Outbox.Packed> ahead) {
        if (ahead != null) {
            Outbox.Packed packed = ahead.join();
            if (packed.old() == at.checkpoint && packed.start() == at.next) {
                return packed;
            }
        }
        return outbox.pack(log, at.checkpoint, at.next);
    }

    private Response send(Known partner, String path, byte[] body) throws IOException {
        try {
            Response response = client.post(partner.address(), path, Answer.BYTES, body);
            spoke();
            if (response.status() == 503) {
                throw new RefusedException(503, response.text());
            }
            outbox.arrived();
            return response;
        } catch (IOException e) {
            outbox.broke();
            throw e;
        }
    }

    private Progress receipt(LogView log, Response response) {
        Checkpoint checkpoint = Checkpoint.parse(
                java.util.Objects.requireNonNull(log.checkpoint()).text());
        List<NoteSignature> lines = NoteSignature.parseLines(response.body());
        Cosignature receipt = partners.find(code)
                .flatMap(each -> each.receipt(lines, checkpoint))
                .orElseThrow(() -> new FormatException("an answer without a receipt of " + code + " that verifies"));
        receipts.keep(log.id(), id, checkpoint.size(), clock.instant(), receipt);
        return new Progress(checkpoint.size(), checkpoint.size(), checkpoint.size());
    }

    private Progress told(LogView log, Progress before, MirrorInfo info) {
        if (info.size() > log.signedSize() || info.nextEntry() > log.signedSize()) {
            greeted = false; // either another instance signed meanwhile, or we lost data: the greeting tells
            throw new FormatException(
                    code + " has " + info.size() + " of " + log.origin() + ", we sent " + log.signedSize());
        }
        return new Progress(info.size(), info.nextEntry(), before.confirmed);
    }

    private void sendLate(Known partner) throws IOException {
        while (!closed) {
            List<Ledger.Late> late = ledger.late(code, LATE_AT_ONCE).stream()
                    .filter(each -> each.index() < progress.computeIfAbsent(each.log(), this::remembered).next)
                    .toList();
            if (late.isEmpty() || !mayStillGet()) {
                return;
            }
            for (List<Ledger.Late> part : Outbox.inParts(late)) {
                Response response = send(partner, "/exchange/v1/push", Outbox.packLate(part));
                if (response.status() != 200) {
                    throw response.refusal();
                }
                part.forEach(each -> ledger.delivered(code, each.origin().toString(), each.index()));
            }
        }
    }

    private void spoke() {
        heard = clock.instant();
    }

    /// Writes down how the line is, at most once a second while nothing changes.
    private void observe(Known partner) {
        boolean due = !observedOnce || failures > 0 || System.nanoTime() - lastObserved >= OBSERVE_EVERY.toNanos();
        if (!due) {
            return;
        }
        lastObserved = System.nanoTime();
        observedOnce = true;
        if (!partner.isActive() && partner.state() != PartnerState.SUSPENDED) {
            return;
        }
        LinkTable.Row before = table.row(id).orElse(null);
        Instant now = clock.instant();
        Instant heard = this.heard;
        if (heard != null && heard.isAfter(now)) {
            heard = now; // the clock was set back
        }
        Instant contact = later(heard, before == null ? null : before.lastContact());
        LinkState last = before == null ? LinkState.DOWN : before.state();
        Links.Queue queue = links.queue(partner, links.ownLogs());
        boolean behind = client.roundTrip().compareTo(ExchangeSettings.SLOW_ANSWER) > 0
                || queue.oldest() != null
                        && queue.oldest().plus(ExchangeSettings.SLOW).isBefore(now);
        LinkState next = LinkRules.next(
                last,
                partner.state() == PartnerState.SUSPENDED,
                contact,
                now,
                settings.downAfter(),
                queue.depth(),
                failures > 0 && (before == null || !before.comes(now, settings.downAfter())),
                behind);
        Instant since = before == null || last != next ? now : before.since();
        boolean moved = last != next || before == null;
        if (moved && before != null && (last == LinkState.DOWN || last == LinkState.SUSPENDED)) {
            table.outageEnded(id, now);
        }
        // Before the state: whoever reads that also finds the outage.
        if (moved && next == LinkState.SUSPENDED) {
            table.outageBegan(id, now, OutageCause.SUSPENDED);
        } else if (moved && next == LinkState.DOWN && contact != null) {
            table.outageBegan(id, last == LinkState.SUSPENDED ? now : contact, cause);
        } else if (next == LinkState.DOWN && contact == null) {
            Instant confirmed = partner.confirmedAt().orElse(now);
            if (confirmed.plus(settings.downAfter()).isBefore(now)) {
                table.outageBegan(id, confirmed, cause); // there never was a line
            }
        }
        table.keep(
                id, new LinkTable.Row(next, since, contact, client.roundTrip(), null, null, problem, null, null, null));
        if (moved) {
            LOG.info("{}: the line is {} now, was {}", code, next, last);
            links.changed(code, next);
        }
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    @Override
    public void close() {
        closed = true;
        work.release();
        puller.close();
        client.close();
        try {
            thread.join(Duration.ofSeconds(10));
            puller.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
