package vn.hiepdong.node.information;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.map.Area;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;

/// What codes in an item mean in the reader's language. A code that only a newer partner knows is shown as it is.
record Words(Frame frame) {
    /// What an item written here can be about. Others come from partners and from scripts.
    static final List<String> TOPICS = List.of(
            "flood",
            "storm",
            "landslide",
            "earthquake",
            "fire",
            "rescue",
            "shelter",
            "transport",
            "infrastructure",
            "health",
            "environment",
            "event-safety",
            "site-safety",
            "border",
            "cyber",
            "other");

    private static final Set<String> CAP = Set.of(
            "urgency.Immediate",
            "urgency.Expected",
            "urgency.Future",
            "urgency.Past",
            "urgency.Unknown",
            "severity.Extreme",
            "severity.Severe",
            "severity.Moderate",
            "severity.Minor",
            "severity.Unknown",
            "certainty.Observed",
            "certainty.Likely",
            "certainty.Possible",
            "certainty.Unlikely",
            "certainty.Unknown");

    private static final Set<String> SIGNATURES = Set.of("NONE", "VALID", "INVALID", "UNTRUSTED_KEY", "WEAK_ALGORITHM");

    String topic(String code) {
        return TOPICS.contains(code) ? frame.text("information.topic." + code) : code;
    }

    List<Option> topics() {
        return TOPICS.stream().map(code -> new Option(code, topic(code))).toList();
    }

    /// A word of the Common Alerting Protocol, with the standard's own beside it.
    String cap(String element, String word) {
        return CAP.contains(element + "." + word)
                ? frame.text("information.cap." + element + "." + word) + " (" + word + ")"
                : word;
    }

    /// What was found of an alert's signature: an outcome, and the signer where one is known.
    String signature(String found) {
        int space = found.indexOf(' ');
        String outcome = space < 0 ? found : found.substring(0, space);
        return SIGNATURES.contains(outcome)
                ? frame.text("information.cap.signature." + outcome, space < 0 ? "" : found.substring(space + 1))
                : found;
    }

    String reliability(Reliability letter) {
        return letter.name() + " – " + frame.text("information.reliability", letter);
    }

    String credibility(Credibility digit) {
        return digit.digit() + " – " + frame.text("information.credibility", digit);
    }

    /// A grade as the lowest that is wanted; what cannot be judged stands for itself.
    String orBetter(Reliability letter) {
        return letter == Reliability.A || letter == Reliability.F
                ? reliability(letter)
                : frame.text("list.filter.or-better", letter.name());
    }

    String orBetter(Credibility digit) {
        return digit == Credibility.CONFIRMED || digit == Credibility.CANNOT_BE_JUDGED
                ? credibility(digit)
                : frame.text("list.filter.or-better", digit.digit());
    }

    List<Option> leastReliabilities() {
        return List.of(Reliability.values()).stream()
                .map(each -> new Option(each.name(), orBetter(each)))
                .toList();
    }

    List<Option> leastCredibilities() {
        return List.of(Credibility.values()).stream()
                .map(each -> new Option(each.digit(), orBetter(each)))
                .toList();
    }

    List<Option> sorts() {
        return options("list.sort", Sort.class);
    }

    <E extends Enum<E>> List<Option> options(String prefix, Class<E> type) {
        return List.of(type.getEnumConstants()).stream()
                .map(each -> new Option(each.name(), frame.text(prefix, each)))
                .toList();
    }

    List<Option> reliabilities() {
        return List.of(Reliability.values()).stream()
                .map(each -> new Option(each.name(), reliability(each)))
                .toList();
    }

    List<Option> credibilities() {
        return List.of(Credibility.values()).stream()
                .map(each -> new Option(each.digit(), credibility(each)))
                .toList();
    }

    /// Degrees north and east, with the radius when it is known.
    String place(Content.@Nullable Location location) {
        if (location == null) {
            return "";
        }
        String point = frame.text(
                "information.place",
                degrees(location.lat()),
                frame.text(location.lat() < 0 ? "information.south" : "information.north"),
                degrees(location.lon()),
                frame.text(location.lon() < 0 ? "information.west" : "information.east"));
        Double accuracy = location.accuracyM();
        String exact =
                accuracy == null ? point : point + " " + frame.text("information.accuracy", Math.round(accuracy));
        return Optional.ofNullable(location.area())
                .flatMap(Area::parse)
                .map(area -> exact + "; " + frame.text("information.area", size(area)))
                .orElse(exact);
    }

    private String size(Area area) {
        double km2 = area.squareMetres() / 1e6;
        return frame.number(km2 < 10 ? Math.max(0.01, Math.round(km2 * 100) / 100.0) : Math.round(km2));
    }

    private String degrees(double value) {
        String digits = String.format(frame.language().locale(), "%.5f", Math.abs(value));
        return digits + "°";
    }

    String size(long bytes) {
        return bytes < 1024 * 1024
                ? frame.text("information.kilobytes", Math.max(1, bytes / 1024))
                : frame.text("information.megabytes", bytes * 10 / (1024 * 1024) / 10.0);
    }

    String source(Content content) {
        String kind = frame.text("information.source", content.sourceKind());
        return content.sourceLabel() == null ? kind : kind + " – " + content.sourceLabel();
    }
}
