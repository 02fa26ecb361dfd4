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

/// Brings what is done by the clock forward: the next look when the ledger has news, at most once a second; what is
/// sent when there is something to send.
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
                    soon(NoticeSetup.LOOK);
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A task of [NoticeSetup], at whichever instance.
    void soon(String task) {
        try {
            scheduler.getObject().reschedule(TaskInstanceId.of(task, RecurringTask.INSTANCE), clock.instant());
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            // It is done at this moment, or this node has just begun: the clock brings the next time.
            LOG.debug("{} comes by the clock: {}", task, e.toString());
        } catch (DataAccessException e) {
            LOG.warn("{} comes by the clock: {}", task, e.getMessage());
        }
    }
}
