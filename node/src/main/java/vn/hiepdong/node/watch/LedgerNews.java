package vn.hiepdong.node.watch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LedgerListener;
import vn.hiepdong.node.web.LiveUpdates;

/// Tells browsers what the ledger wrote: `watch`, the feature (`information`) and the record (`information:<id>`).
///
/// The ledger only leaves a number behind; reading and telling happen on a thread of their own, at most four times a
/// second, so that ten thousand entries after an outage are a handful of words. When more changed than is worth
/// naming, `<feature>:any` stands for all records of the feature. Several instances hear of the same entries and may
/// tell twice; a browser then looks twice and sees the same.
@Component
final class LedgerNews implements LedgerListener, SmartLifecycle {
    static final int WORTH_NAMING = 200;
    private static final long GATHER_MILLIS = 40;
    private static final long PAUSE_MILLIS = 250;
    private static final Logger LOG = LoggerFactory.getLogger(LedgerNews.class);

    private final Ledger ledger;
    private final LiveUpdates live;
    private final TransactionTemplate transaction;
    private final AtomicLong newest = new AtomicLong();
    private final Object news = new Object();
    private long told;
    private volatile boolean running;
    private volatile boolean listening;

    LedgerNews(Ledger ledger, LiveUpdates live, PlatformTransactionManager transactions) {
        this.ledger = ledger;
        this.live = live;
        transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void start() {
        running = true;
        told = ledger.applied();
        newest.set(told);
        if (!listening) {
            ledger.listen(this);
            listening = true;
        }
        Thread.ofVirtual().name("ledger-news").start(this::tellOn);
    }

    @Override
    public void stop() {
        running = false;
        wake();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void applied(long upTo) {
        newest.accumulateAndGet(upTo, Math::max);
        wake();
    }

    private void wake() {
        synchronized (news) {
            news.notifyAll();
        }
    }

    private void tellOn() {
        try {
            while (running) {
                await();
                Thread.sleep(GATHER_MILLIS);
                tell();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() throws InterruptedException {
        synchronized (news) {
            while (running && newest.get() <= told) {
                news.wait();
            }
        }
    }

    private void tell() {
        long upTo = newest.get();
        if (!running || upTo <= told) {
            return;
        }
        try {
            Set<String> topics = topics(ledger.changes(told, upTo, WORTH_NAMING + 1));
            transaction.executeWithoutResult(_ -> topics.forEach(live::changed));
            told = upTo;
        } catch (DataAccessException | TransactionException e) {
            // What could not be told now is told with the next round; pages also look again by themselves.
            LOG.warn("browsers do not hear of changes for a moment: {}", e.getMessage());
        }
    }

    /// Where to look, for these changes; more than [#WORTH_NAMING] of them are not named one by one.
    static Set<String> topics(List<Ledger.Change> changes) {
        var topics = new LinkedHashSet<String>();
        topics.add("watch");
        boolean many = changes.size() > WORTH_NAMING;
        if (many) {
            // The rest was not read, so it may be anything.
            topics.addAll(List.of("information", "information:any", "space", "directory"));
        }
        for (Ledger.Change change : changes) {
            String feature =
                    change.kind().substring(0, Math.max(0, change.kind().indexOf('.')));
            if (feature.isEmpty()) {
                continue;
            }
            topics.add(feature);
            topics.add(many || change.subject() == null ? feature + ":any" : feature + ":" + change.subject());
        }
        return topics;
    }
}
