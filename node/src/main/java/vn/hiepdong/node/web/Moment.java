package vn.hiepdong.node.web;

import gg.jte.Content;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing that happened to a record, for `web.timeline`. Texts are given ready.
///
/// @param at when it was written
/// @param came when it reached this node, where that was noticeably later
/// @param code the agency that did it
/// @param name the agency's full name
/// @param by unit and post, or empty
/// @param said the officer's own words, where there are any
public record Moment(
        Instant at,
        @Nullable Instant came,
        String code,
        String name,
        Content what,
        String by,
        @Nullable String said,
        Weight weight) {

    /// How much a moment stands out: what changed the record more than what was said about it.
    public enum Weight {
        PLAIN,
        MAIN,
        GOOD,
        BAD;

        /// The style class of the dot.
        public String style() {
            return "moment-" + name().toLowerCase(Locale.ROOT);
        }
    }
}
