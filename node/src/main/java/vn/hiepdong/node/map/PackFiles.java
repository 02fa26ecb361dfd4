package vn.hiepdong.node.map;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.hiepdong.format.Hash;

/// The files of packs: `map/<id>.pmtiles` in the data folder. A file gets that name when all of it is on disk;
/// before, it lies in `map/new/`, which the next start sweeps out.
@Component
final class PackFiles {
    /// A whole country with its streets is one or two gigabytes.
    static final long LARGEST_TILES = 8L * 1024 * 1024 * 1024;
    /// What must be read and understood rather than only kept.
    static final long LARGEST_TEXT = 64L * 1024 * 1024;

    private final Path folder;
    private final Path fresh;

    PackFiles(@Value("${hiepdong.data}") Path data) {
        folder = data.resolve("map");
        fresh = folder.resolve("new");
        try {
            Files.createDirectories(fresh);
            try (var leftovers = Files.newDirectoryStream(fresh)) {
                for (var leftover : leftovers) Files.deleteIfExists(leftover);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Received(Path path, Hash hash, long size) {}

    Path fresh() {
        return fresh.resolve(UUID.randomUUID().toString());
    }

    /// Writes a file down as it comes in. The limit for tiles counts only for what begins like tiles.
    Received receive(InputStream in) throws IOException {
        var path = fresh();
        try (var digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
                var out = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var piece = new byte[1 << 16];
            long size = 0;
            long limit = 0;
            for (int n; (n = digest.readNBytes(piece, 0, piece.length)) > 0; ) {
                if (size == 0) limit = isTiles(piece) ? LARGEST_TILES : LARGEST_TEXT;
                size += n;
                if (size > limit) throw new PackRejected(PackRejected.Reason.TOO_LARGE, limit / 1024 / 1024);
                var left = ByteBuffer.wrap(piece, 0, n);
                while (left.hasRemaining()) out.write(left);
            }
            if (size == 0) throw new PackRejected(PackRejected.Reason.EMPTY);
            out.force(true);
            return new Received(path, Hash.of(digest.getMessageDigest().digest()), size);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    static boolean isTiles(byte[] start) {
        return Arrays.equals(start, 0, TileArchive.MAGIC.length, TileArchive.MAGIC, 0, TileArchive.MAGIC.length);
    }

    void keep(Path file, UUID pack) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(file, of(pack), StandardCopyOption.ATOMIC_MOVE);
    }

    Path of(UUID pack) {
        return folder.resolve(pack + ".pmtiles");
    }

    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
