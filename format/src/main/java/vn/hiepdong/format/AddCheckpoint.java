package vn.hiepdong.format;

import java.util.List;

/// The body of `POST add-checkpoint` to a witness or mirror (C2SP `tlog-witness`): `old <size>\n`, up to 63
/// lines of a consistency proof, an empty line, the signed checkpoint.
///
/// @param oldSize size that the receiver cosigned last, as far as the sender knows; 0 if none
/// @param proof consistency proof from there to the checkpoint; empty for 0
/// @param checkpoint the note with the log's signatures
public record AddCheckpoint(long oldSize, List<Hash> proof, SignedNote checkpoint) {
    /// Longest body, in bytes.
    public static final int MAX_BYTES = 128 * 1024;

    public AddCheckpoint {
        if (oldSize < 0) {
            throw new IllegalArgumentException("old size " + oldSize + " is negative");
        }
        proof = HashList.proof(proof);
    }

    /// Reads a body; throws [FormatException] (status 400) unless it is exactly what [#toBytes()] writes.
    /// Whether the note is a checkpoint, is signed and follows from the proof is left to the receiver: each has
    /// its own status.
    public static AddCheckpoint parse(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw new FormatException("add-checkpoint of " + body.length + " bytes, the limit is " + MAX_BYTES);
        }
        var lines = new Lines(Strict.utf8(body, "add-checkpoint"), "add-checkpoint");
        long oldSize = Strict.decimal(lines.next("old "), "old size in add-checkpoint");
        List<Hash> proof = HashList.parse(lines, "add-checkpoint");
        return new AddCheckpoint(oldSize, proof, SignedNote.parse(lines.rest()));
    }

    public byte[] toBytes() {
        var text = new StringBuilder("old ").append(oldSize).append('\n');
        for (Hash hash : proof) {
            text.append(hash.base64()).append('\n');
        }
        return Strict.utf8(text.append('\n').append(checkpoint.format()).toString());
    }
}
