package vn.hiepdong.format;

/// The kinds of keys and signatures of C2SP `signed-note` that are understood here. Lines of any other type are
/// kept and never trusted.
public enum KeyType {
    /// Type 0x01: Ed25519 over the text of the note. A log's own signature.
    ED25519(0x01, 32, 64),
    /// Type 0x04: Ed25519 over a time and the text of the note (`cosignature/v1`). It does not sign the name of
    /// the cosigner, so one key must never serve two names or two roles.
    ED25519_COSIGNATURE(0x04, 32, 8 + 64),
    /// Type 0x06: ML-DSA-44 (FIPS 204) over time, cosigner, origin and subtree (`subtree/v1`). A cosignature,
    /// or a log's second signature under its own name.
    ML_DSA_44(0x06, 1312, 8 + 2420);

    /// Bytes of every private seed.
    public static final int SEED_LENGTH = 32;

    private final int code;
    private final int publicKeyLength;
    private final int signatureLength;

    KeyType(int code, int publicKeyLength, int signatureLength) {
        this.code = code;
        this.publicKeyLength = publicKeyLength;
        this.signatureLength = signatureLength;
    }

    /// The type byte in keys and key ids.
    public int code() {
        return code;
    }

    /// Bytes of a raw public key.
    public int publicKeyLength() {
        return publicKeyLength;
    }

    /// Bytes of a signature line behind the key id, the 8 bytes of the time included.
    public int signatureLength() {
        return signatureLength;
    }

    /// Whether the signature begins with a time.
    public boolean isTimed() {
        return this != ED25519;
    }

    static KeyType of(int code) {
        for (KeyType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new FormatException("key type " + code + " is not known");
    }
}
