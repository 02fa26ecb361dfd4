package vn.hiepdong.node.ledger;

import java.util.Locale;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Successor;

/// The name of a log: `hd1/<realm>/<space>/<CODE>.<agency id>`, and `/<number>` behind it when it follows one
/// that ended ([vn.hiepdong.format.Successor]). Every checkpoint signs it, and so the realm, the
/// space
/// and the agency's keys.
///
/// @param agencyId 16 hexadecimal digits derived from the agency's public keys ([AgencyIdentity#id])
/// @param number 1 for the first
public record LogOrigin(Realm realm, SpaceId space, AgencyCode agency, String agencyId, int number) {
    private static final String PREFIX = "hd1/";

    public LogOrigin {
        if (!isAgencyId(agencyId)) {
            throw new FormatException("an agency id is 16 hexadecimal digits, not \"" + agencyId + "\"");
        }
    }

    /// The first one.
    public LogOrigin(Realm realm, SpaceId space, AgencyCode agency, String agencyId) {
        this(realm, space, agency, agencyId, 1);
    }

    /// Strict: what was parsed is written again and compared. A realm that we do not know is refused, never
    /// taken for
    /// [Realm#REAL]. Throws [FormatException].
    public static LogOrigin parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == 3 && parts[0].equals("hd1")) {
            realm(""); // the realm was left out
        }
        int dot = parts.length < 4 ? -1 : parts[3].lastIndexOf('.');
        if (parts.length > 5 || dot < 0) {
            throw new FormatException("no log origin: " + text);
        }
        var origin = new LogOrigin(
                realm(parts[1]),
                SpaceId.parse(parts[2]),
                new AgencyCode(parts[3].substring(0, dot)),
                parts[3].substring(dot + 1),
                Successor.number(text));
        if (!origin.toString().equals(text)) {
            throw new FormatException("no log origin: " + text);
        }
        return origin;
    }

    /// The name of another one of the logs that follow each other.
    public LogOrigin number(int other) {
        return new LogOrigin(realm, space, agency, agencyId, other);
    }

    /// Whether it is a log of that agency.
    public boolean isBy(AgencyIdentity identity) {
        return agency.equals(identity.code()) && agencyId.equals(identity.id());
    }

    /// Whether this is the name of a log.
    static boolean isOrigin(String text) {
        try {
            parse(text);
            return true;
        } catch (FormatException _) {
            return false;
        }
    }

    private static Realm realm(String text) {
        return switch (text) {
            case "real" -> Realm.REAL;
            case "exercise" -> Realm.EXERCISE;
            case "test" -> Realm.TEST;
            default -> throw new FormatException("unknown realm: " + text);
        };
    }

    static boolean isAgencyId(String text) {
        return text.length() == 16 && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    @Override
    public String toString() {
        String first = PREFIX + realm.name().toLowerCase(Locale.ROOT) + "/" + space + "/" + agency + "." + agencyId;
        return Successor.origin(first, number);
    }
}
