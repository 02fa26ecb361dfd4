package vn.hiepdong.node.database;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL program that ends when this JVM ends, however that ends.
///
/// Between the two stands a small shell that holds a pipe from the JVM. When the pipe closes, because we close it or
/// because the kernel closes it for a JVM that was killed, the shell sends SIGINT, which PostgreSQL takes as "roll
/// back, write everything, leave". So the orderly stop and the emergency take the same, daily tried, road.
final class ServerProcess {
    /// Where the server finds the folder it works on. The shell opens it before rights are dropped, and a path through
    /// an open file asks nothing of the folders above: the data may lie in a home folder that is closed to others.
    static final String FOLDER = "/proc/self/fd/5";

    private static final String SHELL = """
            exec 4<&0 5<"$1" </dev/null; shift
            "$@" 4<&- &
            server=$!
            (read -r line; while kill -INT "$server" 2>/dev/null; do sleep 1; done) <&4 >/dev/null 2>&1 4<&- 5<&- &
            watcher=$!
            exec 4<&- 5<&-
            wait "$server"; status=$?
            kill "$watcher" 2>/dev/null
            exit "$status"
            """;

    private final Process shell;
    private final ServerLog log;
    private final Thread listener;

    private ServerProcess(Process shell, ServerLog log) {
        this.shell = shell;
        this.log = log;
        listener = Thread.ofPlatform().name("database-log").daemon().start(this::listen);
    }

    static ServerProcess start(Path folder, ServerAccount account, List<String> program, ServerLog log)
            throws IOException {
        var command = new ArrayList<>(List.of("sh", "-c", SHELL, "hiepdong-database", folder.toString()));
        command.addAll(account.prefix());
        command.addAll(program);
        // A session of its own, or Ctrl-C at a terminal would stop the database under the feet of the node.
        command.addFirst("setsid");
        var builder = new ProcessBuilder(command).directory(new File("/")).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        return new ServerProcess(builder.start(), log);
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    int awaitEnd() throws InterruptedException {
        return shell.waitFor();
    }

    /// Whether it ended in time.
    boolean stop(Duration patience) throws IOException, InterruptedException {
        shell.getOutputStream().close();
        return shell.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// What it said last, complete once it ended.
    String lastWords() throws InterruptedException {
        if (!isAlive()) {
            listener.join();
        }
        return log.lastWords();
    }

    private void listen() {
        try (var said = shell.inputReader(StandardCharsets.UTF_8)) {
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                log.append(line);
            }
        } catch (IOException e) {
            log.append("Listening to the database server ended: " + e.getMessage());
        }
    }
}
