package vn.hiepdong.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedPostgresTest {
    private static final Path BINARIES = Path.of("target/postgresql").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path data;

    @Test
    void whatWasCommittedIsThereAtTheNextStart() throws Exception {
        try (var postgres = start()) {
            execute(postgres, "create table kept (n int)");
            execute(postgres, "insert into kept values (7)");
        }

        assertThat(serversLeft()).isEmpty();
        try (var postgres = start()) {
            assertThat(number(postgres, "select n from kept")).isEqualTo(7);
        }
    }

    @Test
    void whatIsCommittedIsOnTheDisk() throws Exception {
        try (var postgres = start()) {
            assertThat(text(postgres, "show fsync")).isEqualTo("on");
            assertThat(text(postgres, "show full_page_writes")).isEqualTo("on");
            assertThat(text(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(text(postgres, "show data_checksums")).isEqualTo("on");
        }
    }

    @Test
    void vietnameseIsKeptAndFoundWithoutItsMarks() throws Exception {
        try (var postgres = start()) {
            execute(postgres, "create extension unaccent");

            assertThat(text(postgres, "select unaccent('Đường Nguyễn Huệ')")).isEqualTo("Duong Nguyen Hue");
            assertThat(text(postgres, "select lower('ĐƯỜNG NGUYỄN HUỆ')")).isEqualTo("đường nguyễn huệ");
        }
    }

    @Test
    void aNodeThatIsKilledLeavesNoServerBehindAndLosesNothing() throws Exception {
        try (var owner = new OwnerProcess(folder(), BINARIES)) {
            var url = owner.url();
            execute(url, "create table kept (n int)");
            execute(url, "insert into kept values (7)");
            assertThat(serversLeft()).isNotEmpty();

            owner.kill();

            await().atMost(PATIENCE).until(() -> serversLeft().isEmpty());
        }
        try (var postgres = start()) {
            assertThat(number(postgres, "select n from kept")).isEqualTo(7);
        }
    }

    @Test
    void aServerThatNobodyWatchesAnyMoreIsStoppedBeforeTheStart() throws Exception {
        try (var owner = new OwnerProcess(folder(), BINARIES)) {
            execute(owner.url(), "create table kept (n int)");
            var shells = owner.shells();
            assertThat(shells).isNotEmpty();
            shells.forEach(ProcessHandle::destroyForcibly);
            owner.kill();
        }
        var orphans = serversLeft();
        assertThat(orphans).isNotEmpty();

        try (var postgres = start()) {
            assertThat(number(postgres, "select count(*)::int from kept")).isZero();
            assertThat(serversLeft()).isNotEmpty().doesNotContainAnyElementsOf(orphans);
        }
    }

    @Test
    void aPidFileThatNamesSomebodyElsesProcessDoesNotHinderTheStart() throws Exception {
        start().close();
        var mine = ProcessHandle.current().pid();
        Files.writeString(cluster().path().resolve("postmaster.pid"), mine + "\n" + folder() + "\n");

        try (var postgres = start()) {
            assertThat(number(postgres, "select 1")).isEqualTo(1);
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void aServerThatCrashesRunsAgainAtTheSameAddress() throws Exception {
        try (var postgres = start()) {
            execute(postgres, "create table kept (n int)");

            serversLeft().forEach(ProcessHandle::destroyForcibly);

            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .untilAsserted(() -> assertThat(number(postgres, "select count(*)::int from kept"))
                            .isZero());
        }
        assertThat(serversLeft()).isEmpty();
    }

    @Test
    void aFolderServesOneNodeOnly() throws Exception {
        try (var postgres = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessageContaining("Another node already uses the database under " + folder());
            assertThat(number(postgres, "select 1")).isEqualTo(1);
        }
    }

    @Test
    void aPortThatSomebodyTookMeanwhileIsReplaced() throws Exception {
        int before;
        try (var postgres = start()) {
            before = port(postgres);
        }
        try (var taken = new java.net.ServerSocket(before, 1, java.net.InetAddress.getLoopbackAddress());
                var postgres = start()) {
            assertThat(port(postgres)).isNotEqualTo(taken.getLocalPort());
            assertThat(number(postgres, "select 1")).isEqualTo(1);
        }
    }

    @Test
    void theServerNeverRunsAsRootAndItsPasswordsAreForTheOwnerAlone() throws Exception {
        try (var postgres = start()) {
            assertThat(serversLeft().stream().flatMap(each -> userOf(each).stream()))
                    .isNotEmpty()
                    .doesNotContain("0");
            for (var name : List.of("admin.password", "node.password")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve(name))))
                        .isEqualTo("rw-------");
            }
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.url(), postgres.username(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(text(postgres, "select rolsuper::text from pg_roles where rolname = current_user"))
                    .isEqualTo("false");
        }
    }

    @Test
    void aStartThatWasCutShortIsTakenUpAgain() throws Exception {
        var cut = Files.createDirectories(folder().resolve("unfinished-0badcafe/cluster"));
        Files.writeString(cut.resolve("PG_VERSION"), "18\n");

        try (var postgres = start()) {
            assertThat(number(postgres, "select 1")).isEqualTo(1);
            assertThat(folder().resolve("unfinished-0badcafe")).doesNotExist();
        }
    }

    @Test
    void dataOfAnotherPostgresAreRefusedWithWords() throws Exception {
        start().close();
        Files.writeString(cluster().path().resolve("PG_VERSION"), "17\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("written by PostgreSQL 17");
    }

    @Test
    void aServerThatCannotStartSaysWhy() throws Exception {
        start().close();
        Files.delete(cluster().path().resolve("global/pg_control"));

        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("did not start")
                .hasMessageContaining("pg_control");
        assertThat(serversLeft()).isEmpty();
    }

    private ManagedPostgres start() {
        return ManagedPostgres.start(new ManagedPostgres.Settings(folder(), BINARIES));
    }

    private Path folder() {
        return data.resolve("database");
    }

    private ClusterFolder cluster() throws IOException {
        return ClusterFolder.at(folder());
    }

    /// Every process of PostgreSQL that works on this test's folder.
    private List<ProcessHandle> serversLeft() throws IOException {
        return new Leftovers(cluster()).alive();
    }

    /// Empty for a process that has ended meanwhile, as those do that serve one connection.
    private static Optional<String> userOf(ProcessHandle process) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("Uid:"))
                    .map(line -> line.split("\\s+")[2])
                    .findFirst();
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static int port(ManagedPostgres postgres) {
        return java.net.URI.create(postgres.url().substring("jdbc:".length())).getPort();
    }

    private Connection connect(String url) throws Exception {
        return DriverManager.getConnection(
                url,
                "hiepdong",
                Files.readString(folder().resolve("node.password")).strip());
    }

    private void execute(ManagedPostgres postgres, String sql) throws Exception {
        execute(postgres.url(), sql);
    }

    private void execute(String url, String sql) throws Exception {
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int number(ManagedPostgres postgres, String sql) throws Exception {
        return Integer.parseInt(text(postgres, sql));
    }

    private String text(ManagedPostgres postgres, String sql) throws Exception {
        try (var connection = connect(postgres.url());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
