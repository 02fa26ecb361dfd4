package vn.hiepdong.node.information;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What a version says differently from the one before.
final class Changes {
    /// @param field key of the field's name
    /// @param pieces what stayed, went and came; of a value that was chosen, the old one and the new one
    record Change(String field, List<WordDiff.Piece> pieces) {}

    private final List<Change> found = new ArrayList<>();

    private Changes() {}

    static List<Change> between(Content before, Content after, Words words) {
        var changes = new Changes();
        changes.words("information.field.title", before.title(), after.title());
        changes.words("information.field.text", before.text(), after.text());
        changes.note("information.field.topic", words.topic(before.topic()), words.topic(after.topic()));
        changes.note(
                "information.field.urgency",
                words.frame().text("web.urgency", before.urgency()),
                words.frame().text("web.urgency", after.urgency()));
        changes.note(
                "information.field.eventTime",
                words.frame().exact(before.eventTime()),
                words.frame().exact(after.eventTime()));
        changes.note("information.field.location", words.place(before.location()), words.place(after.location()));
        changes.note("information.field.source", words.source(before), words.source(after));
        changes.note(
                "information.field.reliability",
                words.reliability(before.reliability()),
                words.reliability(after.reliability()));
        changes.note(
                "information.field.credibility",
                words.credibility(before.credibility()),
                words.credibility(after.credibility()));
        changes.note(
                "information.field.purpose",
                words.frame().text("information.purpose", before.purpose()),
                words.frame().text("information.purpose", after.purpose()));
        changes.note(
                "information.field.handling",
                words.frame().text("information.handling", before.handling()),
                words.frame().text("information.handling", after.handling()));
        changes.note("information.field.attachments", files(before), files(after));
        changes.note("information.field.warning", warning(before), warning(after));
        return List.copyOf(changes.found);
    }

    private void words(String field, String before, String after) {
        if (!before.equals(after)) {
            found.add(new Change(field, WordDiff.of(before, after)));
        }
    }

    private void note(String field, String before, String after) {
        if (!before.equals(after)) {
            found.add(new Change(
                    field,
                    List.of(
                            new WordDiff.Piece(WordDiff.Kind.OLD, before),
                            new WordDiff.Piece(WordDiff.Kind.NEW, after))));
        }
    }

    private static String files(Content content) {
        return String.join(
                ", ",
                content.attachments().stream().map(Content.AttachmentRef::name).toList());
    }

    private static String warning(Content content) {
        Content.Warning warning = content.warning();
        return Objects.requireNonNullElse(warning == null ? null : warning.identifier(), "");
    }
}
