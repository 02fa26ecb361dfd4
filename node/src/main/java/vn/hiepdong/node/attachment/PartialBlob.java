package vn.hiepdong.node.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BiFunction;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.attachment.AttachmentRejected.Reason;

/// A file that comes from a partner in pieces. Its length so far is all that needs to be remembered, and the
/// file system remembers it: after a cut or a restart the partner asks [#offset()] and goes on from there.
/// Nobody sees the file before [#finish()] has found that its bytes are what its name says.
public final class PartialBlob {
    private final Path folder;
    private final Path file;
    private final Hash hash;
    private final long size;
    private final BiFunction<Hash, byte[], Attachment> keep;

    PartialBlob(Path folder, Hash hash, long size, BiFunction<Hash, byte[], Attachment> keep) {
        this.folder = folder;
        this.file = folder.resolve(hash.hex());
        this.hash = hash;
        this.size = size;
        this.keep = keep;
    }

    /// How many bytes are here: where the next piece begins.
    public long offset() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Adds a piece.
    ///
    /// @return false, and nothing is added, if the piece does not begin at [#offset()], or if another contact
    /// is adding
    ///     one at this moment; the partner asks for the offset and goes on
    /// @throws AttachmentRejected if the file would grow beyond the size that was announced
    public boolean append(long offset, byte[] piece) {
        if (offset < 0 || offset + piece.length > size) {
            throw new AttachmentRejected(Reason.TOO_LARGE, offset + piece.length, size);
        }
        try {
            Files.createDirectories(folder);
            try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.tryLock()) {
                if (lock == null || channel.size() != offset) {
                    return false;
                }
                channel.position(offset);
                var left = ByteBuffer.wrap(piece);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                return true;
            }
        } catch (OverlappingFileLockException e) {
            return false; // the other contact is in this very process
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Checks the bytes against their hash and puts the file into the store.
    ///
    /// @throws AttachmentRejected if they differ, or if it is a file that this node does not take; the pieces are
    ///     thrown away
    public Attachment finish() {
        try {
            if (offset() != size) {
                throw new IllegalStateException("the file has " + offset() + " of " + size + " bytes");
            }
            var bytes = Files.readAllBytes(file);
            if (!Hash.sha256(bytes).equals(hash)) {
                throw new AttachmentRejected(Reason.WRONG_HASH, hash.hex());
            }
            var attachment = keep.apply(hash, bytes);
            discard();
            return attachment;
        } catch (AttachmentRejected e) {
            discard();
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Throws the pieces away.
    public void discard() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
