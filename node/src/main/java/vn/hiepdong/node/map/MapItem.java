package vn.hiepdong.node.map;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.web.RealmMark;

/// Something that lies somewhere, as a map and the list beside it show it.
///
/// @param id unique among all that maps show
/// @param href its page on this node
/// @param kind what it is, which gives its shape: `information`, `warning`, `incident`, `site`, `event`, `unit`
/// @param topic code of the matter, which gives its glyph
/// @param urgency `FLASH`, `IMMEDIATE`, `PRIORITY` or `ROUTINE`
/// @param grade both halves of the Admiralty grade; empty where there is none
/// @param agency whose it is
/// @param at how new it is
/// @param state code of its state; `RETRACTED` and `REFUTED` are drawn struck through
/// @param accuracyM radius in metres within which the true place lies; null when nobody said
/// @param area what it stretches over; null when it is a point
public record MapItem(
        String id,
        String href,
        String title,
        String kind,
        String topic,
        String urgency,
        String grade,
        RealmMark realm,
        String agency,
        Instant at,
        String state,
        double lon,
        double lat,
        @Nullable Double accuracyM,
        @Nullable Area area,
        Words words) {
    private static final Map<String, Duration> COUNTS_AS_NEWER =
            Map.of("FLASH", Duration.ofDays(3), "IMMEDIATE", Duration.ofDays(2), "PRIORITY", Duration.ofDays(1));

    /// Newest first, where what is urgent counts as newer than it is: by three days what is most urgent. So a quiet
    /// week keeps its alarms on the map, and last year's alarms do not push today off it.
    public static final Comparator<MapItem> ORDER =
            Comparator.comparing(MapItem::weight).reversed().thenComparing(MapItem::id);

    /// The same in the reader's language. Empty where there is nothing to say.
    ///
    /// @param grade what the grade means
    /// @param place degrees, and how exact
    public record Words(
            String kind, String topic, String urgency, String grade, String state, String agency, String place) {}

    private Instant weight() {
        return at.plus(countsAsNewer(urgency));
    }

    /// By how much something of this urgency counts as newer.
    public static Duration countsAsNewer(String urgency) {
        return COUNTS_AS_NEWER.getOrDefault(urgency, Duration.ZERO);
    }

    /// Drawn and written as withdrawn.
    public boolean withdrawn() {
        return state.equals("RETRACTED") || state.equals("REFUTED");
    }
}
