package vn.hiepdong.node.ledger;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Group commit without a timer: whatever is queued when the previous commit returns goes into the next
/// transaction.
/// One thread per instance; instances on one database take turns at the lock of `ledger_state`.
final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MAX_QUEUE = 4096;
    private static final int MAX_JOBS = 1024;
    private static final int MAX_WEIGHT = 1 << 20;
    private static final int FEW = MAX_WEIGHT / 16;

    private final LedgerTable table;
    private final AgencyIdentity self;
    private final InstantSource clock;
    private final TransactionTemplate transactions;
    private final String instance;
    private final LongConsumer committed;
    private final ArrayBlockingQueue<Job> queue = new ArrayBlockingQueue<>(MAX_QUEUE);
    private final Thread thread;
    private volatile boolean closed;

    Writer(
            LedgerTable table,
            AgencyIdentity self,
            InstantSource clock,
            PlatformTransactionManager transactions,
            String instance,
            LongConsumer committed) {
        this.table = table;
        this.self = self;
        this.clock = clock;
        this.transactions = new TransactionTemplate(transactions);
        this.instance = instance;
        this.committed = committed;
        thread = Thread.ofPlatform().name("ledger-writer").start(this::run);
    }

    void submit(Job job) {
        if (closed || !queue.offer(job)) {
            throw new LedgerBusyException();
        }
        if (closed && queue.remove(job)) {
            throw new LedgerBusyException();
        }
    }

    private void run() {
        var jobs = new ArrayList<Job>();
        while (true) {
            try {
                jobs.add(queue.take());
            } catch (InterruptedException e) {
                break; // only close() interrupts, and only while nothing is being written
            }
            if (jobs.getFirst().done() == STOP) {
                break;
            }
            fill(jobs);
            write(jobs);
            jobs.clear();
        }
        queue.forEach(job -> job.done().completeExceptionally(new LedgerBusyException()));
    }

    private void fill(List<Job> jobs) {
        int weight = jobs.getFirst().weight();
        while (jobs.size() < MAX_JOBS && weight < MAX_WEIGHT) {
            Job next = queue.peek();
            if (next == null || next.done() == STOP) {
                return;
            }
            queue.remove();
            jobs.add(next);
            weight += next.weight();
        }
    }

    /// All in one transaction; if that fails, each on its own, so that a bad command is refused alone.
    private void write(List<Job> jobs) {
        try {
            complete(transact(jobs, false));
        } catch (RuntimeException e) {
            if (jobs.size() == 1 && jobs.getFirst() instanceof Job.Own) {
                jobs.getFirst().done().completeExceptionally(e);
                return;
            }
            jobs.forEach(this::writeAlone);
        }
    }

    private void writeAlone(Job job) {
        try {
            complete(transact(List.of(job), true));
        } catch (RuntimeException e) {
            if (!(job instanceof Job.Own)) {
                LOG.warn("could not store what a partner sent: {}", e.getMessage());
            }
            job.done().completeExceptionally(e);
        }
    }

    private Map<Job, List<Appended>> transact(List<Job> jobs, boolean careful) {
        var rounds = new ArrayList<Round>(1);
        try {
            transactions.executeWithoutResult(status -> {
                boolean few = jobs.stream().mapToInt(Job::weight).sum() <= FEW;
                var round = new Round(table, self, clock, few);
                round.open(jobs);
                jobs.forEach(round::take);
                round.store(careful ? status : null);
                table.announce(instance + " applied " + round.applied());
                rounds.add(round);
            });
        } catch (RuntimeException e) {
            if (rounds.isEmpty() || !isStored(rounds.getFirst(), e)) {
                throw e;
            }
            LOG.warn("the database committed, though it could not say so: {}", e.getMessage());
        }
        committed.accept(rounds.getFirst().applied());
        return rounds.getFirst().results();
    }

    /// Whether a transaction whose commit failed is stored all the same: the line to the database may break between
    /// its commit and its answer. To write it again would be to say everything twice.
    private boolean isStored(Round round, RuntimeException failure) {
        try {
            return Boolean.TRUE.equals(transactions.execute(_ -> {
                table.lock(true); // waits until the transaction in doubt has ended, this way or that
                return round.isStored();
            }));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private static void complete(Map<Job, List<Appended>> results) {
        results.forEach((job, appended) -> job.done().complete(appended));
    }

    private static final CompletableFuture<List<Appended>> STOP = new CompletableFuture<>();

    /// Writes what is queued, then ends.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            queue.put(new Job.Own(List.of(), null, STOP));
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
