package vn.hiepdong.format;

import java.util.List;

/// What a log signs: "my first `size` entries have this root" (C2SP `tlog-checkpoint`).
///
/// The text has three lines: origin, size, base64 of the root. Extension lines are refused, on reading too:
/// ML-DSA cosignatures do not cover them, and other witnesses reject or mis-sign them.
///
/// @param origin the name of the log, for ever: 1 to 255 bytes, no control character
/// @param size number of entries, 0 to 2^63-1
/// @param root root of the tree; for size 0 it should be [Merkle#EMPTY_ROOT], which a witness checks
public record Checkpoint(String origin, long size, Hash root) {
    public Checkpoint {
        if (!Strict.isOrigin(origin)) {
            throw new IllegalArgumentException("no valid origin: " + Strict.quoted(origin));
        }
        if (size < 0) {
            throw new IllegalArgumentException("size " + size + " is negative");
        }
    }

    /// The text that is signed.
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /// Reads the text of a checkpoint; throws [FormatException] unless it is exactly what [#text()] writes.
    public static Checkpoint parse(String text) {
        var lines = new Lines(text, "checkpoint");
        String origin = lines.next();
        if (!Strict.isOrigin(origin)) {
            throw new FormatException("checkpoint has no valid origin: " + Strict.quoted(origin));
        }
        long size = Strict.decimal(lines.next(), "checkpoint size");
        Hash root = Hash.fromBase64(lines.next());
        lines.end();
        return new Checkpoint(origin, size, root);
    }

    /// The checkpoint as a note, signed by each of the signers in their order.
    public SignedNote sign(NoteSigner... signers) {
        return SignedNote.sign(text(), List.of(signers));
    }

    /// The name under which witnesses and mirrors file this log in their paths: lowercase hexadecimal SHA-256
    /// of the origin.
    public static String originHash(String origin) {
        return Hash.sha256(Strict.utf8(origin)).hex();
    }
}
