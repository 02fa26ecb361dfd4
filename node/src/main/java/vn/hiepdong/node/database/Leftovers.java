package vn.hiepdong.node.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an earlier run left on a cluster folder: a server that still lives, or the mere file of one that does not.
///
/// A process id proves nothing, since the system gives it away again. What a process was called with does: our
/// servers bear the cluster's [name][ClusterFolder#name()], and so do the children of one that was killed.
final class Leftovers {
    private static final Duration GENTLY = Duration.ofSeconds(60);
    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    private final ClusterFolder cluster;

    Leftovers(ClusterFolder cluster) {
        this.cluster = cluster;
    }

    /// Afterwards no process works on the folder, and nothing claims that one does. Only for who holds the lock on it.
    void clear() throws IOException, InterruptedException {
        var servers = alive();
        if (!servers.isEmpty()) {
            log.warn("A database server was left behind on {}: stopping it first", cluster.path());
            stop("-INT", GENTLY);
            stop("-QUIT", AT_ONCE);
            stop("-KILL", AT_ONCE);
            if (!alive().isEmpty()) {
                throw new DatabaseFailure(
                        "A database server still works on " + cluster.path() + " and cannot be stopped: process "
                                + alive().stream().map(ProcessHandle::pid).toList() + ".");
            }
        }
        Files.deleteIfExists(cluster.path().resolve("postmaster.pid"));
    }

    private void stop(String signal, Duration patience) throws IOException, InterruptedException {
        var servers = alive();
        if (servers.isEmpty()) {
            return;
        }
        // The postmaster brings its children down in good order; they are asked one by one only when it is gone.
        var postmasters = servers.stream().filter(this::isPostmaster).toList();
        for (var server : postmasters.isEmpty() ? servers : postmasters) {
            new ProcessBuilder("sh", "-c", "kill " + signal + " " + server.pid() + " 2>/dev/null")
                    .start()
                    .waitFor();
        }
        var until = System.nanoTime() + patience.toNanos();
        while (!alive().isEmpty() && System.nanoTime() < until) {
            Thread.sleep(20);
        }
    }

    List<ProcessHandle> alive() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    private boolean isOurs(ProcessHandle process) {
        var words = words(process);
        if (words.isEmpty()) {
            return false;
        }
        var program = words.getFirst();
        return program.startsWith("postgres: " + cluster.name() + ":") || isPostmaster(process);
    }

    /// Also one that somebody started by hand on the folder.
    private boolean isPostmaster(ProcessHandle process) {
        var words = words(process);
        return !words.isEmpty()
                && words.getFirst().endsWith("/postgres")
                && (words.contains("cluster_name=" + cluster.name())
                        || words.contains(cluster.path().toString()));
    }

    /// What the process was called with; nothing when it is gone or not ours to see.
    private static List<String> words(ProcessHandle process) {
        try {
            var line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return List.of(line.split("\0"));
        } catch (IOException e) {
            // It ended while we looked, which the kernel reports in more than one way.
            return List.of();
        }
    }
}
