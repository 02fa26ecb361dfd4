package vn.hiepdong.node.interop;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One alert as it was sent, CAP 1.2 §3.2. Absent texts are empty, as CAP itself treats an empty optional
/// element; absent times are null. Contact details are not read: they name persons.
public record CapAlert(
        Version version,
        String identifier,
        String sender,
        OffsetDateTime sent,
        Status status,
        MsgType msgType,
        String source,
        Scope scope,
        String restriction,
        List<String> addresses,
        List<String> codes,
        String note,
        List<Reference> references,
        List<String> incidents,
        List<Info> infos) {

    /// What CAP calls an extended message identifier: names one message of one sender (§3.2.1 references).
    public Reference key() {
        return new Reference(sender, identifier, sent);
    }

    /// Another message: `sender,identifier,sent`.
    public record Reference(String sender, String identifier, OffsetDateTime sent) {}

    /// What is said about one event in one language (§3.2.2).
    public record Info(
            String language,
            List<Category> categories,
            String event,
            List<ResponseType> responseTypes,
            Urgency urgency,
            Severity severity,
            Certainty certainty,
            String audience,
            List<Code> eventCodes,
            @Nullable OffsetDateTime effective,
            @Nullable OffsetDateTime onset,
            @Nullable OffsetDateTime expires,
            String senderName,
            String headline,
            String description,
            String instruction,
            String web,
            List<Code> parameters,
            List<Resource> resources,
            List<Area> areas) {}

    /// A code from a list that the sender names: eventCode, parameter or geocode.
    public record Code(String name, String value) {}

    /// A file that belongs to the alert (§3.2.3). It is named, never fetched: an import contacts no host.
    public record Resource(String description, String mimeType, String size, String uri, String digest) {}

    /// A place (§3.2.4). Altitude and ceiling are feet above mean sea level, as text.
    public record Area(
            String description,
            List<Polygon> polygons,
            List<Circle> circles,
            List<Code> geocodes,
            String altitude,
            String ceiling) {}

    /// WGS-84 degrees.
    public record Point(double latitude, double longitude) {}

    /// A closed ring: the last point is the first.
    public record Polygon(List<Point> points) {}

    public record Circle(Point centre, double radiusKm) {}

    public enum Version {
        CAP_1_1("urn:oasis:names:tc:emergency:cap:1.1"),
        CAP_1_2("urn:oasis:names:tc:emergency:cap:1.2");

        final String namespace;

        Version(String namespace) {
            this.namespace = namespace;
        }
    }

    // The words below are the values of the schema, letter for letter: they are compared with what was sent.

    public enum Status {
        Actual,
        Exercise,
        System,
        Test,
        Draft
    }

    public enum MsgType {
        Alert,
        Update,
        Cancel,
        Ack,
        Error
    }

    public enum Scope {
        Public,
        Restricted,
        Private
    }

    public enum Category {
        Geo,
        Met,
        Safety,
        Security,
        Rescue,
        Fire,
        Health,
        Env,
        Transport,
        Infra,
        CBRNE,
        Other
    }

    public enum ResponseType {
        Shelter,
        Evacuate,
        Prepare,
        Execute,
        Avoid,
        Monitor,
        Assess,
        AllClear,
        None
    }

    public enum Urgency {
        Immediate,
        Expected,
        Future,
        Past,
        Unknown
    }

    public enum Severity {
        Extreme,
        Severe,
        Moderate,
        Minor,
        Unknown
    }

    public enum Certainty {
        Observed,
        Likely,
        Possible,
        Unlikely,
        Unknown
    }
}
