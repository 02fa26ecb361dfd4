package vn.hiepdong.node.database;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How the server is started on its folder, the first time and after each crash.
record ServerStart(
        ClusterFolder cluster, PostgresBinaries binaries, ServerAccount account, ManagedPostgres.Settings settings) {
    /// Replaying the log after a power cut may take minutes; longer than this is no longer a start.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration STOP = Duration.ofMinutes(1);
    private static final int PORTS_TRIED = 5;

    record Started(ServerProcess server, int port) {}

    /// Between finding a port free and the server's taking it another program may be quicker.
    Started onAFreePort() throws IOException, InterruptedException {
        for (var tried = 1; ; tried++) {
            var port = cluster.freePort();
            var server = launch(port);
            if (becomesReady(server)) {
                return new Started(server, port);
            }
            if (!StartFailures.isPortTaken(server.lastWords()) || tried == PORTS_TRIED) {
                throw StartFailures.explain(cluster.folder(), server.lastWords());
            }
            cluster.forgetPort();
        }
    }

    ServerProcess on(int port) throws IOException, InterruptedException {
        var server = launch(port);
        if (!becomesReady(server)) {
            throw StartFailures.explain(cluster.folder(), server.lastWords());
        }
        return server;
    }

    private ServerProcess launch(int port) throws IOException {
        var command = new ArrayList<>(List.of(binaries.program("postgres"), "-D", ServerProcess.FOLDER));
        parameters(port).forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        return ServerProcess.start(cluster.path(), account, command, cluster.log());
    }

    private Map<String, String> parameters(int port) {
        return new TreeMap<>(Map.ofEntries(
                Map.entry("cluster_name", cluster.name()),
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", Integer.toString(settings.maxConnections())),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                // Small: a node with its database is to fit an old machine.
                Map.entry("shared_buffers", settings.sharedBuffersMb() + "MB"),
                Map.entry("max_worker_processes", "2"),
                Map.entry("max_parallel_workers_per_gather", "0"),
                Map.entry("max_logical_replication_workers", "0"),
                Map.entry("autovacuum_max_workers", "2"),
                Map.entry("io_method", "sync"),
                Map.entry("huge_pages", "off"),
                Map.entry("jit", "off"),
                // Few, even checkpoints; the log of changes is bounded on small disks and replayed in seconds.
                Map.entry("max_wal_size", "512MB"),
                Map.entry("min_wal_size", "80MB"),
                Map.entry("wal_compression", "pglz"),
                Map.entry("checkpoint_timeout", "15min"),
                // What was erased must not live on in old files of the log under a new name.
                Map.entry("wal_recycle", "off"),
                Map.entry("wal_init_zero", "on"),
                // The log is for operators: what failed, never the content of statements.
                Map.entry("log_min_messages", "warning"),
                Map.entry("log_min_error_statement", "panic"),
                Map.entry("log_error_verbosity", "terse"),
                Map.entry("log_checkpoints", "off")));
    }

    /// Whether it takes connections; if not, it ended.
    private boolean becomesReady(ServerProcess server) throws IOException, InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (server.isAlive()) {
            if (cluster.isReady()) {
                return true;
            }
            if (System.nanoTime() > until) {
                server.stop(STOP);
                return false;
            }
            Thread.sleep(10);
        }
        return false;
    }
}
