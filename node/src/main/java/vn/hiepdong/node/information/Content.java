package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.map.Area;
import vn.hiepdong.node.space.Urgency;

/// What a version of an item says.
///
/// @param title at most 200 characters
/// @param text at most 4,000 characters, plain
/// @param topic code of the matter, for example `flood`
/// @param eventTime when it is said to have happened
/// @param sourceLabel office, station or outlet, never a person; at most 120 characters
public record Content(
        String title,
        String text,
        String topic,
        Urgency urgency,
        Purpose purpose,
        Handling handling,
        Instant eventTime,
        @Nullable Location location,
        SourceKind sourceKind,
        @Nullable String sourceLabel,
        Reliability reliability,
        Credibility credibility,
        List<AttachmentRef> attachments,
        @Nullable Warning warning) {
    public static final int MAX_TITLE = 200;
    public static final int MAX_TEXT = 4_000;

    public Content {
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
    }

    /// WGS-84.
    ///
    /// @param accuracyM radius in metres within which the true place lies
    /// @param area what it stretches over, as a GeoJSON geometry (RFC 7946) in text; the point is its middle then
    public record Location(
            double lat,
            double lon,
            @Nullable Double accuracyM,
            @Nullable String area) {
        static final int MOST_CORNERS = 100;

        public Location(double lat, double lon, @Nullable Double accuracyM) {
            this(lat, lon, accuracyM, null);
        }

        /// Whether an area may be written so: one polygon that a person can have drawn.
        static boolean isArea(String text) {
            return Area.parse(text)
                    .filter(area -> !area.several() && area.corners() <= MOST_CORNERS)
                    .isPresent();
        }
    }

    /// A file, by the SHA-256 of its bytes after metadata was stripped.
    public record AttachmentRef(String sha256, String type, long size, String name) {}

    /// What a public warning (CAP 1.2) says beyond the text; the words of the standard.
    ///
    /// @param references the alerts it updates or cancels, as `sender,identifier,sent`
    /// @param area GeoJSON geometry, as text
    /// @param original SHA-256 of the alert file, kept as attachment
    /// @param signature what was found of an XML signature
    public record Warning(
            String identifier,
            String sender,
            String sent,
            List<String> references,
            String event,
            String urgency,
            String severity,
            String certainty,
            @Nullable Instant onset,
            @Nullable Instant expires,
            String areaDescription,
            @Nullable String area,
            String original,
            String signature) {}
}
