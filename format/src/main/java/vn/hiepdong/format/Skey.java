package vn.hiepdong.format;

import java.time.InstantSource;

/// A named private key and its text form `PRIVATE+KEY+name+id+base64(type || seed)`, as Go's `note` package
/// writes it. The id is that of the public key.
public record Skey(String name, SigningKey key) {
    private static final String PREFIX = "PRIVATE+KEY+";

    public Skey {
        if (!Strict.isKeyName(name)) {
            throw new IllegalArgumentException("no valid key name: " + Strict.quoted(name));
        }
    }

    /// Reads the text form; throws [FormatException] for any other spelling. Messages never repeat the key.
    public static Skey parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new FormatException("private key does not begin with " + PREFIX);
        }
        KeyText parts = KeyText.parse(text.substring(PREFIX.length()), "private key");
        if (parts.key().length() != KeyType.SEED_LENGTH) {
            throw new FormatException("private key of " + parts.name() + " has no seed of 32 bytes");
        }
        var skey =
                new Skey(parts.name(), SigningKey.of(parts.type(), parts.key().toArray()));
        if (skey.key.keyId(skey.name) != parts.id()) {
            throw new FormatException("private key of " + parts.name() + " does not have the id it states");
        }
        return skey;
    }

    /// The text form: a secret.
    public String format() {
        return PREFIX + new KeyText(name, key.keyId(name), key.type(), key.seed()).format();
    }

    public Vkey vkey() {
        return key.vkey(name);
    }

    public NoteSigner signer(InstantSource clock) {
        return key.signer(name, clock);
    }
}
