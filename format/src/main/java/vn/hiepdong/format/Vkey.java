package vn.hiepdong.format;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.util.Arrays;

/// A named public key, and its text form `name+id+base64(type || public key)` (C2SP `signed-note`).
///
/// The key is decoded once and may be used by many threads.
public final class Vkey implements NoteVerifier {
    private final String name;
    private final KeyType type;
    private final Bytes publicKey;
    private final int keyId;
    private final PublicKey decoded;

    private Vkey(String name, KeyType type, Bytes publicKey) {
        this.name = name;
        this.type = type;
        this.publicKey = publicKey;
        decoded = Algorithm.of(type).publicKey(publicKey.toArray());
        keyId = KeyText.id(name, type, publicKey.toArray());
    }

    /// Names a raw public key. Throws [FormatException] if it is no key of that type,
    /// [IllegalArgumentException] if the name has a space, a `+`, a control character or more than 255 bytes.
    public static Vkey of(String name, KeyType type, byte[] publicKey) {
        if (!Strict.isKeyName(name)) {
            throw new IllegalArgumentException("no valid key name: " + Strict.quoted(name));
        }
        return new Vkey(name, type, Bytes.of(publicKey));
    }

    /// Reads the text form; throws [FormatException] for an unknown type, a wrong id or any other spelling.
    public static Vkey parse(String text) {
        KeyText parts = KeyText.parse(text, "vkey");
        var key = new Vkey(parts.name(), parts.type(), parts.key());
        if (key.keyId != parts.id()) {
            throw new FormatException("vkey of " + key.name + " has id " + KeyText.idText(parts.id()) + ", its key has "
                    + KeyText.idText(key.keyId));
        }
        return key;
    }

    /// The text form.
    public String text() {
        return new KeyText(name, keyId, type, publicKey).format();
    }

    @Override
    public String name() {
        return name;
    }

    public KeyType type() {
        return type;
    }

    /// The raw public key without its type byte.
    public Bytes publicKey() {
        return publicKey;
    }

    @Override
    public int keyId() {
        return keyId;
    }

    /// Checks a signature line's bytes by the rules of this key's type. For [KeyType#ML_DSA_44] a text that is no
    /// checkpoint is never signed.
    @Override
    public boolean verify(String text, Bytes signature) {
        if (signature.length() != type.signatureLength()) {
            return false;
        }
        return switch (type) {
            case ED25519 -> verifyMessage(Message.note(text), signature);
            case ED25519_COSIGNATURE -> {
                long time = time(signature);
                yield time >= 0 && verifyMessage(Message.cosignature(time, text), signature);
            }
            case ML_DSA_44 -> verifyCheckpoint(text, signature);
        };
    }

    /// Checks an ML-DSA signature for a subtree `[start, end)` of a log, made without a time (C2SP
    /// `tlog-cosignature`). False for keys of other types.
    public boolean verifySubtree(String origin, long start, long end, Hash root, Bytes signature) {
        return type == KeyType.ML_DSA_44
                && signature.length() == type.signatureLength()
                && time(signature) == 0
                && Strict.isOrigin(origin)
                && Proofs.isSubtree(start, end)
                && verifyMessage(Message.subtree(name, 0, origin, start, end, root), signature);
    }

    private boolean verifyCheckpoint(String text, Bytes signature) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(text);
        } catch (FormatException _) {
            return false;
        }
        long time = time(signature);
        return time >= 0 && verifyMessage(Message.checkpoint(name, time, checkpoint), signature);
    }

    private boolean verifyMessage(byte[] message, Bytes signature) {
        byte[] raw = signature.toArray();
        byte[] own = type.isTimed() ? Arrays.copyOfRange(raw, 8, raw.length) : raw;
        return Algorithm.of(type).verify(decoded, message, own);
    }

    private static long time(Bytes signature) {
        return ByteBuffer.wrap(signature.toArray()).getLong();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vkey that
                && type == that.type
                && name.equals(that.name)
                && publicKey.equals(that.publicKey);
    }

    @Override
    public int hashCode() {
        return keyId;
    }

    @Override
    public String toString() {
        return text();
    }
}
