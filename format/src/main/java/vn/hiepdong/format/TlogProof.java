package vn.hiepdong.format;

import java.util.Collection;
import java.util.List;

/// One file that proves one entry offline (C2SP `tlog-proof`, files named `.tlog-proof`):
///
/// ```
/// c2sp.org/tlog-proof@v1
/// extra <base64>            only if there is any
/// index <n>
/// <hash>                    inclusion proof, up to 63 lines
///
/// <checkpoint with its signatures and cosignatures>
/// ```
///
/// @param extra unauthenticated bytes for whoever reads the file, such as a salt; empty for none
/// @param index index of the entry
/// @param proof inclusion proof of the entry in the tree of the checkpoint
/// @param checkpoint the signed checkpoint
public record TlogProof(Bytes extra, long index, List<Hash> proof, SignedNote checkpoint) {
    /// Longest file, in bytes.
    public static final int MAX_BYTES = 2 * SignedNote.MAX_BYTES;

    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";

    public TlogProof {
        if (index < 0) {
            throw new IllegalArgumentException("index " + index + " is negative");
        }
        proof = HashList.proof(proof);
    }

    /// Reads a file; throws [FormatException] unless it is exactly what [#toBytes()] writes.
    public static TlogProof parse(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new FormatException("proof of " + file.length + " bytes, the limit is " + MAX_BYTES);
        }
        var lines = new Lines(Strict.utf8(file, "proof"), "proof");
        if (!lines.next().equals(FIRST_LINE)) {
            throw new FormatException("proof does not begin with " + FIRST_LINE);
        }
        Bytes extra = Bytes.EMPTY;
        String line = lines.next();
        if (line.startsWith("extra ")) {
            extra = Bytes.of(Strict.base64(line.substring(6), "extra in proof"));
            if (extra.isEmpty()) {
                throw new FormatException("proof has an empty extra line");
            }
            line = lines.next();
        }
        if (!line.startsWith("index ")) {
            throw new FormatException("proof has no index but " + Strict.quoted(line));
        }
        long index = Strict.decimal(line.substring(6), "index in proof");
        List<Hash> hashes = HashList.parse(lines, "file");
        return new TlogProof(extra, index, hashes, SignedNote.parse(lines.rest()));
    }

    public byte[] toBytes() {
        var text = new StringBuilder(FIRST_LINE).append('\n');
        if (!extra.isEmpty()) {
            text.append("extra ").append(extra.base64()).append('\n');
        }
        text.append("index ").append(index).append('\n');
        for (Hash hash : proof) {
            text.append(hash.base64()).append('\n');
        }
        return Strict.utf8(text.append('\n').append(checkpoint.format()).toString());
    }

    /// Checks that the entry with this leaf hash stands at [#index()] of the log `origin`, by a checkpoint that
    /// one of `keys` signed, and returns that checkpoint as verified. Which signatures suffice is for the
    /// caller to say: [VerifiedNote#isSignedBy(NoteVerifier)]. Throws [FormatException] if anything does not
    /// hold.
    public VerifiedNote verify(String origin, Hash leaf, Collection<? extends NoteVerifier> keys) {
        VerifiedNote note = checkpoint.verify(keys);
        Checkpoint tree = note.checkpoint();
        if (!tree.origin().equals(origin)) {
            throw new FormatException("proof is from the log " + Strict.quoted(tree.origin()));
        }
        if (!Proofs.verifyInclusion(leaf, index, tree.size(), proof, tree.root())) {
            throw new FormatException("the entry is not entry " + index + " of " + tree.size());
        }
        return note;
    }
}
