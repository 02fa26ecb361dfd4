package vn.hiepdong.node.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.KeyType;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.Vkey;

/// The public half of an agency's keys, by which partners know it.
///
/// @param log32 raw Ed25519 key that signed its first checkpoints; a [Roster] says which came later
/// @param logPq raw ML-DSA-44 key that signed the same checkpoints (post-quantum)
/// @param mirror32 raw Ed25519 key of its receipts: "I durably hold everything up to here". A key
///     of its own, because a cosignature/v1 does not name its signer (C2SP tlog-cosignature)
/// @param recovery commitment to its recovery key ([vn.hiepdong.format.RecoveryKey])
public record AgencyIdentity(AgencyCode code, byte[] log32, byte[] logPq, byte[] mirror32, byte[] recovery) {
    public AgencyIdentity {
        if (log32.length != 32 || mirror32.length != 32 || logPq.length != 1312 || recovery.length != 32) {
            throw new FormatException("the keys of " + code + " have the wrong length");
        }
    }

    /// 16 hexadecimal digits: the beginning of SHA-256 over `hiepdong/agency/v1\n`, the code, `\n`,
    /// the three keys and the commitment to the recovery key.
    public String id() {
        return fingerprint().substring(0, 16);
    }

    /// The whole digest, for fingerprints.
    public byte[] digest() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(("hiepdong/agency/v1\n" + code + "\n").getBytes(StandardCharsets.UTF_8));
            sha.update(log32);
            sha.update(logPq);
            sha.update(mirror32);
            sha.update(recovery);
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The digest in hexadecimal: what evidence files name, and people compare.
    public String fingerprint() {
        return HexFormat.of().formatHex(digest());
    }

    /// Its first log in a space.
    public LogOrigin origin(Realm realm, SpaceId space) {
        return new LogOrigin(realm, space, code, id());
    }

    /// Its log keys before any change of them.
    public Roster roster() {
        return Roster.first(name(), log32, logPq, Hash.of(recovery));
    }

    /// `<CODE>.<id>`, as in the names of its logs.
    public String name() {
        return code + "." + id();
    }

    /// The first key of this agency's receipts.
    public Vkey mirrorKey() {
        return mirrorKey(mirror32);
    }

    /// All keys of its receipts, in the order in which they came.
    public List<Vkey> mirrorKeys(Roster roster) {
        var keys = new ArrayList<Vkey>();
        keys.add(mirrorKey());
        roster.mirrors().forEach(each -> keys.add(mirrorKey(each.toArray())));
        return keys;
    }

    private Vkey mirrorKey(byte[] raw) {
        return Vkey.of(mirrorName(), KeyType.ED25519_COSIGNATURE, raw);
    }

    String mirrorName() {
        return "hd1/mirror/" + name();
    }
}
