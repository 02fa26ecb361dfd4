package vn.hiepdong.node.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import vn.hiepdong.format.Hash;

/// The bytes, in a folder: `ab/cdef…` after their hash in hexadecimal. A file appears under its name only when
/// all of it is on disk; power cut before leaves a nameless piece in `new/`, which the next start sweeps out.
final class AttachmentFiles {
    private final Path folder;
    private final Path fresh;

    AttachmentFiles(Path folder) {
        this.folder = folder;
        this.fresh = folder.resolve("new");
        try {
            Files.createDirectories(fresh);
            try (var leftovers = Files.newDirectoryStream(fresh)) {
                for (var leftover : leftovers) {
                    Files.deleteIfExists(leftover);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean holds(Hash hash) {
        return Files.isRegularFile(path(hash));
    }

    void write(Hash hash, byte[] bytes) {
        if (holds(hash)) {
            return;
        }
        try {
            var piece = fresh.resolve(UUID.randomUUID().toString());
            try (var channel = FileChannel.open(piece, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            moveIn(hash, piece);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Gives a complete, synced file its name. Another thread may have brought the same bytes: then one
    /// replaces the other, and nobody can tell.
    private void moveIn(Hash hash, Path piece) throws IOException {
        var drawer = drawer(hash);
        if (!Files.isDirectory(drawer)) {
            Files.createDirectories(drawer);
            sync(folder);
        }
        Files.move(piece, path(hash), StandardCopyOption.ATOMIC_MOVE);
        sync(drawer);
    }

    Optional<InputStream> open(Hash hash) {
        try {
            return Optional.of(Files.newInputStream(path(hash)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// And the pieces of it that came in so far.
    void delete(Hash hash) {
        try {
            Files.deleteIfExists(path(hash));
            Files.deleteIfExists(partial().resolve(hash.hex()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where the pieces of a file lie while they come in.
    Path partial() {
        return folder.resolve("partial");
    }

    private Path path(Hash hash) {
        return drawer(hash).resolve(hash.hex().substring(2));
    }

    private Path drawer(Hash hash) {
        return folder.resolve(hash.hex().substring(0, 2));
    }

    /// A rename lasts through a power cut once its folder is synced.
    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
