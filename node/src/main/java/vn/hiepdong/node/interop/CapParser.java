package vn.hiepdong.node.interop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import vn.hiepdong.node.interop.CapAlert.Area;
import vn.hiepdong.node.interop.CapAlert.Category;
import vn.hiepdong.node.interop.CapAlert.Certainty;
import vn.hiepdong.node.interop.CapAlert.Code;
import vn.hiepdong.node.interop.CapAlert.Info;
import vn.hiepdong.node.interop.CapAlert.MsgType;
import vn.hiepdong.node.interop.CapAlert.Resource;
import vn.hiepdong.node.interop.CapAlert.ResponseType;
import vn.hiepdong.node.interop.CapAlert.Scope;
import vn.hiepdong.node.interop.CapAlert.Severity;
import vn.hiepdong.node.interop.CapAlert.Status;
import vn.hiepdong.node.interop.CapAlert.Urgency;
import vn.hiepdong.node.interop.CapAlert.Version;
import vn.hiepdong.node.interop.CapRejected.Place;
import vn.hiepdong.node.interop.CapRejected.Reason;

/// Reads an alert by the rules of CAP 1.2 §3.2 and §3.3 and of its schema (§3.4), or of CAP 1.1 where the
/// namespace says so. Order, number and values of elements are those of the schema; what only the prose asks
/// for (closed polygons, identifiers without spaces, times with an offset) is asked for too, because everything
/// after relies on it.
public final class CapParser {
    static final int MAX_INFOS = 64;
    static final int MAX_AREAS = 500;
    static final int MAX_CODES = 2_000;

    private static final int UNBOUNDED = CapDocument.MAX_ELEMENTS;
    /// A resource may carry its file inside (§3.2.3 derefUri). It is skipped, but must not be cut off.
    private static final int MAX_INLINE = CapDocument.MAX_BYTES;

    private static final Map<String, Version> VERSIONS =
            Map.of(Version.CAP_1_1.namespace, Version.CAP_1_1, Version.CAP_1_2.namespace, Version.CAP_1_2);

    private final Version version;
    private int areas;

    private CapParser(Version version) {
        this.version = version;
    }

    /// The alert, or a [CapRejected] that says which rule was broken and where.
    public static CapAlert parse(byte[] file) {
        return alert(CapDocument.read(file).getDocumentElement());
    }

    static CapAlert alert(Element root) {
        return new CapParser(versionOf(root)).readAlert(root);
    }

    private static Version versionOf(Element root) {
        var namespace = Optional.ofNullable(root.getNamespaceURI()).orElse("");
        var version = VERSIONS.get(namespace);
        if (version != null && root.getLocalName().equals("alert")) {
            return version;
        }
        var place = CapDocument.place(root);
        if (namespace.equals("http://www.incident.com/cap/1.0")
                || namespace.equals("urn:oasis:names:tc:emergency:cap:1.0")) {
            throw new CapRejected(Reason.CAP_1_0, place);
        }
        if (namespace.startsWith("urn:oasis:names:tc:emergency:EDXL:DE:")) {
            throw new CapRejected(Reason.EDXL_ENVELOPE, place);
        }
        if (namespace.startsWith("urn:oasis:names:tc:emergency:cap:")) {
            throw new CapRejected(Reason.CAP_UNKNOWN, place, root.getNodeName(), namespace);
        }
        throw new CapRejected(Reason.WRONG_ROOT, place, root.getNodeName());
    }

    /// §3.2.1.
    private CapAlert readAlert(Element root) {
        var alert = CapElement.of(root, version.namespace);
        var identifier = CapValue.identifier(alert.one("identifier"));
        var sender = CapValue.identifier(alert.one("sender"));
        var sent = CapValue.time(alert.one("sent"), version);
        var status = CapValue.oneOf(alert.one("status"), Status.values());
        var msgType = CapValue.oneOf(alert.one("msgType"), MsgType.values());
        var source = text(alert.next("source"));
        var scope = CapValue.oneOf(alert.one("scope"), Scope.values());
        var restriction = text(alert.next("restriction"));
        var addresses = alert.next("addresses").map(CapValue::quotedList).orElse(List.of());
        requireForScope(alert.place(), scope, restriction, addresses);
        var codes = texts(alert.some("code", 0, MAX_CODES));
        var note = text(alert.next("note"));
        var references = alert.next("references")
                .map(e -> CapValue.references(e, version))
                .orElse(List.of());
        var incidents = alert.next("incidents").map(CapValue::quotedList).orElse(List.of());
        var infos =
                alert.some("info", 0, MAX_INFOS).stream().map(this::readInfo).toList();
        if (version == Version.CAP_1_2) {
            // The schema of 1.1 has no room for a signature.
            alert.passSignatures();
        }
        alert.end();
        return new CapAlert(
                version,
                identifier,
                sender,
                sent,
                status,
                msgType,
                source,
                scope,
                restriction,
                addresses,
                codes,
                note,
                references,
                incidents,
                infos);
    }

