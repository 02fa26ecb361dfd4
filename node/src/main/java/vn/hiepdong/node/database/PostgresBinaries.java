package vn.hiepdong.node.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL's programs, unpacked from the node's own jars once for all nodes that share a folder.
final class PostgresBinaries {
    /// The version in the jars, as the root pom pins it; another version unpacks beside it.
    private static final String VERSION = "18.6";

    /// Where root unpacks to when the server, which is not root, cannot reach the folder it was told.
    private static final Path OPEN_TO_ALL = Path.of("/var/lib/hiepdong/postgresql");

    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> DATA = PosixFilePermissions.fromString("rw-r--r--");
    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /// Several nodes may come here at once, in one process or several: the first unpacks, the others wait for it.
    static PostgresBinaries unpackedIn(Path wished, ServerAccount account) throws IOException {
        var archive = archiveFor(System.getProperty("os.name"), System.getProperty("os.arch"));
        Files.createDirectories(wished);
        var folder = account.reaches(wished) ? wished.toAbsolutePath() : Folders.openToAll(OPEN_TO_ALL);
        var home = folder.resolve(VERSION + "-" + archive.replaceAll("^/postgres-|[.]txz$", ""));
        // A lock on a file keeps other processes out, but throws between threads of one process: hence both.
        synchronized (PostgresBinaries.class) {
            try (var channel = FileChannel.open(
                            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                if (!Files.exists(home)) {
                    unpack(archive, folder, home);
                }
            }
        }
        return new PostgresBinaries(home);
    }

    /// The archive's name inside its jar, or words on why there is none.
    static String archiveFor(String system, String machine) {
        var linux = system.toLowerCase(Locale.ROOT).contains("linux");
        return switch (linux ? machine : "") {
            case "amd64", "x86_64" -> "/postgres-linux-x86_64.txz";
            case "aarch64", "arm64" -> "/postgres-linux-arm_64.txz";
            default ->
                throw new DatabaseFailure("No PostgreSQL is shipped for " + system + " on " + machine
                        + ". Run one yourself and name it in hiepdong.database.url.");
        };
    }

    private static void unpack(String archive, Path folder, Path home) throws IOException {
        log.info("Unpacking PostgreSQL {} into {} (once)", VERSION, home);
        var unfinished = folder.resolve(home.getFileName() + ".unfinished");
        Folders.delete(unfinished);
        try (var packed = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new DatabaseFailure("The jar with " + archive + " is missing from the node's libraries.");
            }
            try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, unfinished);
                }
            }
        } catch (FileSystemException e) {
            Folders.delete(unfinished);
            throw e;
        }
        openFolders(unfinished);
        // Only a complete folder ever bears the name: a power cut before this line leaves nothing that looks whole.
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new DatabaseFailure("The file system of " + home + " cannot rename a folder in one step.", e);
        }
        Folders.sync(folder);
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        var target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new DatabaseFailure("The PostgreSQL archive names a file outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        Files.setPosixFilePermissions(target, (entry.getMode() & 0100) != 0 ? PROGRAM : DATA);
        Folders.sync(target);
    }

    /// Whatever umask the node was started with, the server may read its own programs.
    private static void openFolders(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            for (var folder : all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                Files.setPosixFilePermissions(folder, PROGRAM);
            }
        }
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}
