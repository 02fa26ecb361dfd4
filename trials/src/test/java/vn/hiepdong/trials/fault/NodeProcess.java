package vn.hiepdong.trials.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.trials.NodeFiles;
import vn.hiepdong.trials.Until;

/// The node of one agency as a process, with its own database as a child of that.
final class NodeProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);

    private final Path home;
    private final URI url;
    private final HttpClient http;
    private final Map<String, String> environment = new HashMap<>();
    private @Nullable Process process;

    /// @param home its folder, with `node.properties` and later `data`
    NodeProcess(Path home, URI url, HttpClient http) {
        this.home = home;
        this.url = url;
        this.http = http;
    }

    /// For the starts to come.
    Map<String, String> environment() {
        return environment;
    }

    Path data() {
        return home.resolve("data");
    }

    void start() {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                NodeFiles.classpathWithoutTests(),
                "vn.hiepdong.node.Main",
                "serve",
                "--config",
                home.resolve("node.properties").toString(),
                "--while-input"));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        try {
            Files.writeString(log(), "--- start\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return home.resolve("node.log");
    }

    /// Starts it if it does not run, and returns when it answers. One that gives up is started again, as a service
    /// manager would.
    void awaitReady() {
        try {
            Until.itIsSo(START, home.getFileName() + " is ready", () -> {
                if (!isAlive()) start();
                return isReady();
            });
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + "; its log ends:\n" + endOfLog(), late);
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isReady() {
        try {
            var request = HttpRequest.newBuilder(url.resolve("/api/v1/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    private Process running() {
        if (process == null) throw new IllegalStateException("not started");
        return process;
    }

    /// As an administrator would.
    void stop() {
        if (!isAlive()) return;
        running().destroy();
        await();
    }

    /// As the kernel would, for want of memory or of power. The database notices, and ends too.
    void kill() {
        running().destroyForcibly();
        await();
    }

    private void await() {
        try {
            running().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Stands still, as in a machine that is asleep, until [#thaw] or [#kill].
    void freeze() {
        signal("STOP", Stream.of(running().pid()));
    }

    void thaw() {
        signal("CONT", Stream.of(running().pid()));
    }

    /// Kills every process of the database at one blow.
    void killDatabase() {
        signal("KILL", databaseProcesses().stream());
    }

    /// The server first, then all it has started.
    List<Long> databaseProcesses() {
        try {
            var file = data().resolve("database/cluster/postmaster.pid");
            if (!Files.exists(file)) return List.of();
            long server = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            return ProcessHandle.of(server)
                    .map(each -> Stream.concat(Stream.of(each), each.descendants())
                            .map(ProcessHandle::pid)
                            .toList())
                    .orElse(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String name, Stream<Long> processes) {
        var command = new ArrayList<>(List.of("kill", "-" + name));
        processes.map(String::valueOf).forEach(command::add);
        if (command.size() == 2) return;
        Shell.runs(command); // one that has ended meanwhile is no harm
    }

    /// A connection that may do anything, past the node.
    Connection database() throws SQLException {
        try {
            var folder = data().resolve("database");
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:"
                            + Files.readString(folder.resolve("port")).strip()
                            + "/hiepdong?connectTimeout=5&socketTimeout=60",
                    "postgres",
                    Files.readString(folder.resolve("admin.password")).strip());
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    /// As [#database], once it takes connections.
    Connection databaseWhenUp() {
        var found = new Connection[1];
        Until.itIsSo(START, "the database of " + home.getFileName() + " answers", () -> {
            try {
                found[0] = database();
                return true;
            } catch (SQLException e) {
                return false;
            }
        });
        return found[0];
    }

    @Override
    public void close() {
        if (isAlive()) {
            thaw();
            stop();
        }
    }
}
