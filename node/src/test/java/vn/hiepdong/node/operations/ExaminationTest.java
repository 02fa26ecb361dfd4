package vn.hiepdong.node.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.operations.Finding.Level;
import vn.hiepdong.node.terminal.Terminal;

/// The usual troubles of a node, as `doctor` sees them.
class ExaminationTest {
    @TempDir
    Path folder;

    private Path data;
    private final TreeMap<String, String> settings = new TreeMap<>();

    @BeforeEach
    void aNodeThatNeverRan() throws IOException {
        data = folder.resolve("data");
        settings.put("hiepdong.data", data.toString());
        settings.put("hiepdong.web.port", Integer.toString(freePort()));
        settings.put("hiepdong.exchange.port", Integer.toString(freePort()));
        settings.put("hiepdong.exchange.address", "127.0.0.1");
        settings.put("hiepdong.operations.disk-low-mb", "1");
        settings.put("hiepdong.operations.disk-out-mb", "1");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Map<String, Level> found() {
        return new Examination(settings)
                .findings().stream().collect(Collectors.toMap(Finding::key, Finding::level, (one, _) -> one));
    }

    private Path file(String name, String text) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void beforeTheFirstStartNothingStandsInTheWay() {
        assertThat(found())
                .containsEntry("folder-new", Level.GOOD)
                .containsEntry("keys-new", Level.GOOD)
                .containsEntry("port-free", Level.GOOD)
                .containsEntry("database-new", Level.GOOD)
                .doesNotContainValue(Level.BAD);
    }

    @Test
    void dataWithoutKeysAreNoNode() throws IOException {
        file("database/cluster/PG_VERSION", "18");
        assertThat(found()).containsEntry("keys-missing", Level.BAD);
    }

    @Test
    void keysThatOthersCanReadAreNamed() throws IOException {
        file("keys/log-ed25519.pub", "public");
        Path seed = file("keys/log-ed25519.seed", "secret");
        Files.setPosixFilePermissions(seed, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(found()).containsEntry("keys-open", Level.WARNING);

        Files.setPosixFilePermissions(seed, PosixFilePermissions.fromString("rw-------"));
        assertThat(found()).containsEntry("keys", Level.GOOD);
    }

    @Test
    void aPortThatAnotherProgramHasIsFound() throws IOException {
        int port = Integer.parseInt(settings.get("hiepdong.exchange.port"));
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(found()).containsEntry("port-taken", Level.BAD);
        }
    }

    @Test
    void aWebServerThatIsNoNodeHasThePort() throws IOException {
        try (var _ = new Web(200, "<html>")) {
            assertThat(found()).containsEntry("port-taken", Level.BAD);
        }
    }

    @Test
    void aNodeThatRunsIsAskedHowItIs() throws IOException {
        try (var _ = new Web(200, "{\"status\": \"UP\"}")) {
            assertThat(found()).containsEntry("node-ready", Level.GOOD).containsEntry("exchange-silent", Level.BAD);
        }
        try (var _ = new Web(503, "{\"status\": \"DOWN\"}")) {
            assertThat(found()).containsEntry("node-not-ready", Level.WARNING);
        }
    }

    @Test
    void anAddressThatThisMachineDoesNotHaveIsNamed() {
        settings.put("hiepdong.exchange.address", "192.0.2.1");
        assertThat(found()).containsEntry("address-unknown", Level.BAD);
    }

    @Test
    void aClockThatWentBackIsSeenByWhatWasWritten() throws IOException {
        Path log = file("database/server.log", "");
        Files.setLastModifiedTime(log, FileTime.from(Instant.now().plus(Duration.ofHours(3))));
        assertThat(found()).containsEntry("clock-back", Level.BAD);
    }

    @Test
    void theDatabasesLastComplaintIsShownAndWhoKnocksIsNone() throws IOException {
        file("keys/log-ed25519.pub", "public");
        file("database/cluster/PG_VERSION", "18");
        file("database/server.log", """
                2026-11-28 12:49:39.790 UTC [3855] LOG:  listening on IPv4 address "127.0.0.1", port 29999
                2026-11-28 12:49:40.790 UTC [3856] FATAL:  the database system is starting up
                2026-11-28 12:49:41.790 UTC [3857] FATAL:  password authentication failed for user "hiepdong"
                """);
        assertThat(found()).containsEntry("database", Level.GOOD);

        file("database/server.log", """
                2026-11-28 12:49:39.790 UTC [3855] PANIC:  could not write to file "pg_wal/xlogtemp": No space left on device
                2026-11-28 12:49:41.790 UTC [3857] FATAL:  the database system is in recovery mode
                """);
        assertThat(new Examination(settings).findings())
                .filteredOn(each -> each.key().equals("database-said"))
                .singleElement()
                .satisfies(
                        each -> assertThat(each.values().getFirst().toString()).contains("No space left"));
    }

    @Test
    void dataThatAnotherProcessHoldsAreSeen() throws IOException {
        file("keys/log-ed25519.pub", "public");
        file("database/cluster/PG_VERSION", "18");
        Path lock = file("database/lock", "");
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            assertThat(found()).containsEntry("database-held", Level.WARNING);
        }
    }

    @Test
    void adatabaseThatDoesNotAnswerIsNamed() throws IOException {
        settings.put("hiepdong.database.url", "jdbc:postgresql://127.0.0.1:" + freePort() + "/hiepdong");
        assertThat(found()).containsEntry("database-silent", Level.BAD);
    }

    @Test
    void theDoctorSaysWhatToDoAndItsExitCodeSaysWhetherAnything() throws IOException {
        assertThat(doctor("--config", "node.properties")).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Nothing stands in the way");

        file("database/cluster/PG_VERSION", "18");
        assertThat(doctor("--config", "node.properties")).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("backup-keys")
                .contains("Something must be done");

        assertThat(doctor()).isEqualTo(2);
    }

    @Test
    void aConfigurationThatCannotBeReadIsTheFirstTrouble() {
        var doctor = new Doctor(
                terminal(),
                _ -> {
                    throw new IllegalArgumentException("no such file");
                },
                Map.of());
        assertThat(doctor.run(List.of("--config", "absent"))).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("no such file");
    }

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private Terminal terminal() {
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Terminal(out, out, Locale.ENGLISH);
    }

    private int doctor(String... arguments) {
        said.reset();
        return new Doctor(terminal(), _ -> settings, Map.of()).run(List.of(arguments));
    }

    /// Answers at the node's port, always the same.
    private final class Web implements AutoCloseable {
        private final HttpServer server;

        Web(int status, String body) throws IOException {
            int port = Integer.parseInt(settings.get("hiepdong.web.port"));
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/", exchange -> {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
