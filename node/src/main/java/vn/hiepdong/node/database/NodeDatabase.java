package vn.hiepdong.node.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// The database of a node as a tool gets hold of it: that of the running node, or, while none runs, the same folder
/// with
/// a server for as long as the tool needs it.
public final class NodeDatabase implements AutoCloseable {
    private final String url;
    private final String password;
    private final @Nullable ManagedPostgres started;

    private NodeDatabase(String url, String password, @Nullable ManagedPostgres started) {
        this.url = url;
        this.password = password;
        this.started = started;
    }

    /// @param data the node's data folder
    /// @param binaries where PostgreSQL's programs are unpacked
    public static NodeDatabase in(Path data, Path binaries) throws IOException {
        Path folder = data.resolve("database");
        Path port = folder.resolve("port");
        Path password = folder.resolve("node.password");
        if (Files.exists(port) && Files.exists(password)) {
            String written = Files.readString(port).strip();
            var running = new NodeDatabase(
                    PostgresRoles.url(
                            written.matches("[0-9]{1,5}") ? Integer.parseInt(written) : 0, PostgresRoles.NODE),
                    Files.readString(password).strip(),
                    null);
            if (running.answers()) {
                return running;
            }
        }
        var server = ManagedPostgres.start(new ManagedPostgres.Settings(folder, binaries));
        return new NodeDatabase(server.url(), server.password(), server);
    }

    private boolean answers() {
        try (var connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /// Whether a node was running already.
    public boolean isShared() {
        return started == null;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, PostgresRoles.NODE, password);
    }

    /// As [#connect], after every table was made.
    public Connection connectWithTables() throws SQLException {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(PostgresRoles.NODE);
        source.setPassword(password);
        Migrations.apply(source);
        return connect();
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}
