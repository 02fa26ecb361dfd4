package vn.hiepdong.node.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL of the node's own, that lives and dies with it.
///
/// It listens on loopback alone, on a port that may change from start to start, and never runs as root. What is
/// committed is on the disk (`fsync` stays on). When the node is killed the server stops by itself; when the server
/// dies it is started again, ever more slowly, on the same port, so that a pool of connections recovers without help.
public final class ManagedPostgres implements AutoCloseable {
    /// What one of them is made of.
    ///
    /// @param folder where the data lie: see the table in [ClusterFolder]
    /// @param binaries where PostgreSQL's programs are unpacked; nodes on one machine should share it
    /// @param sharedBuffersMb PostgreSQL's own cache; the system's cache does the rest
    /// @param maxConnections of all pools together
    public record Settings(Path folder, Path binaries, int sharedBuffersMb, int maxConnections) {
        public Settings(Path folder, Path binaries) {
            this(folder, binaries, 64, 40);
        }
    }

    private static final Duration LOCK = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(ManagedPostgres.class);

    private final ServerStart start;
    private final FileChannel lock;
    private final int port;
    private final String password;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread watch;
    private volatile ServerProcess server;

    private ManagedPostgres(ServerStart start, FileChannel lock, ServerStart.Started started, String password) {
        this.start = start;
        this.lock = lock;
        this.port = started.port();
        this.server = started.server();
        this.password = password;
        watch = Thread.ofVirtual().name("database-watch").start(this::watch);
    }

    /// Returns when the database takes connections; what is left of an earlier run is stopped or cleared away first.
    ///
    /// @throws DatabaseFailure with words for the person who runs the node
    public static ManagedPostgres start(Settings settings) {
        try {
            var cluster = ClusterFolder.at(settings.folder());
            var lock = lock(cluster.folder());
            ServerStart.@Nullable Started started = null;
            try {
                new Leftovers(cluster).clear();
                var account = ServerAccount.ofThisProcess();
                var binaries = PostgresBinaries.unpackedIn(settings.binaries(), account);
                cluster.makeUnlessThere(binaries, account);
                var start = new ServerStart(cluster, binaries, account, settings);
                started = start.onAFreePort();
                new PostgresRoles(cluster, started.port()).makeUnlessThere();
                return new ManagedPostgres(start, lock, started, cluster.nodePassword());
            } catch (IOException | InterruptedException | SQLException | RuntimeException e) {
                if (started != null) {
                    started.server().stop(STOP);
                }
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw StartFailures.explain(settings.folder(), e);
        } catch (SQLException e) {
            throw new DatabaseFailure(
                    "The database under " + settings.folder() + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure("The start of the database was interrupted.", e);
        }
    }

    /// The kernel gives the lock back however the holder ends, so a killed node never locks itself out. One that is
    /// just
    /// stopping in another process is waited for.
    private static FileChannel lock(Path folder) throws IOException, InterruptedException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var until = System.nanoTime() + LOCK.toNanos();
            do {
                if (channel.tryLock() != null) {
                    return channel;
                }
                Thread.sleep(50);
            } while (System.nanoTime() < until);
        } catch (OverlappingFileLockException e) {
            log.debug("The lock on {} is held by this very process", folder);
        }
        channel.close();
        throw new DatabaseFailure("Another node already uses the database under " + folder + ". Stop it first.");
    }

    public String url() {
        return PostgresRoles.url(port, PostgresRoles.NODE);
    }

    public String username() {
        return PostgresRoles.NODE;
    }

    public String password() {
        return password;
    }

    private void watch() {
        try {
            while (true) {
                var status = server.awaitEnd();
                if (isClosing(Duration.ZERO)) {
                    return;
                }
                log.error("The database server ended by itself (status {}): {}", status, server.lastWords());
                startAgain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Never gives up, since a disk that was full is given room again; but never more often than a person could read.
    private void startAgain() throws InterruptedException {
        var pause = FIRST_PAUSE;
        while (!isClosing(pause)) {
            try {
                new Leftovers(start.cluster()).clear();
                server = start.on(port);
                if (isClosing(Duration.ZERO)) {
                    server.stop(STOP);
                    return;
                }
                log.info("The database server runs again");
                return;
            } catch (IOException | DatabaseFailure e) {
                log.error("The database server could not be started again", e);
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private boolean isClosing(Duration wait) throws InterruptedException {
        return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Stops the server in good order: open transactions are rolled back, everything else is on the disk.
    @Override
    public void close() {
        closing.countDown();
        try (lock) {
            if (!server.stop(STOP)) {
                log.warn("The database server takes long to stop; it goes on by itself");
                return;
            }
            watch.join();
        } catch (IOException e) {
            log.warn("The database server was not stopped in good order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
