package vn.hiepdong.node.watch;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;

/// Something that waits for an officer.
///
/// @param kind key of the text that says what is to be done
/// @param urgency one of the levels that `web.urgency` shows, most urgent `FLASH`; empty where there is none
/// @param agency who waits for it, or who is late
/// @param since since when it waits
/// @param due until when it is owed; null when nothing sets a time
/// @param restricted whether its title is only for somebody who sits at a desk, not for a screen on the wall
/// @param action what can be done on the spot; null when the officer has to look first
/// @param side whether we owe it or others owe it to us
/// @param escalated whether it is late and this officer was told because of that
/// @param pausedSince since when the clock of the agency stands still, for want of a line; null while it runs
/// @param unit the unit it is addressed to, empty for the whole agency
public record Waiting(
        String kind,
        String title,
        String href,
        String urgency,
        AgencyCode agency,
        Realm realm,
        Instant since,
        @Nullable Instant due,
        boolean restricted,
        @Nullable Action action,
        Side side,
        boolean escalated,
        @Nullable Instant pausedSince,
        String unit) {
    private static final List<String> LEVELS = List.of("FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE", "");

    /// Urgent first, of the same urgency what is due first.
    static final Comparator<Waiting> ORDER = Comparator.<Waiting>comparingInt(each -> LEVELS.indexOf(each.urgency))
            .thenComparing(Waiting::due, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Waiting::since);

    public Waiting {
        if (!LEVELS.contains(urgency)) {
            throw new IllegalArgumentException("no urgency: " + urgency);
        }
    }

    /// What this agency owes, not late enough for anybody above to have been told.
    public Waiting(
            String kind,
            String title,
            String href,
            String urgency,
            AgencyCode agency,
            Realm realm,
            Instant since,
            @Nullable Instant due,
            boolean restricted,
            @Nullable Action action) {
        this(kind, title, href, urgency, agency, realm, since, due, restricted, action, Side.OURS, false, null, "");
    }

    public enum Side {
        /// We owe it.
        OURS,
        /// Others owe it to us.
        THEIRS
    }

    /// One press that settles it.
    ///
    /// @param text key of what stands on the button
    /// @param path where the form is posted to
    /// @param fields what it carries
    public record Action(String text, String path, Map<String, String> fields) {}

    /// The same for the same matter as long as it waits, whatever else changes about it; fit for an element's id.
    public String key() {
        return "w-"
                + (realm + href + "-" + agency.value()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /// What it looked like when it was put off or handed over: what has changed since is as good as new.
    String mark() {
        return kind + " " + (due == null ? "" : due.getEpochSecond()) + (escalated ? " !" : "");
    }

    public boolean overdue(Instant now) {
        return due != null && due.isBefore(now);
    }
}
