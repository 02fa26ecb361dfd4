package vn.hiepdong.format;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Binds an entry to its payload without telling anything about it: HMAC-SHA-256 under a random salt, over the
/// place of the entry and the payload.
///
/// `HMAC-SHA-256(salt, "hiepdong/commitment/v1\n" + origin + "\n" + at + "\n" + kind + "\n" + payload)`
///
/// Whoever has payload and salt can check it; once both are erased, nobody can guess even a short payload. The
/// place keeps a payload from being moved to another entry. The salt has exactly 32 bytes because HMAC pads
/// shorter keys with zeros, which would give one commitment several salts.
public final class Commitment {
    /// Bytes in a salt.
    public static final int SALT_LENGTH = 32;

    private Commitment() {}

    /// The commitment of the entry at this place. Throws [IllegalArgumentException] for a salt of another
    /// length or a place that no entry can have.
    public static Hash of(byte[] salt, String origin, Hlc at, String kind, byte[] payload) {
        if (salt.length != SALT_LENGTH) {
            throw new IllegalArgumentException("a salt has 32 bytes, not " + salt.length);
        }
        if (!Strict.isOrigin(origin) || !EntryHeader.isKind(kind)) {
            throw new IllegalArgumentException(
                    "no entry has this origin and kind: " + Strict.quoted(origin) + ", " + Strict.quoted(kind));
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            mac.update(Strict.utf8("hiepdong/commitment/v1\n" + origin + "\n" + at.text() + "\n" + kind + "\n"));
            return Hash.own(mac.doFinal(payload));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    /// Whether the commitment is that of this payload; false for a salt of another length or an impossible place.
    public static boolean verify(Hash commitment, byte[] salt, String origin, Hlc at, String kind, byte[] payload) {
        return salt.length == SALT_LENGTH
                && Strict.isOrigin(origin)
                && EntryHeader.isKind(kind)
                && of(salt, origin, at, kind, payload).equalsInConstantTime(commitment);
    }
}
