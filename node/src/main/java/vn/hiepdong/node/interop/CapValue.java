package vn.hiepdong.node.interop;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.interop.CapAlert.Circle;
import vn.hiepdong.node.interop.CapAlert.Point;
import vn.hiepdong.node.interop.CapAlert.Polygon;
import vn.hiepdong.node.interop.CapAlert.Reference;
import vn.hiepdong.node.interop.CapAlert.Version;
import vn.hiepdong.node.interop.CapRejected.Reason;

/// The values an element of CAP may hold.
final class CapValue {
    static final int MAX_POINTS = 10_000;
    static final int MAX_LIST = 1_000;

    private static final int MAX_IDENTIFIER = 500;
    private static final int POLYGON_TEXT = MAX_POINTS * 40;
    private static final int MAX_OFFSET_SECONDS = 14 * 3600;
    /// The circumference of the earth has no room for more.
    private static final double MAX_RADIUS_KM = 20_038;

    /// §3.2.1: no spaces, no commas (they separate references), nothing that XML would escape.
    private static final Pattern IDENTIFIER = Pattern.compile("[^\\s,<&\\p{Cntrl}]+");
    /// §3.3.2 and the pattern of the schema. The schema's `[-,+]` also lets a comma through, its base type does
    /// not.
    private static final Pattern TIME_1_2 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[-+]\\d\\d:\\d\\d");
    /// xs:dateTime, of which a year of four digits and an offset are asked: without one it names no moment.
    private static final Pattern TIME_1_1 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[-+]\\d\\d:\\d\\d)");
    /// xs:language.
    private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*");
    private static final Pattern INTEGER = Pattern.compile("[-+]?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d{1,12}(\\.\\d{0,18})?|\\.\\d{1,18})");
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");
    /// A word, or words in double quotes (§3.2.1 addresses, incidents).
    private static final Pattern LISTED = Pattern.compile("\"([^\"]*)\"|([^\\s\"]+)");

    private CapValue() {}

    /// Values are compared letter for letter: the schema restricts xs:string, which keeps its spaces.
    static <E extends Enum<E>> E oneOf(CapElement element, E[] allowed) {
        var text = element.text();
        return Arrays.stream(allowed)
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new CapRejected(
                        Reason.NOT_ONE_OF,
                        element.place(),
                        element.name(),
                        text,
                        Arrays.stream(allowed).map(Enum::name).collect(Collectors.joining(", "))));
    }

    static String identifier(CapElement element) {
        var text = element.text();
        if (text.isBlank()) {
            throw new CapRejected(Reason.EMPTY_VALUE, element.place(), element.name());
        }
        if (text.length() > MAX_IDENTIFIER || !IDENTIFIER.matcher(text).matches()) {
            throw new CapRejected(Reason.NOT_AN_IDENTIFIER, element.place(), element.name(), text, MAX_IDENTIFIER);
        }
        return text;
    }

    static @Nullable OffsetDateTime time(Optional<CapElement> element, Version version) {
        return element.isPresent() ? time(element.get(), version) : null;
    }

    static OffsetDateTime time(CapElement element, Version version) {
        var text = element.text().strip();
        return parseTime(text, version)
                .orElseThrow(() -> new CapRejected(Reason.NOT_A_TIME, element.place(), element.name(), text));
    }

    private static Optional<OffsetDateTime> parseTime(String text, Version version) {
        var pattern = version == Version.CAP_1_2 ? TIME_1_2 : TIME_1_1;
        if (!pattern.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            var time = OffsetDateTime.parse(text);
            return Math.abs(time.getOffset().getTotalSeconds()) <= MAX_OFFSET_SECONDS
                    ? Optional.of(time)
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String language(CapElement element) {
        return matching(element, LANGUAGE, Reason.NOT_A_LANGUAGE);
    }

    static String integer(CapElement element) {
        return matching(element, INTEGER, Reason.NOT_A_NUMBER);
    }

    static String decimal(CapElement element) {
        return matching(element, DECIMAL, Reason.NOT_A_NUMBER);
    }

    private static String matching(CapElement element, Pattern pattern, Reason otherwise) {
        var text = element.text().strip();
        if (!pattern.matcher(text).matches()) {
            throw new CapRejected(otherwise, element.place(), element.name(), text);
        }
        return text;
    }

    /// `sender,identifier,sent`, separated by white space (§3.2.1 references).
    static List<Reference> references(CapElement element, Version version) {
        var references = new ArrayList<Reference>();
        for (var word : words(element, CapElement.MAX_TEXT)) {
            var parts = word.split(",", -1);
            var sent = parts.length == 3 ? parseTime(parts[2], version) : Optional.<OffsetDateTime>empty();
            if (sent.isEmpty() || parts[0].isEmpty() || parts[1].isEmpty()) {
                throw new CapRejected(Reason.NOT_A_REFERENCE, element.place(), word);
            }
            references.add(new Reference(parts[0], parts[1], sent.get()));
        }
        return List.copyOf(references);
    }

    static List<String> quotedList(CapElement element) {
        var text = element.text();
        var list = new ArrayList<String>();
        var matcher = LISTED.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (!text.substring(end, matcher.start()).isBlank() || list.size() == MAX_LIST) {
                break;
            }
            list.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new CapRejected(
                    Reason.NOT_A_LIST,
                    element.place(),
                    element.name(),
                    text.substring(end).strip());
        }
        return List.copyOf(list);
    }

    /// At least four points, the last the same as the first (§3.2.4 polygon).
    static Polygon polygon(CapElement element) {
        var words = words(element, POLYGON_TEXT);
        if (words.size() > MAX_POINTS) {
            throw new CapRejected(Reason.TOO_MANY, element.place(), element.name(), MAX_POINTS);
        }
        var points = words.stream()
                .map(word -> point(element, word, Reason.NOT_A_POLYGON))
                .toList();
        if (points.size() < 4) {
            throw new CapRejected(Reason.NOT_A_POLYGON, element.place(), String.join(" ", words));
        }
        if (!points.getFirst().equals(points.getLast())) {
            throw new CapRejected(Reason.OPEN_POLYGON, element.place(), words.getFirst(), words.getLast());
        }
        return new Polygon(points);
    }

    /// A centre and a radius in kilometres (§3.2.4 circle).
    static Circle circle(CapElement element) {
        var words = words(element, CapElement.MAX_TEXT);
        if (words.size() != 2 || !DECIMAL.matcher(words.get(1)).matches()) {
            throw new CapRejected(Reason.NOT_A_CIRCLE, element.place(), String.join(" ", words));
        }
        double radius = Double.parseDouble(words.get(1));
        if (!(radius >= 0 && radius <= MAX_RADIUS_KM)) {
            throw new CapRejected(Reason.OUT_OF_RANGE, element.place(), words.get(1), "0 – " + (int) MAX_RADIUS_KM);
        }
        return new Circle(point(element, words.getFirst(), Reason.NOT_A_CIRCLE), radius);
    }

    /// Latitude first, comma, longitude: WGS-84 degrees (§3.2.4 and appendix on geospatial note).
    private static Point point(CapElement element, String word, Reason otherwise) {
        int comma = word.indexOf(',');
        var latitude = comma < 0 ? "" : word.substring(0, comma);
        var longitude = comma < 0 ? "" : word.substring(comma + 1);
        if (!DECIMAL.matcher(latitude).matches() || !DECIMAL.matcher(longitude).matches()) {
            throw new CapRejected(otherwise, element.place(), word);
        }
        var point = new Point(Double.parseDouble(latitude), Double.parseDouble(longitude));
        if (Math.abs(point.latitude()) > 90 || Math.abs(point.longitude()) > 180) {
            throw new CapRejected(Reason.OUT_OF_RANGE, element.place(), word, "±90, ±180");
        }
        return point;
    }

    private static List<String> words(CapElement element, int longest) {
        var text = element.text(longest).strip();
        return text.isEmpty() ? List.of() : List.of(SPACE.split(text));
    }
}
