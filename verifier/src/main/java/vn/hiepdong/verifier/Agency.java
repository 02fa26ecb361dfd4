package vn.hiepdong.verifier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.KeyType;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.Vkey;

/// An agency as its keys name it.
///
/// @param log raw Ed25519 key of its logs
/// @param logPq raw ML-DSA-44 key of its logs
/// @param mirror raw Ed25519 key of its receipts
/// @param recovery commitment to its recovery key
/// @param name its Vietnamese name, as the maker of the file knows it: one line, not proven
/// @param nameEn the English one, likewise
public record Agency(
        String code, byte[] log, byte[] logPq, byte[] mirror, byte[] recovery, String name, String nameEn) {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9-]{1,15}");

    public Agency {
        if (!CODE.matcher(code).matches()
                || log.length != 32
                || logPq.length != 1312
                || mirror.length != 32
                || recovery.length != 32) {
            throw new FormatException("the keys of " + code + " have the wrong length, or it is no code");
        }
        for (String each : List.of(name, nameEn)) {
            if (each.length() > 200 || each.isBlank() || each.chars().anyMatch(Character::isISOControl)) {
                throw new FormatException("the name of " + code + " is no line of at most 200 characters");
            }
        }
    }

    /// SHA-256 over code and keys, in hexadecimal: what people compare.
    public String fingerprint() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(("hiepdong/agency/v1\n" + code + "\n").getBytes(StandardCharsets.UTF_8));
            sha.update(log);
            sha.update(logPq);
            sha.update(mirror);
            sha.update(recovery);
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// `<CODE>.<id>`, as in the names of its logs.
    public String id() {
        return code + "." + fingerprint().substring(0, 16);
    }

    /// Its log keys before any change of them.
    Roster roster() {
        return Roster.first(id(), log, logPq, Hash.of(recovery));
    }

    /// The name under which it gives receipts.
    String mirrorName() {
        return "hd1/mirror/" + id();
    }

    /// The keys of its receipts, as long as its roster knows of them.
    List<Vkey> mirrorKeys(Roster roster) {
        var keys = new ArrayList<Vkey>();
        keys.add(Vkey.of(mirrorName(), KeyType.ED25519_COSIGNATURE, mirror));
        roster.mirrors().forEach(each -> keys.add(Vkey.of(mirrorName(), KeyType.ED25519_COSIGNATURE, each.toArray())));
        return keys;
    }

    /// As a member of the file.
    public byte[] toBytes() {
        var base64 = Base64.getEncoder();
        return ("name " + name + "\nname-en " + nameEn + "\nlog-ed25519 " + base64.encodeToString(log)
                        + "\nlog-ml-dsa-44 "
                        + base64.encodeToString(logPq) + "\nmirror-ed25519 " + base64.encodeToString(mirror)
                        + "\nrecovery-sha256 "
                        + base64.encodeToString(recovery) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    static Agency parse(String code, byte[] member) {
        String[] lines = new String(member, StandardCharsets.UTF_8).split("\n", -1);
        if (lines.length != 7) {
            throw new FormatException("the keys of " + code + " are six lines");
        }
        var agency = new Agency(
                code,
                key(lines[2], "log-ed25519 "),
                key(lines[3], "log-ml-dsa-44 "),
                key(lines[4], "mirror-ed25519 "),
                key(lines[5], "recovery-sha256 "),
                lines[0].replaceFirst("^name ", ""),
                lines[1].replaceFirst("^name-en ", ""));
        if (!MessageDigest.isEqual(agency.toBytes(), member)) {
            throw new FormatException("the keys of " + code + " are not spelled as they should be");
        }
        return agency;
    }

    private static byte[] key(String line, String name) {
        try {
            return Base64.getDecoder().decode(line.replaceFirst("^" + name, ""));
        } catch (IllegalArgumentException e) {
            throw new FormatException("no key: " + name.strip(), e);
        }
    }
}
