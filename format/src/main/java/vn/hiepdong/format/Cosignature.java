package vn.hiepdong.format;

import java.nio.ByteBuffer;

/// A cosigner's statement about a checkpoint (C2SP `tlog-cosignature`): "at this time, this was the largest
/// tree I knew of this log, consistent with all before"; from a mirror also "and I hold all of it".
///
/// A [NoteSignature] whose bytes begin with a time. Being one says nothing about being true; see [#verify(Vkey,
/// Checkpoint)].
public record Cosignature(NoteSignature signature) {
    /// Bytes of [#raw()] for type 0x04: the time and an Ed25519 signature.
    public static final int RAW_ED25519 = KeyType.ED25519_COSIGNATURE.signatureLength();

    /// Throws [FormatException] if the bytes have the length of neither type, or a time of 2^63 or more.
    public Cosignature {
        int length = signature.signature().length();
        if (length != RAW_ED25519 && length != KeyType.ML_DSA_44.signatureLength()) {
            throw new FormatException("signature of " + signature.name() + " is no cosignature: " + length + " bytes");
        }
        if (time(signature) < 0) {
            throw new FormatException("cosignature of " + signature.name() + " has a time beyond 2^63");
        }
    }

    /// Signs a checkpoint as a cosigner. `time` is in seconds since 1970 and above 0; the key of type 0x04 or
    /// 0x06.
    public static Cosignature sign(SigningKey key, String name, Checkpoint checkpoint, long time) {
        if (!key.type().isTimed() || time <= 0) {
            throw new IllegalArgumentException("no cosignature by " + key.type() + " at " + time);
        }
        int keyId = key.keyId(name);
        return new Cosignature(new NoteSignature(name, keyId, key.sign(name, checkpoint.text(), time)));
    }

    /// Signs the subtree `[start, end)` of a log, without a time, for `sign-subtree` of C2SP `tlog-witness`. Only
    /// with ML-DSA. The signer has checked that the subtree is part of a checkpoint it cosigned.
    public static Cosignature signSubtree(SigningKey key, String name, String origin, long start, long end, Hash root) {
        if (key.type() != KeyType.ML_DSA_44 || !Proofs.isSubtree(start, end) || !Strict.isOrigin(origin)) {
            throw new IllegalArgumentException("no signature by " + key.type() + " for [" + start + ", " + end + ")");
        }
        Bytes signed = key.timed(0, Message.subtree(name, 0, origin, start, end, root));
        return new Cosignature(new NoteSignature(name, key.keyId(name), signed));
    }

    /// Puts a stored or scanned [#raw()] back under its key; throws [FormatException] for another length than
    /// that key's signatures have.
    public static Cosignature of(Vkey key, byte[] raw) {
        if (raw.length != key.type().signatureLength()) {
            throw new FormatException("cosignature of " + key.name() + " has " + raw.length + " bytes");
        }
        return new Cosignature(new NoteSignature(key.name(), key.keyId(), Bytes.of(raw)));
    }

    /// When it was signed, in seconds since 1970; 0 for a subtree.
    public long time() {
        return time(signature);
    }

    /// Time and signature without name and key id: 72 bytes for Ed25519, small enough for a QR code.
    public Bytes raw() {
        return signature.signature();
    }

    /// The line without its `\n`.
    public String line() {
        return signature.line();
    }

    /// Whether this key signed this checkpoint, with a time, as cosigners must.
    public boolean verify(Vkey key, Checkpoint checkpoint) {
        return time() > 0
                && key.type().isTimed()
                && signature.isFrom(key.name(), key.keyId())
                && key.verify(checkpoint.text(), signature.signature());
    }

    private static long time(NoteSignature signature) {
        return ByteBuffer.wrap(signature.signature().toArray()).getLong();
    }
}
