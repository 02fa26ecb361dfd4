package vn.hiepdong.node.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.attachment.SecrecyStamp;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.web.Checks;

/// What may be noted of a call. Pure.
final class CallRules {
    static final int MAX_POST = 120;
    static final int MAX_READ_BACK = 1_000;
    static final int MAX_REASON = 500;
    static final int MAX_LINE = 60;

    /// A clock on the wall is not a node's clock.
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final Duration LONG_AGO = Duration.ofDays(7);

    private CallRules() {}

    static Contact contact(Contact typed) {
        var checks = new Checks();
        said(checks, "office", typed.office(), MAX_POST);
        optional(checks, "dutyLine", typed.dutyLine());
        optional(checks, "radio", typed.radio());
        checks.that(!typed.dutyLine().isBlank() || !typed.radio().isBlank(), "dutyLine", "call.expected.any-way");
        checks.that(typed.dutyLine().matches("[0-9+()./ -]*"), "dutyLine", "call.expected.duty-line");
        checks.done();
        return new Contact(
                typed.agency(),
                typed.office().strip(),
                typed.dutyLine().strip(),
                typed.radio().strip());
    }

    private static void optional(Checks checks, String field, String text) {
        checks.optionalText(field, text, MAX_LINE);
        stamped(checks, field, text);
    }

    static void reading(String post, String readBack, Instant at, Instant now) {
        var checks = new Checks();
        said(checks, "post", post, MAX_POST);
        said(checks, "readBack", readBack, MAX_READ_BACK);
        when(checks, at, now);
        checks.done();
    }

    static void note(Taken taken, Instant now) {
        var checks = new Checks();
        said(checks, "post", taken.post(), MAX_POST);
        said(checks, "title", taken.title(), Content.MAX_TITLE);
        said(checks, "text", taken.text(), Content.MAX_TEXT);
        number(checks, taken.number());
        when(checks, taken.at(), now);
        checks.done();
    }

    /// Empty if the caller had none.
    static Optional<CheckNumber> number(String typed) {
        return CheckNumber.parse(typed);
    }

    private static void number(Checks checks, String typed) {
        checks.that(typed.isBlank() || CheckNumber.parse(typed).isPresent(), "number", "call.expected.number");
    }

    static String reason(@Nullable String typed) {
        var checks = new Checks();
        String reason = said(checks, "reason", typed == null ? "" : typed, MAX_REASON);
        checks.done();
        return reason;
    }

    private static String said(Checks checks, String field, String text, int max) {
        String said = checks.text(field, text, max);
        stamped(checks, field, text);
        return said;
    }

    private static void stamped(Checks checks, String field, String text) {
        checks.that(SecrecyStamp.find(text).isEmpty(), field, "information.error.secret");
    }

    private static void when(Checks checks, Instant at, Instant now) {
        checks.that(!at.isAfter(now.plus(AHEAD)) && at.isAfter(now.minus(LONG_AGO)), "at", "call.expected.recent");
    }
}
