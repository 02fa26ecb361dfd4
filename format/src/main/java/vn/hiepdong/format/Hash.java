package vn.hiepdong.format;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// 32 immutable bytes: a SHA-256 digest, or another value of that shape such as a commitment.
///
/// Ordered as unsigned bytes. Written in base64 inside notes and proofs, in lowercase hexadecimal inside paths.
public final class Hash implements Comparable<Hash> {
    /// Bytes in a hash.
    public static final int SIZE = 32;

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of exactly 32 bytes; throws [IllegalArgumentException] for another length.
    public static Hash of(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /// Takes over bytes that nobody else holds.
    static Hash own(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalStateException("a hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes);
    }

    /// The 32 bytes of `source` that begin at `offset`.
    static Hash at(byte[] source, int offset) {
        return new Hash(Arrays.copyOfRange(source, offset, offset + SIZE));
    }

    /// The SHA-256 digest of `data` (FIPS 180-4), without any prefix; leaves and nodes of a tree are made by
    /// [Merkle].
    public static Hash sha256(byte[] data) {
        return new Hash(digest().digest(data));
    }

    /// Reads canonical base64 of 32 bytes; throws [FormatException] for anything else.
    public static Hash fromBase64(String text) {
        byte[] bytes = Strict.base64(text, "hash");
        if (bytes.length != SIZE) {
            throw new FormatException("hash has " + bytes.length + " bytes instead of 32: " + Strict.quoted(text));
        }
        return new Hash(bytes);
    }

    /// Reads 64 lowercase hexadecimal digits; throws [FormatException] for anything else.
    public static Hash fromHex(String text) {
        return new Hash(Strict.hex(text, SIZE, "hash"));
    }

    /// A copy that the caller may change.
    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Strict.base64(bytes);
    }

    public String hex() {
        return HEX.formatHex(bytes);
    }

    /// Equality that takes the same time wherever the first difference lies, for values made with a secret.
    boolean equalsInConstantTime(Hash other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    /// A fresh digest. Making one costs a fifth of hashing a node, and one that lives no longer than its
    /// caller's stack frame cannot be shared between threads by mistake.
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    void update(MessageDigest digest) {
        digest.update(bytes);
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, SIZE);
    }

    @Override
    public int compareTo(Hash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
