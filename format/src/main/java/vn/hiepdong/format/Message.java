package vn.hiepdong.format;

import java.nio.ByteBuffer;

/// The bytes under a signature, for each type of key (C2SP `signed-note`, `tlog-cosignature`).
final class Message {
    private static final byte[] SUBTREE = Strict.utf8("subtree/v1\n\0");

    private Message() {}

    /// Type 0x01: the text of the note.
    static byte[] note(String text) {
        return Strict.utf8(text);
    }

    /// Type 0x04: `cosignature/v1\n`, `time <t>\n`, the text of the note.
    static byte[] cosignature(long time, String text) {
        return Strict.utf8("cosignature/v1\ntime " + time + "\n" + text);
    }

    /// Type 0x06: `subtree/v1\n\0`, name of the cosigner and origin each behind one byte of length, time, start
    /// and end as 64 bits big-endian, root.
    static byte[] subtree(String cosigner, long time, String origin, long start, long end, Hash root) {
        byte[] name = Strict.utf8(cosigner);
        byte[] log = Strict.utf8(origin);
        return ByteBuffer.allocate(SUBTREE.length + 1 + name.length + 8 + 1 + log.length + 16 + Hash.SIZE)
                .put(SUBTREE)
                .put((byte) name.length)
                .put(name)
                .putLong(time)
                .put((byte) log.length)
                .put(log)
                .putLong(start)
                .putLong(end)
                .put(root.bytes())
                .array();
    }

    static byte[] checkpoint(String cosigner, long time, Checkpoint checkpoint) {
        return subtree(cosigner, time, checkpoint.origin(), 0, checkpoint.size(), checkpoint.root());
    }
}
