package vn.hiepdong.node.ledger;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Merkle;
import vn.hiepdong.format.RightEdge;

/// Signs what is durable. Reads the new entries back, hashes them again from their bytes and compares the root
/// with the
/// one the writer computed: a flipped bit that is signed is there for ever (tlog.md P2).
final class Signer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Signer.class);
    private static final int CHUNK = 4096;

    private final LedgerTable table;
    private final AgencyKeys keys;
    private final SigningGuard guard;
    private final InstantSource clock;
    private final TransactionTemplate transactions;
    private final String instance;
    private final IntConsumer signed;
    private final long pauseNanos;
    private final Semaphore work = new Semaphore(1);
    private final Thread thread;
    private volatile boolean closed;

    /// @param pause shortest time between two signatures; the entries in between share one
    Signer(
            LedgerTable table,
            AgencyKeys keys,
            SigningGuard guard,
            InstantSource clock,
            PlatformTransactionManager transactions,
            String instance,
            Duration pause,
            IntConsumer signed) {
        this.table = table;
        this.keys = keys;
        this.guard = guard;
        this.clock = clock;
        this.transactions = new TransactionTemplate(transactions);
        this.instance = instance;
        this.signed = signed;
        pauseNanos = pause.toNanos();
        thread = Thread.ofPlatform().name("ledger-signer").start(this::run);
    }

    void wake() {
        work.release();
    }

    private void run() {
        while (!closed) {
            try {
                // The wait ends by itself too: another instance may have died between its commit and its signature.
                if (work.tryAcquire(5, TimeUnit.SECONDS)) {
                    work.drainPermits();
                }
                if (!closed && keys.canSign()) {
                    long start = System.nanoTime();
                    table.unsignedLogs().forEach(this::sign);
                    TimeUnit.NANOSECONDS.sleep(pauseNanos - (System.nanoTime() - start));
                }
            } catch (InterruptedException e) {
                return;
            } catch (DataAccessException | TransactionException e) {
                if (!closed) {
                    LOG.warn("cannot sign while the database is away: {}", e.getMessage());
                }
            } catch (UncheckedIOException e) {
                LOG.error("cannot sign: {}", e.getMessage(), e.getCause()); // a full disk is given room again
            }
        }
    }

    private void sign(int log) {
        table.unsigned(log)
                .filter(each -> keys.signs(each.origin()) && guard.allows(each.origin(), each.signedSize()))
                .ifPresent(unsigned -> {
                    RightEdge edge = readBack(log, unsigned);
                    RightEdge written = RightEdge.parse(unsigned.size(), unsigned.edge());
                    if (!edge.equals(written)) {
                        LOG.error(
                                "{}: stored entries do not have the root that was computed; frozen", unsigned.origin());
                        table.freeze(
                                log,
                                new Frozen(
                                        Frozen.Reason.DAMAGED,
                                        clock.instant(),
                                        "root mismatch before signing at size " + unsigned.size()));
                        return;
                    }
                    var checkpoint = new Checkpoint(unsigned.origin().toString(), edge.size(), edge.root());
                    byte[] note =
                            keys.sign(unsigned.origin(), checkpoint, clock).toBytes();
                    guard.keep(checkpoint);
                    Boolean published = transactions.execute(_ -> {
                        boolean first = table.publish(log, unsigned.signedSize(), edge.size(), edge.toBytes(), note);
                        if (first) {
                            table.announce(instance + " signed " + log);
                        }
                        return first;
                    });
                    if (Boolean.TRUE.equals(published)) {
                        signed.accept(log);
                    }
                });
    }

    private RightEdge readBack(int log, LedgerTable.Unsigned unsigned) {
        var edge = new RightEdge.Builder(RightEdge.parse(unsigned.signedSize(), unsigned.signedEdge()));
        while (edge.size() < unsigned.size()) {
            long to = Math.min(unsigned.size(), edge.size() + CHUNK);
            var bytes = table.bytes(log, edge.size(), to);
            if (bytes.size() != to - edge.size()) {
                return edge.build(); // entries are gone: the root cannot match
            }
            bytes.forEach(each -> edge.append(Merkle.leaf(each)));
        }
        return edge.build();
    }

    @Override
    public void close() {
        closed = true;
        work.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
