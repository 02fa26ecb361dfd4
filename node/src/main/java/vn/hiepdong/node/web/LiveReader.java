package vn.hiepdong.node.web;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One browser that listens. What waits to be sent to it is a set of topics, at most as many as it asked for: a slow
/// browser gets fewer words for the same news and can never make us remember more.
final class LiveReader {
    private final Set<String> topics;
    private final Set<String> waiting = new LinkedHashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private boolean closed;

    LiveReader(Set<String> topics) {
        this.topics = Set.copyOf(topics);
    }

    void changed(String topic) {
        if (topics.contains(topic)) add(Set.of(topic));
    }

    void everythingChanged() {
        add(topics);
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for news; empty when there was none for so long, or when it is over.
    List<String> next(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (waiting.isEmpty() && !closed && left > 0) left = news.awaitNanos(left);
            var next = List.copyOf(waiting);
            waiting.clear();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void add(Set<String> changed) {
        lock.lock();
        try {
            waiting.addAll(changed);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
