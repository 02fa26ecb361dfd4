package vn.hiepdong.node.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One real PostgreSQL for all tests of a JVM, and in it as many databases as they want.
///
/// ```java
/// try (var database = TestPostgres.freshDatabase()) { … JdbcClient.create(database) … }
/// ```
public final class TestPostgres implements AutoCloseable {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static @Nullable TestPostgres shared;

    private final AtomicInteger made = new AtomicInteger();
    private final ClusterFolder cluster;
    private final ManagedPostgres postgres;

    /// One for whoever needs it elsewhere, or for itself.
    ///
    /// @param programs where PostgreSQL's own are, or will be
    public TestPostgres(Path folder, Path programs) throws Exception {
        postgres = ManagedPostgres.start(new ManagedPostgres.Settings(folder, programs, 64, 200));
        cluster = ClusterFolder.at(folder);
        asAdmin("create database migrated owner hiepdong");
        try (var database = open("migrated")) {
            Migrations.apply(database);
        }
    }

    /// An empty database with every feature's tables. Close it; the files go when the JVM ends.
    public static Database freshDatabase() {
        try {
            return shared().fresh();
        } catch (Exception e) {
            throw new IllegalStateException("No database for the test", e);
        }
    }

    /// As [#freshDatabase], in this server.
    public Database fresh() throws Exception {
        var name = "test_" + made.incrementAndGet();
        asAdmin("create database " + name + " template migrated owner hiepdong");
        return open(name);
    }

    private static synchronized TestPostgres shared() throws Exception {
        var running = shared;
        if (running == null) {
            // A folder of its own for each JVM: several modules, or several people, may test at the same time.
            var all = TARGET.resolve("test-postgres");
            deleteWhatKilledTestsLeft(all);
            running = new TestPostgres(
                    all.resolve(Long.toString(ProcessHandle.current().pid())), TARGET.resolve("postgresql"));
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            shared = running;
        }
        return running;
    }

    private Database open(String name) {
        var database = new Database();
        database.setJdbcUrl(url(name));
        database.setUsername(postgres.username());
        database.setPassword(postgres.password());
        database.setMaximumPoolSize(10);
        database.setMinimumIdle(0);
        return database;
    }

    private String url(String name) {
        return postgres.url().replaceFirst("/[^/]*$", "/" + name);
    }

    private void asAdmin(String statement) throws Exception {
        try (var admin = DriverManager.getConnection(url("postgres"), PostgresRoles.ADMIN, cluster.adminPassword());
                var sql = admin.createStatement()) {
            sql.execute(statement);
        }
    }

    private static void deleteWhatKilledTestsLeft(Path all) throws IOException {
        Files.createDirectories(all);
        try (var folders = Files.newDirectoryStream(all)) {
            for (var folder : folders) {
                if (ProcessHandle.of(Long.parseLong(folder.getFileName().toString()))
                        .isEmpty()) {
                    delete(folder);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try {
            Folders.delete(folder);
        } catch (NoSuchFileException anotherThatStartsDeletesItToo) {
            return;
        }
    }

    @Override
    public void close() {
        postgres.close();
        try {
            Folders.delete(cluster.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A pool on a database of a test's own. Its url, username and password serve a node that is to use it instead.
    public static final class Database extends HikariDataSource {}
}
