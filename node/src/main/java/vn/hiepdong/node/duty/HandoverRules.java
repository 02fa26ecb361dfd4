package vn.hiepdong.node.duty;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.hiepdong.node.attachment.SecrecyStamp;
import vn.hiepdong.node.web.Checks;

/// When a shift may close, and what texts must be like. Pure.
final class HandoverRules {
    static final int MOST_TEXT = 4000;
    static final int MOST_NOTE = 2000;
    static final int MOST_REASON = 500;

    private HandoverRules() {}

    /// What must be read and was not ticked. A shift closes only when nothing is left.
    static List<Point> left(List<Point> outstanding, Set<String> ticked) {
        return outstanding.stream()
                .filter(each -> each.mustBeRead() && !ticked.contains(each.key()))
                .toList();
    }

    /// Keys of what was ticked and is outstanding, in the order of the points.
    static List<String> readBack(List<Point> outstanding, Set<String> ticked) {
        return outstanding.stream().map(Point::key).filter(ticked::contains).toList();
    }

    /// What came up after the handover was signed.
    static Set<String> since(Handover signed, List<Point> outstanding) {
        Set<String> then = signed.points().stream().map(Point::key).collect(Collectors.toSet());
        return outstanding.stream()
                .map(Point::key)
                .filter(each -> !then.contains(each))
                .collect(Collectors.toSet());
    }

    /// A text with all its headings, one of which at least says something; nothing in it bears a stamp of secrecy.
    static void check(HandoverForm form, List<DutyEntry.Section> sections, Checks checks) {
        checks.that(
                sections.stream().map(DutyEntry.Section::heading).toList().equals(form.headings()),
                "form",
                "duty.expected.headings");
        checks.that(
                sections.stream().anyMatch(each -> !each.text().isBlank()),
                form.headings().getFirst(),
                "duty.expected.something");
        for (DutyEntry.Section each : sections) {
            checks.optionalText(each.heading(), each.text(), MOST_TEXT);
            plain(each.heading(), each.text(), checks);
        }
    }

    static void plain(String field, String text, Checks checks) {
        checks.that(SecrecyStamp.find(text).isEmpty(), field, "duty.expected.no-stamp");
    }
}
