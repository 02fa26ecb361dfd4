package vn.hiepdong.node.notice;

import java.util.List;
import java.util.stream.Collectors;

/// A mail before it is sent, in ready words; text and HTML say the same.
///
/// @param language for the reader's program
/// @param realm words that stand above what is no reality; empty for what is
record Letter(String subject, String language, String realm, String lead, List<Line> lines, String foot) {

    /// @param title empty where it must not leave the node
    /// @param due empty where nothing sets a time
    record Line(String urgency, String kind, String title, String agency, String due, String link, String open) {}

    String text() {
        return (realm.isEmpty() ? "" : "*** " + realm + " ***\n\n")
                + lead
                + "\n\n"
                + lines.stream().map(Letter::text).collect(Collectors.joining("\n"))
                + "\n"
                + foot
                + "\n";
    }

    private static String text(Line line) {
        return "- " + line.urgency + " · " + line.kind + " · " + line.agency + "\n"
                + (line.title.isEmpty() ? "" : "  " + line.title + "\n")
                + (line.due.isEmpty() ? "" : "  " + line.due + "\n")
                + "  " + line.link + "\n";
    }
}
