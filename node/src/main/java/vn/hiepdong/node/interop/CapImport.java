package vn.hiepdong.node.interop;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.interop.CapAlert.Certainty;
import vn.hiepdong.node.interop.CapAlert.MsgType;
import vn.hiepdong.node.interop.CapAlert.Reference;
import vn.hiepdong.node.interop.CapAlert.Scope;
import vn.hiepdong.node.interop.CapAlert.Severity;
import vn.hiepdong.node.interop.CapAlert.Status;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;

/// An alert in the words of an information item. How fast *we* handle it ([#urgency()]) follows from a dated
/// table; what the sender said of urgency, severity and certainty stays beside it unchanged: different scales,
/// different fields.
///
/// @param key names this message of this sender, and nothing else
/// @param language of headline, description and instruction, as the sender tagged it
/// @param title at most 200 characters
/// @param text at most 4,000 characters, plain; without the sender's contact details, which name persons
/// @param topic a code of [CapTopic]
/// @param areaDescription the sender's words for the places, joined
/// @param geometry a GeoJSON FeatureCollection (RFC 7946): polygons, and circles as points with `radiusM`;
/// empty if the
///     alert draws no area
/// @param place middle of the geometry; null if the alert draws no area
/// @param eventTime onset, or when the alert takes effect, or when it was sent
/// @param references the earlier messages that this one updates or cancels
/// @param original SHA-256 of the file as it came
public record CapImport(
        Reference key,
        Realm realm,
        Status status,
        MsgType msgType,
        Scope scope,
        String language,
        String title,
        String text,
        String event,
        CapTopic topic,
        Urgency urgency,
        CapAlert.Urgency capUrgency,
        Severity severity,
        Certainty certainty,
        String senderName,
        String areaDescription,
        String geometry,
        @Nullable MiddlePoint place,
        Instant eventTime,
        @Nullable Instant effective,
        @Nullable Instant onset,
        @Nullable Instant expires,
        List<Reference> references,
        CapSignature signature,
        Hash original) {

    /// @param accuracyM how far the drawn area reaches from this point
    public record MiddlePoint(double latitude, double longitude, int accuracyM) {}
}
