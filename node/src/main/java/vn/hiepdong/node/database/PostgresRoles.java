package vn.hiepdong.node.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The two roles of a database of our own: `postgres` may do anything and is used once, to make `hiepdong`, which owns
/// the node's tables and can reach nothing outside them. To clean them of what was erased it may also
/// see who still reads, begin the log of changes anew, and have a checkpoint made.
final class PostgresRoles {
    static final String ADMIN = "postgres";
    static final String NODE = "hiepdong";

    private static final String INVALID_PASSWORD = "28P01";
    private static final String NO_SUCH_DATABASE = "3D000";

    private final ClusterFolder cluster;
    private final int port;

    PostgresRoles(ClusterFolder cluster, int port) {
        this.cluster = cluster;
        this.port = port;
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /// Does what is still missing, so that it may be cut short at any line and run again.
    void makeUnlessThere() throws IOException, SQLException {
        try (var node = DriverManager.getConnection(url(port, NODE), NODE, cluster.nodePassword())) {
            if (!mayClean(node)) {
                letClean();
            }
        } catch (SQLException e) {
            if (!INVALID_PASSWORD.equals(e.getSQLState()) && !NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
            try (var admin = DriverManager.getConnection(url(port, ADMIN), ADMIN, cluster.adminPassword())) {
                make(admin);
            }
            letClean();
        }
    }

    private static boolean mayClean(Connection node) throws SQLException {
        try (var statement = node.createStatement();
                var row = statement.executeQuery("""
                        select pg_has_role('pg_checkpoint', 'member') and pg_has_role('pg_read_all_stats', 'member')
                            and has_function_privilege('pg_switch_wal()', 'execute')
                        """)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /// A right to a function is given within one database.
    private void letClean() throws IOException, SQLException {
        try (var admin = DriverManager.getConnection(url(port, NODE), ADMIN, cluster.adminPassword());
                var statement = admin.createStatement()) {
            statement.execute("grant pg_checkpoint, pg_read_all_stats to hiepdong");
            statement.execute("grant execute on function pg_switch_wal() to hiepdong");
        }
    }

    private void make(Connection admin) throws IOException, SQLException {
        try (var statement = admin.createStatement()) {
            if (!has(admin, "select 1 from pg_roles where rolname = ?")) {
                statement.execute("create role hiepdong login");
            }
            // Hexadecimal by our own making, so nothing in it needs quoting.
            statement.execute("alter role hiepdong password '" + cluster.nodePassword() + "'");
            if (!has(admin, "select 1 from pg_database where datname = ?")) {
                statement.execute("create database hiepdong owner hiepdong");
            }
        }
    }

    private static boolean has(Connection admin, String question) throws SQLException {
        try (var statement = admin.prepareStatement(question)) {
            statement.setString(1, NODE);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
