package vn.hiepdong.format;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.InstantSource;

/// A private key made from a 32-byte seed, which is all that has to be stored. It has no name of its own: the
/// same key signs under the origin of a log or the name of a cosigner.
///
/// May be used by many threads. Signatures of ML-DSA are randomised, those of Ed25519 are not.
public final class SigningKey {
    private final KeyType type;
    private final Bytes seed;
    private final PrivateKey privateKey;
    private final Bytes publicKey;

    private SigningKey(KeyType type, Bytes seed) {
        this.type = type;
        this.seed = seed;
        KeyPair pair = Algorithm.of(type).keyPair(seed.toArray());
        privateKey = pair.getPrivate();
        publicKey = Bytes.of(Algorithm.of(type).raw(pair.getPublic()));
    }

    /// The key of this type that grows from the seed; throws [IllegalArgumentException] unless that has 32 bytes.
    public static SigningKey of(KeyType type, byte[] seed) {
        if (seed.length != KeyType.SEED_LENGTH) {
            throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
        }
        return new SigningKey(type, Bytes.of(seed));
    }

    /// A log's key, type 0x01.
    public static SigningKey ed25519(byte[] seed) {
        return of(KeyType.ED25519, seed);
    }

    /// A witness's or mirror's key, type 0x04. Never the seed of a log's key.
    public static SigningKey ed25519Cosigner(byte[] seed) {
        return of(KeyType.ED25519_COSIGNATURE, seed);
    }

    /// A post-quantum key of a log or a cosigner, type 0x06.
    public static SigningKey mlDsa44(byte[] seed) {
        return of(KeyType.ML_DSA_44, seed);
    }

    /// A new key.
    public static SigningKey generate(KeyType type, SecureRandom random) {
        var seed = new byte[KeyType.SEED_LENGTH];
        random.nextBytes(seed);
        return of(type, seed);
    }

    public KeyType type() {
        return type;
    }

    /// The secret itself, to be stored where only the node can read it.
    public Bytes seed() {
        return seed;
    }

    /// The public half under a name.
    public Vkey vkey(String name) {
        return Vkey.of(name, type, publicKey.toArray());
    }

    /// The key id under a name; the same as that of [#vkey(String)].
    public int keyId(String name) {
        if (!Strict.isKeyName(name)) {
            throw new IllegalArgumentException("no valid key name: " + Strict.quoted(name));
        }
        return KeyText.id(name, type, publicKey.toArray());
    }

    /// This key under a name, ready to sign notes; `clock` gives the time in signatures of the types that have
    /// one.
    public NoteSigner signer(String name, InstantSource clock) {
        return new NamedSigner(this, name, keyId(name), clock);
    }

    /// The signature bytes behind the key id, for a time in seconds since 1970; type 0x01 does not use the time.
    Bytes sign(String name, String text, long time) {
        return switch (type) {
            case ED25519 -> Bytes.of(signMessage(Message.note(text)));
            case ED25519_COSIGNATURE -> timed(time, Message.cosignature(time, text));
            case ML_DSA_44 -> timed(time, Message.checkpoint(name, time, ownCheckpoint(text)));
        };
    }

    Bytes timed(long time, byte[] message) {
        byte[] signature = signMessage(message);
        return Bytes.of(ByteBuffer.allocate(8 + signature.length)
                .putLong(time)
                .put(signature)
                .array());
    }

    private byte[] signMessage(byte[] message) {
        return Algorithm.of(type).sign(privateKey, message);
    }

    private static Checkpoint ownCheckpoint(String text) {
        try {
            return Checkpoint.parse(text);
        } catch (FormatException e) {
            throw new IllegalArgumentException("ML-DSA signs checkpoints only", e);
        }
    }

    /// The type alone; a seed never reaches a log file.
    @Override
    public String toString() {
        return "SigningKey[" + type + "]";
    }

    private record NamedSigner(SigningKey key, String name, int keyId, InstantSource clock) implements NoteSigner {
        @Override
        public Bytes sign(String text) {
            return key.sign(name, text, clock.instant().getEpochSecond());
        }
    }
}
