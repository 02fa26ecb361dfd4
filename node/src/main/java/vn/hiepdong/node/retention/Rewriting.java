package vn.hiepdong.node.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Writes the tables of the database anew, so that nothing of a deleted row is left in its files.
///
/// `vacuum full` copies the living rows of a table, and of what belongs to it (long values, indexes), into new files
/// and removes the old ones. It also copies rows that were deleted but that a transaction still sees. So it begins only
/// when every transaction from before has ended.
///
/// The tables come from the catalogue, so that a new one is not forgotten. Left out are those that only grow, and in
/// which nothing that can be erased is ever written.
@Component
class Rewriting {
    private static final Logger log = LoggerFactory.getLogger(Rewriting.class);

    static final Set<String> LEFT_OUT = Set.of(
            "ledger_entry", // commitments, no content
            "ledger_tile", // hashes
            "exchange_receipt", // signatures
            "audit_event", // never erased
            "database_history"); // which migrations there were

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String NOT_ALLOWED = "42501";

    private final DataSource database;

    Rewriting(DataSource database) {
        this.database = database;
    }

    /// @param tables how many were rewritten
    /// @param busy how many were in use
    /// @param oldReader a transaction from before did not end, so nothing was done
    /// @param logBegunAnew whether the log of changes from before is gone
    record Outcome(int tables, int busy, boolean oldReader, boolean logBegunAnew, String longest, long longestMs) {
        static final Outcome NOTHING = new Outcome(0, 0, false, false, "", 0);

        CleaningRun.State state() {
            if (oldReader || busy > 0) {
                return CleaningRun.State.BUSY;
            }
            return logBegunAnew ? CleaningRun.State.DONE : CleaningRun.State.LOG_KEPT;
        }
    }

    Outcome run() throws SQLException, InterruptedException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(true);
            // Twice: who began while somebody older was at work may see what that one sees.
            if (!olderEnded(connection) || !olderEnded(connection)) {
                return new Outcome(0, 0, true, false, "", 0);
            }
            // Whoever wants a table waits behind us while we wait for it.
            execute(connection, "set lock_timeout = '5s'");
            try {
                return rewrite(connection);
            } finally {
                execute(connection, "reset lock_timeout");
            }
        }
    }

    /// Waits for every transaction of this database that began before now.
    private static boolean olderEnded(Connection connection) throws SQLException, InterruptedException {
        String now;
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select clock_timestamp()::text")) {
            row.next();
            now = row.getString(1);
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (older(connection, now)) {
            if (System.nanoTime() > until) {
                return false;
            }
            Thread.sleep(100);
        }
        return true;
    }

    private static boolean older(Connection connection, String than) throws SQLException {
        try (var question = connection.prepareStatement("""
                select exists (
                        select from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()
                          and xact_start < ?::timestamptz)
                    or exists (
                        select from pg_prepared_xacts
                        where database = current_database() and prepared < ?::timestamptz)
                """)) {
            question.setString(1, than);
            question.setString(2, than);
            try (var row = question.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static Outcome rewrite(Connection connection) throws SQLException {
        int done = 0;
        int busy = 0;
        String longest = "";
        long longestMs = 0;
        for (String table : tables(connection)) {
            long began = System.nanoTime();
            if (!vacuum(connection, "vacuum (full, analyze) " + table)) {
                busy++;
                continue;
            }
            done++;
            long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
            if (took > longestMs) {
                longest = table;
                longestMs = took;
            }
        }
        // Samples of the columns: new ones were just taken, the old ones are deleted rows here.
        if (!vacuum(connection, "vacuum full pg_statistic")) {
            busy++;
        }
        return new Outcome(done, busy, false, busy == 0 && beginLogAnew(connection), longest, longestMs);
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select format('%I', relname), relname from pg_class
                        where relnamespace = 'public'::regnamespace and relkind = 'r'
                        order by relname
                        """)) {
            while (row.next()) {
                if (!LEFT_OUT.contains(row.getString(2))) {
                    tables.add(row.getString(1));
                }
            }
        }
        return tables;
    }

    private static boolean vacuum(Connection connection, String command) throws SQLException {
        try {
            execute(connection, command);
            return true;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                log.info("Cleaning: {} has to wait, the table is in use", command);
                return false;
            }
            throw e;
        }
    }

    /// The next change goes into a new file; after the checkpoint those before are no longer needed, and are deleted
    /// rather than used again (`wal_recycle = off`).
    private static boolean beginLogAnew(Connection connection) throws SQLException {
        try {
            execute(connection, "select pg_switch_wal()");
            execute(connection, "checkpoint");
            return true;
        } catch (SQLException e) {
            if (NOT_ALLOWED.equals(e.getSQLState())) {
                log.warn("Cleaning: the role may not begin the log of changes anew: {}", e.getMessage());
                return false;
            }
            throw e;
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
