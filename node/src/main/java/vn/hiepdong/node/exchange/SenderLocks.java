package vn.hiepdong.node.exchange;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hiepdong.format.Hash;

/// Of several instances on one database only one sends to a partner at a time: whoever holds PostgreSQL's advisory
/// lock. All locks of an instance hang on one connection, so they fall when it dies. Two that send at once for a moment
/// do no harm, they only waste effort: the receiver takes every entry once.
final class SenderLocks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SenderLocks.class);
    private static final long VOUCHED = number("hiepdong/exchange/whole");
    private static final long CHECK_NANOS = 1_000_000_000;

    private final DataSource database;
    private final Set<UUID> held = new HashSet<>();
    private @Nullable Connection connection;
    private long checked;
    private boolean vouching;
    private boolean closed;

    SenderLocks(DataSource database) {
        this.database = database;
    }

    /// Whether this instance sends to the partner; takes the lock if it is free.
    synchronized boolean hold(UUID partner) {
        if (closed) {
            return false;
        }
        try {
            Connection alive = alive();
            if (held.contains(partner)) {
                return true;
            }
            boolean taken = ask(alive, "select pg_try_advisory_lock(?)", partner);
            if (taken) {
                held.add(partner);
            }
            return taken;
        } catch (SQLException e) {
            LOG.warn("cannot take the lock of a line: {}", e.getMessage());
            lose();
            return false;
        }
    }

    synchronized void release(UUID partner) {
        Connection current = connection;
        if (held.remove(partner) && current != null) {
            try {
                ask(current, "select pg_advisory_unlock(?)", partner);
            } catch (SQLException e) {
                lose();
            }
        }
    }

    /// Tells instances that join on this database that its logs are whole, as long as this one lives.
    synchronized void vouch() {
        try {
            Connection alive = closed ? null : alive();
            if (alive != null && !vouching) {
                try (PreparedStatement statement = alive.prepareStatement("select pg_advisory_lock_shared(?)")) {
                    statement.setLong(1, VOUCHED);
                    statement.execute();
                }
                vouching = true;
            }
        } catch (SQLException e) {
            LOG.warn("cannot tell other instances that the logs are whole: {}", e.getMessage());
            lose();
        }
    }

    /// Whether another instance that has seen to it works on this database.
    synchronized boolean isVouchedFor() {
        if (closed || vouching) {
            return false;
        }
        try (PreparedStatement statement = alive().prepareStatement("""
                select exists (
                    select from pg_locks
                    where locktype = 'advisory' and mode = 'ShareLock' and granted and objsubid = 1
                      and ((classid::bigint << 32) | objid::bigint) = ?
                      and database = (select oid from pg_database where datname = current_database()))
                """)) {
            statement.setLong(1, VOUCHED);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        } catch (SQLException e) {
            LOG.warn("cannot ask for other instances: {}", e.getMessage());
            lose();
            return false;
        }
    }

    private Connection alive() throws SQLException {
        Connection current = connection;
        if (current != null && System.nanoTime() - checked < CHECK_NANOS) {
            return current;
        }
        if (current == null || !current.isValid(2)) {
            lose();
            current = database.getConnection();
            connection = current;
        }
        checked = System.nanoTime();
        return current;
    }

    private static boolean ask(Connection connection, String question, UUID partner) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setLong(1, number(partner));
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private static long number(UUID partner) {
        return number("hiepdong/exchange/" + partner);
    }

    private static long number(String text) {
        byte[] name = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return ByteBuffer.wrap(Hash.sha256(name).bytes()).getLong();
    }

    private void lose() {
        Connection lost = connection;
        connection = null;
        held.clear();
        vouching = false;
        if (lost != null) {
            try (lost) {
                lost.abort(Runnable::run); // back in the pool, its locks would live on
            } catch (SQLException e) {
                LOG.debug("the connection of the locks was gone already: {}", e.getMessage());
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        Connection last = connection;
        if (last == null) {
            return;
        }
        try (var unlock = last.createStatement()) {
            unlock.execute("select pg_advisory_unlock_all()");
            last.close();
            connection = null;
        } catch (SQLException e) {
            lose();
        }
    }
}
