package vn.hiepdong.node.notice;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LedgerListener;

/// News of the ledger bring the next look forward, at most once a second; without it one would wait for the clock.
@Component
final class Waker implements LedgerListener, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Waker.class);
    private static final long PAUSE_MILLIS = 1000;

    private final Ledger ledger;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final InstantSource clock;
    private final AtomicBoolean news = new AtomicBoolean();
    private final Object wake = new Object();
    private volatile boolean running;
    private boolean listening;

    Waker(Ledger ledger, ObjectProvider<SchedulerClient> scheduler, InstantSource clock) {
        this.ledger = ledger;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        if (!listening) {
            ledger.listen(this);
            listening = true;
        }
        Thread.ofVirtual().name("notice-waker").start(this::wakeOn);
    }

    @Override
    public void stop() {
        running = false;
        tell();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void applied(long upTo) {
        news.set(true);
        tell();
    }

    private void tell() {
        synchronized (wake) {
            wake.notifyAll();
        }
    }

    private void wakeOn() {
        try {
            while (running) {
                synchronized (wake) {
                    while (running && !news.get()) {
                        wake.wait();
                    }
                }
                if (running && news.getAndSet(false)) {
                    look();
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            scheduler
                    .getObject()
                    .reschedule(TaskInstanceId.of(NoticeSetup.LOOK, RecurringTask.INSTANCE), clock.instant());
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            // Somebody looks at this moment, or this node has just begun: the clock brings the next one.
            LOG.debug("the next look comes by the clock: {}", e.toString());
        } catch (DataAccessException e) {
            LOG.warn("the next look comes by the clock: {}", e.getMessage());
        }
    }
}
