package vn.hiepdong.node.witness;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hiepdong.node.ledger.LedgerBusyException;

/// Lets the witness look every few seconds, and at once when a contradiction was found. In each
/// instance: what partners showed is remembered where they showed it.
@Component
final class WitnessRounds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WitnessRounds.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Witness witness;
    private final Semaphore look = new Semaphore(0);
    private volatile boolean running;

    WitnessRounds(Witness witness) {
        this.witness = witness;
    }

    @Override
    public void start() {
        running = true;
        witness.onContradiction(look::release);
        Thread.ofVirtual().name("witness").start(this::rounds);
    }

    private void rounds() {
        try {
            while (running) {
                if (look.tryAcquire(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    look.drainPermits();
                }
                if (running) {
                    round();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            witness.look();
        } catch (DataAccessException | TransactionException | LedgerBusyException e) {
            LOG.warn("cannot compare the logs for a moment: {}", e.getMessage());
        }
    }

    @Override
    public void stop() {
        running = false;
        look.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
