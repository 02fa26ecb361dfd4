package vn.hiepdong.node.exchange;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.node.ledger.AgencyIdentity;

/// The name under which a carried file is signed: `hd1/carry/<journey>/<from>/<to>`. It has five parts where the name
/// of
/// a log has four, so that neither can pass for the other.
///
/// @param from who made it: code and id
/// @param to for whom
record CarriedName(UUID journey, String from, String to) {
    private static final String AGENCY = "[A-Z][A-Z0-9-]{1,15}\\.[0-9a-f]{16}";
    private static final Pattern FORM = Pattern.compile(
            "hd1/carry/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(" + AGENCY + ")/(" + AGENCY + ")");

    static CarriedName of(UUID journey, AgencyIdentity from, AgencyIdentity to) {
        return new CarriedName(journey, from.name(), to.name());
    }

    static CarriedName parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new FormatException("not the name of a carried file: " + text);
        }
        return new CarriedName(UUID.fromString(form.group(1)), form.group(2), form.group(3));
    }

    /// The code of who made it.
    String code() {
        return from.substring(0, from.lastIndexOf('.'));
    }

    @Override
    public String toString() {
        return "hd1/carry/" + journey + "/" + from + "/" + to;
    }
}
