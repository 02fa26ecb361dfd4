package vn.hiepdong.trials.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import vn.hiepdong.trials.Until;

/// Holds a node fast at one step of what it does with its database: a trigger there waits for a lock that we have.
final class Gate implements AutoCloseable {
    private static final int LOCK = 4711;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /// A statement, or the end of the transaction.
    ///
    /// @param timing as in `create trigger`
    /// @param when which rows, as SQL about `new`
    record Step(String name, String table, String timing, String when, boolean commits) {
        static Step before(String name, String table, String event, String when) {
            return new Step(name, table, "before " + event, when, false);
        }

        /// The database has everything and is about to commit: let it, and it does, whatever becomes of the node.
        static Step commit(String name, String table, String event, String when) {
            return new Step(name, table, "after " + event, when, true);
        }
    }

    private final NodeProcess node;
    private final Step step;
    private final Connection holding;

    /// From now on the node stops at the step.
    Gate(NodeProcess node, Step step) throws SQLException {
        this.node = node;
        this.step = step;
        remove(node);
        holding = node.database();
        try (var sql = holding.createStatement()) {
            sql.execute("select pg_advisory_lock(" + LOCK + ")");
            sql.execute("""
                    create function fault_gate() returns trigger language plpgsql as $$
                    begin
                        if %s then
                            perform pg_advisory_lock_shared(%d);
                            perform pg_advisory_unlock_shared(%d);
                        end if;
                        return new;
                    end $$
                    """.formatted(step.when, LOCK, LOCK));
            sql.execute("create %s fault_gate %s on %s %s for each row execute function fault_gate()"
                    .formatted(
                            step.commits ? "constraint trigger" : "trigger",
                            step.timing,
                            step.table,
                            step.commits ? "deferrable initially deferred" : ""));
        }
    }

    /// Returns when the node stands at the step.
    void awaitVisitor() {
        Until.itIsSo(LIMIT, "the node comes to the step " + step.name, () -> waiting() > 0);
    }

    private int waiting() {
        try (var sql = holding.createStatement();
                var rows = sql.executeQuery("select count(*) from pg_locks where locktype = 'advisory' and objid = "
                        + LOCK + " and not granted")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Lets the database go on, and returns when it has committed.
    void open() throws SQLException {
        try (var sql = holding.createStatement()) {
            sql.execute("select pg_advisory_unlock(" + LOCK + ")");
        }
        Until.itIsSo(LIMIT, "the transaction at the gate has ended", () -> {
            try (var sql = holding.createStatement();
                    var rows = sql.executeQuery("""
                            select count(*) from pg_locks
                            where relation = '%s'::regclass and mode = 'RowExclusiveLock' and granted
                            """.formatted(step.table))) {
                rows.next();
                return rows.getInt(1) == 0;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /// Takes it away, once there is a database again.
    @Override
    public void close() {
        try {
            holding.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        try {
            remove(node);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void remove(NodeProcess node) throws SQLException {
        try (Connection database = node.databaseWhenUp();
                var sql = database.createStatement()) {
            sql.execute("drop function if exists fault_gate() cascade");
        }
    }
}
