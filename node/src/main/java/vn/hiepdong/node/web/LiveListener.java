package vn.hiepdong.node.web;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Hears what changed, at this instance or another, and passes it on to the readers of this one. Holds one
/// connection.
///
/// It is stopped before the server waits for requests to end, because the readers' requests end only through it.
@Component
final class LiveListener implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LiveListener.class);
    private static final int WAIT_MILLIS = 500;
    private static final int PAUSE_MILLIS = 1000;

    private final DataSource database;
    private final Set<LiveReader> readers = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private @Nullable Thread thread;

    LiveListener(DataSource database) {
        this.database = database;
    }

    void join(LiveReader reader) {
        readers.add(reader);
        if (!running) reader.close();
    }

    void leave(LiveReader reader) {
        readers.remove(reader);
    }

    int readers() {
        return readers.size();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("live-listener").start(this::listen);
    }

    @Override
    public void stop() {
        running = false;
        readers.forEach(LiveReader::close);
        var listening = thread;
        if (listening == null) return;
        try {
            listening.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }

    private void listen() {
        while (running) {
            try (var connection = database.getConnection()) {
                hear(connection);
            } catch (SQLException e) {
                if (!running) return;
                log.warn("live updates are interrupted until the database answers again: {}", e.getMessage());
                pause();
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        var before = connection.getAutoCommit();
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + LiveUpdates.CHANNEL);
        }
        // Whatever changed while nobody listened was missed, so everybody looks again.
        readers.forEach(LiveReader::everythingChanged);
        var notifications = connection.unwrap(PGConnection.class);
        while (running) {
            var heard = notifications.getNotifications(WAIT_MILLIS);
            if (heard == null) continue;
            for (var word : heard) {
                var topic = word.getParameter();
                readers.forEach(reader -> reader.changed(topic));
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute("unlisten " + LiveUpdates.CHANNEL);
        }
        connection.setAutoCommit(before);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