    private static void requireForScope(Place place, Scope scope, String restriction, List<String> addresses) {
        if (scope == Scope.Restricted && restriction.isEmpty()) {
            throw new CapRejected(Reason.NEEDED_BY_SCOPE, place, "restriction", scope);
        }
        if (scope == Scope.Private && addresses.isEmpty()) {
            throw new CapRejected(Reason.NEEDED_BY_SCOPE, place, "addresses", scope);
        }
    }

    /// §3.2.2.
    private Info readInfo(CapElement element) {
        var info = element.open();
        var language = info.next("language").map(CapValue::language).orElse("en-US");
        var categories = info.some("category", 1, UNBOUNDED).stream()
                .map(e -> CapValue.oneOf(e, Category.values()))
                .toList();
        var event = text(info.one("event"));
        var responses = info.some("responseType", 0, UNBOUNDED).stream()
                .map(e -> CapValue.oneOf(e, responseTypes()))
                .toList();
        var urgency = CapValue.oneOf(info.one("urgency"), Urgency.values());
        var severity = CapValue.oneOf(info.one("severity"), Severity.values());
        var certainty = CapValue.oneOf(info.one("certainty"), Certainty.values());
        var audience = text(info.next("audience"));
        var eventCodes = codes(info, "eventCode");
        var effective = CapValue.time(info.next("effective"), version);
        var onset = CapValue.time(info.next("onset"), version);
        var expires = CapValue.time(info.next("expires"), version);
        var senderName = text(info.next("senderName"));
        var headline = text(info.next("headline"));
        var description = text(info.next("description"));
        var instruction = text(info.next("instruction"));
        var web = text(info.next("web"));
        text(info.next("contact")); // checked, not kept: it names persons
        var parameters = codes(info, "parameter");
        var resources = info.some("resource", 0, MAX_CODES).stream()
                .map(this::readResource)
                .toList();
        var places =
                info.some("area", 0, MAX_AREAS).stream().map(this::readArea).toList();
        info.end();
        return new Info(
                language,
                categories,
                event,
                responses,
                urgency,
                severity,
                certainty,
                audience,
                eventCodes,
                effective,
                onset,
                expires,
                senderName,
                headline,
                description,
                instruction,
                web,
                parameters,
                resources,
                places);
    }

    /// Avoid and AllClear came with CAP 1.2.
    private ResponseType[] responseTypes() {
        if (version == Version.CAP_1_2) {
            return ResponseType.values();
        }
        return List.of(ResponseType.values()).stream()
                .filter(type -> type != ResponseType.Avoid && type != ResponseType.AllClear)
                .toArray(ResponseType[]::new);
    }

    /// §3.2.3. CAP 1.1 did not ask for the media type.
    private Resource readResource(CapElement element) {
        var resource = element.open();
        var description = text(resource.one("resourceDesc"));
        var mimeType = version == Version.CAP_1_2 ? text(resource.one("mimeType")) : text(resource.next("mimeType"));
        var size = resource.next("size").map(CapValue::integer).orElse("");
        var uri = text(resource.next("uri"));
        resource.next("derefUri").ifPresent(e -> e.text(MAX_INLINE));
        var digest = text(resource.next("digest"));
        resource.end();
        return new Resource(description, mimeType, size, uri, digest);
    }

    /// §3.2.4.
    private Area readArea(CapElement element) {
        if (++areas > MAX_AREAS) {
            throw new CapRejected(Reason.TOO_MANY, element.place(), "area", MAX_AREAS);
        }
        var area = element.open();
        var description = text(area.one("areaDesc"));
        var polygons = area.some("polygon", 0, UNBOUNDED).stream()
                .map(CapValue::polygon)
                .toList();
        var circles =
                area.some("circle", 0, UNBOUNDED).stream().map(CapValue::circle).toList();
        var geocodes = codes(area, "geocode");
        var altitude = height(area.next("altitude"));
        var ceiling = height(area.next("ceiling"));
        area.end();
        return new Area(description, polygons, circles, geocodes, altitude, ceiling);
    }

    /// A number since CAP 1.2, any text before.
    private String height(Optional<CapElement> element) {
        return version == Version.CAP_1_2 ? element.map(CapValue::decimal).orElse("") : text(element);
    }

    private static List<Code> codes(CapElement parent, String name) {
        return parent.some(name, 0, MAX_CODES).stream()
                .map(element -> {
                    var code = element.open();
                    var result = new Code(text(code.one("valueName")), text(code.one("value")));
                    code.end();
                    return result;
                })
                .toList();
    }

    private static List<String> texts(List<CapElement> elements) {
        return elements.stream().map(CapParser::text).toList();
    }

    private static String text(@Nullable CapElement element) {
        return element == null ? "" : element.text().strip();
    }

    private static String text(Optional<CapElement> element) {
        return element.map(CapParser::text).orElse("");
    }
}
