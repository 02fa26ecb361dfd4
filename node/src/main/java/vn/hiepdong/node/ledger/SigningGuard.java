package vn.hiepdong.node.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Checkpoint;

/// Which own logs this node may sign, and what it signed last: a file for each log, outside the database, so that a
/// database that was restored from an old backup is found out. A log that forgot its newest entries and goes on signing
/// says two things, and nothing can undo that.
///
/// Each instance keeps files of its own. A file is on the disk before its checkpoint can be seen by anybody.
public final class SigningGuard {
    private static final String MARKER = "restored";

    private final @Nullable Path folder;
    private final Set<String> free = ConcurrentHashMap.newKeySet();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private volatile boolean open;

    private SigningGuard(@Nullable Path folder) {
        this.folder = folder;
    }

    /// @param folder of the files; made when it is missing
    public static SigningGuard in(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SigningGuard(folder);
    }

    /// Every log may be signed at once: for tools that write a log which nobody else holds.
    public static SigningGuard none() {
        return new SigningGuard(null);
    }

    boolean isStrict() {
        return folder != null;
    }

    /// @param signedSize entries that are signed; a log without any is new, unless a file says otherwise
    boolean allows(LogOrigin origin, long signedSize) {
        String name = origin.toString();
        if (held.contains(name)) {
            return false;
        }
        if (folder == null) {
            return true;
        }
        boolean isNew = signedSize == 0 && open && !restored() && !Files.exists(file(folder, origin.toString()));
        if (isNew) {
            free.add(name); // what this instance begins it also goes on with
        }
        return free.contains(name);
    }

    void openToNew() {
        open = true;
    }

    void free(LogOrigin origin) {
        held.remove(origin.toString());
        free.add(origin.toString());
    }

    void hold(LogOrigin origin) {
        free.remove(origin.toString());
        held.add(origin.toString());
    }

    /// Whether the data folder was restored from a backup and no partner or operator has confirmed it since.
    boolean restored() {
        return folder != null && Files.exists(folder.resolve(MARKER));
    }

    /// Written by a restore: what the files say, or that there are none, counts for nothing then.
    public static void mark(Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder, MARKER, "");
    }

    void unmark() {
        if (folder != null) {
            try {
                Files.deleteIfExists(folder.resolve(MARKER));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Throws [vn.hiepdong.format.FormatException] if the file is not what was written.
    Optional<Checkpoint> last(LogOrigin origin) {
        if (folder == null) {
            return Optional.empty();
        }
        Path file = file(folder, origin.toString());
        try {
            return Files.exists(file) ? Optional.of(Checkpoint.parse(Files.readString(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path folder, String origin) {
        return folder.resolve(Checkpoint.originHash(origin));
    }

    /// Whether this log was signed before, or may have been: then it is not begun anew.
    boolean mayKnow(LogOrigin origin) {
        return folder != null && (restored() || Files.exists(file(folder, origin.toString())));
    }

    /// Returns when the file would survive a power cut.
    void keep(Checkpoint checkpoint) {
        if (folder == null) {
            return;
        }
        try {
            write(folder, Checkpoint.originHash(checkpoint.origin()), checkpoint.text());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep what is about to be signed", e);
        }
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Path partial = folder.resolve(name + ".partial");
        Files.writeString(
                partial,
                text,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
