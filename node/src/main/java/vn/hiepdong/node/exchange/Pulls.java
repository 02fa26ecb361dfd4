package vn.hiepdong.node.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.SpaceId;

/// Answers partners that come to fetch what they lack: logs of ours, and logs of others that we hold. The answer is
/// what a push would have brought, with the payloads that are released to the asker.
final class Pulls implements AutoCloseable {
    static final int LATE_AT_ONCE = 16;
    private static final int WAITERS = 4;
    private static final Duration COALESCE = Duration.ofMillis(10);
    private static final Duration NOTED_EVERY = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final Membership membership;
    private final CarriedReceipts receipts;
    private final LinkTable links;
    private final InstantSource clock;
    private final Map<UUID, Integer> waiters = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> noted = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private long changes;
    private boolean closed;

    Pulls(Ledger ledger, Membership membership, CarriedReceipts receipts, LinkTable links, InstantSource clock) {
        this.ledger = ledger;
        this.membership = membership;
        this.receipts = receipts;
        this.links = links;
        this.clock = clock;
    }

    /// Something was signed, stored or released: those who wait look again.
    void changed() {
        lock.lock();
        try {
            changes++;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Answer answer(Known partner, byte[] body) {
        try {
            PullRequest asked = PullRequest.parse(body);
            take(partner, asked);
            return await(partner, asked);
        } catch (FormatException e) {
            return Answer.text(400, String.valueOf(e.getMessage()));
        } catch (RefusedException e) {
            return Answer.text(e.status(), e.reason());
        }
    }

    /// What the asker tells us on this occasion.
    private void take(Known partner, PullRequest asked) {
        for (PullRequest.Log each : asked.logs()) {
            CarriedReceipt receipt = each.receipt();
            if (receipt != null) {
                receipts.take(partner, each.origin(), receipt);
            }
        }
        asked.taken().forEach(each -> ledger.delivered(partner.code(), each.origin(), each.index()));
        Instant now = clock.instant();
        Instant before = noted.get(partner.id());
        if (asked.all() && (before == null || before.plus(NOTED_EVERY).isBefore(now))) {
            noted.put(partner.id(), now);
            links.fetched(partner.id(), now);
        }
    }

    private Answer await(Known partner, PullRequest asked) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.min(asked.patience(), PullRequest.MAX_WAIT));
        int waiting = waiters.merge(partner.id(), 1, Integer::sum);
        try {
            if (waiting > WAITERS) {
                return Answer.text(503, "too many of your requests wait already");
            }
            long seen;
            do {
                seen = changes();
                Optional<Answer> found = found(partner, asked);
                if (found.isPresent()) {
                    return found.get();
                }
            } while (pause(end, seen));
            return Answer.NOTHING;
        } finally {
            waiters.computeIfPresent(partner.id(), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /// Returns false when there is no more time.
    private boolean pause(long end, long seen) {
        lock.lock();
        try {
            long left = end - System.nanoTime();
            while (left > 0 && !closed && changes == seen) {
                left = news.awaitNanos(left);
            }
            if (left <= 0 || closed) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
        try {
            Thread.sleep(COALESCE); // what comes in a burst is looked at once
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    private Optional<Answer> found(Known partner, PullRequest asked) {
        Map<String, PullRequest.Log> named = new HashMap<>();
        asked.logs().forEach(each -> named.put(each.origin(), each));
        var at = new HashMap<String, Long>();
        LogView more = null;
        Set<SpaceId> shared = membership.sharedWith(partner.code());
        for (Ledger.Extent each : ledger.extents()) {
            LogOrigin origin = each.origin();
            PullRequest.Log log = named.get(origin.toString());
            boolean wanted = log != null || asked.all() && each.own();
            if (!wanted || !shared.contains(origin.space())) {
                continue;
            }
            at.put(origin.toString(), log == null ? 0 : log.next());
            // Its author gets a frozen one too: so it learns that it said two things.
            boolean open = each.frozen() == null || origin.agency().equals(partner.code());
            if (more == null && open && isMore(each, log)) {
                more = ledger.log(each.id()).orElse(null);
            }
        }
        List<Ledger.Late> late = late(partner, at);
        if (more == null) {
            return late.isEmpty() ? Optional.empty() : Optional.of(bytes(Outbox.packLate(late)));
        }
        PullRequest.Log log = named.get(more.origin().toString());
        var packed = outbox(partner, asked)
                .pack(more, log == null ? 0 : log.checkpoint(), log == null ? 0 : log.next(), late);
        return Optional.of(bytes(packed.body()));
    }

    private static boolean isMore(Ledger.Extent here, PullRequest.@org.jspecify.annotations.Nullable Log there) {
        return there == null
                ? here.signedSize() > 0
                : there.checkpoint() <= here.signedSize()
                        && there.next() <= here.signedSize()
                        && Math.min(there.checkpoint(), there.next()) < here.signedSize();
    }

    private List<Ledger.Late> late(Known partner, Map<String, Long> at) {
        var fitting = new ArrayList<Ledger.Late>();
        long bytes = 0;
        for (Ledger.Late each : ledger.late(partner.code(), at, LATE_AT_ONCE)) {
            bytes += each.payload().body().length;
            if (!fitting.isEmpty() && bytes > Outbox.MOST_BYTES) {
                break;
            }
            fitting.add(each);
        }
        return fitting;
    }

    private Outbox outbox(Known partner, PullRequest asked) {
        return new Outbox(ledger, partner.code(), asked.most());
    }

    private static Answer bytes(byte[] body) {
        return new Answer(200, Answer.BYTES, body);
    }

    /// Those who wait are told that there is nothing; nobody waits any more.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
