package vn.hiepdong.node.exchange;

import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Roster;

/// What became of an agency's keys, as a file that is carried to its partners when no line opens
/// any more. It proves itself: `hiepdong/keys/v1 <CODE>.<agency id>\n`, and behind it all steps of
/// the roster ([Roster#format]).
///
/// @param agency `<CODE>.<agency id>`
/// @param steps from the first on
record KeyStatement(String agency, String steps) {
    private static final String FIRST = "hiepdong/keys/v1 ";

    static KeyStatement of(String agency, Roster roster) {
        return new KeyStatement(agency, roster.format(0));
    }

    static boolean isOne(String text) {
        return text.startsWith(FIRST);
    }

    /// Throws [FormatException]. Whether the steps hold, the roster says.
    static KeyStatement parse(String text) {
        int end = text.indexOf('\n');
        if (!isOne(text) || end < 0) {
            throw new FormatException("no statement about keys");
        }
        return new KeyStatement(text.substring(FIRST.length(), end), text.substring(end + 1));
    }

    String text() {
        return FIRST + agency + "\n" + steps;
    }
}
