package vn.hiepdong.node.information;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.attachment.Attachment;
import vn.hiepdong.node.attachment.Attachments;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;

/// What an item says, as the fields of a form, there and back.
///
/// @param files those that are stored already and come along when ticked
record ContentForm(FormInput input, Words words, List<File> files) {
    /// The fields, for a page that carries them on unseen.
    static final List<String> FIELDS = List.of(
            "title",
            "text",
            "topic",
            "urgency",
            "purpose",
            "handling",
            "eventTime",
            "location.lat",
            "location.lon",
            "location.accuracyM",
            "location.area",
            "sourceKind",
            "sourceLabel",
            "reliability",
            "credibility",
            "file");

    /// A file that was stored: its hash and name travel in the form, its size and type stay with the node.
    record File(Attachment stored, String name) {
        String value() {
            return stored.sha256().hex() + ":" + name;
        }
    }

    List<Option> urgencies() {
        return words.options("web.urgency", Urgency.class);
    }

    List<Option> purposes() {
        return words.options("information.purpose", Purpose.class);
    }

    List<Option> handlings() {
        return words.options("information.handling", Handling.class);
    }

    List<Option> sources() {
        return words.options("information.source", SourceKind.class);
    }

    /// The topics that are offered, and the one the item has if it came with another.
    List<Option> topics() {
        var topics = new ArrayList<>(words.topics());
        String typed = input.raw("topic");
        if (!typed.isEmpty() && !Words.TOPICS.contains(typed)) {
            topics.add(new Option(typed, typed));
        }
        return topics;
    }

    List<Option> keep() {
        return files.stream().map(each -> new Option(each.value(), each.name())).toList();
    }

    /// The files as ticked boxes, those that came just now among them.
    FormInput chosen() {
        return FormInput.starting(
                Map.of(), Map.of("file", files.stream().map(File::value).collect(Collectors.toSet())));
    }

    /// What each field is called, for the list of what is wrong.
    Map<String, String> labels() {
        Frame frame = words.frame();
        var labels = new HashMap<String, String>();
        FIELDS.forEach(field -> labels.put(field, frame.text("information.field." + field)));
        labels.put("releasableTo", frame.text("information.field.releasableTo"));
        labels.put("reason", frame.text("information.reason"));
        labels.put("attachments", frame.text("information.field.attachments"));
        return labels;
    }

    static FormInput blank(Frame frame) {
        return FormInput.starting(Map.of(
                "eventTime", frame.localTime(frame.now()),
                "urgency", Urgency.ROUTINE.name(),
                "purpose", Purpose.RESPONSE.name(),
                "handling", Handling.NOI_BO.name()));
    }

    /// The form as it stands when an item is about to be corrected.
    static FormInput of(Content content, int version, Frame frame) {
        var values = new HashMap<String, String>();
        values.put("title", content.title());
        values.put("text", content.text());
        values.put("topic", content.topic());
        values.put("urgency", content.urgency().name());
        values.put("purpose", content.purpose().name());
        values.put("handling", content.handling().name());
        values.put("eventTime", frame.localTime(content.eventTime()));
        values.put("sourceKind", content.sourceKind().name());
        values.put("sourceLabel", content.sourceLabel() == null ? "" : content.sourceLabel());
        values.put("reliability", content.reliability().name());
        values.put("credibility", content.credibility().digit());
        values.put("expected", Integer.toString(version));
        Content.Location location = content.location();
        if (location != null) {
            values.put("location.lat", Double.toString(location.lat()));
            values.put("location.lon", Double.toString(location.lon()));
            Double accuracy = location.accuracyM();
            values.put("location.accuracyM", accuracy == null ? "" : Double.toString(accuracy));
            String area = location.area();
            values.put("location.area", area == null ? "" : area);
        }
        return FormInput.starting(
                values,
                Map.of(
                        "file",
                        content.attachments().stream()
                                .map(file -> file.sha256() + ":" + file.name())
                                .collect(Collectors.toSet())));
    }

    /// Files named in the form that are here. A name that was tampered with is only a name.
    static List<File> files(FormInput input, Attachments attachments) {
        return input.all("file").stream()
                .flatMap(value -> file(value, attachments).stream())
                .toList();
    }

    private static Optional<File> file(String value, Attachments attachments) {
        int colon = value.indexOf(':');
        if (colon != 64) {
            return Optional.empty();
        }
        try {
            String name = value.substring(colon + 1);
            return attachments.find(Hash.fromHex(value.substring(0, colon))).map(stored -> new File(stored, name));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    /// Reads the fields; what is wrong stands in the input afterwards.
    ///
    /// @param warning of the version that is corrected: an officer's correction does not change what the alert said
    Content content(Content.@Nullable Warning warning) {
        return new Content(
                input.text("title", Content.MAX_TITLE),
                input.text("text", Content.MAX_TEXT),
                topic(),
                input.choice("urgency", Urgency.class),
                input.choice("purpose", Purpose.class),
                input.choice("handling", Handling.class),
                input.instant("eventTime"),
                location(),
                input.choice("sourceKind", SourceKind.class),
                input.optionalText("sourceLabel", 120).orElse(null),
                input.choice("reliability", Reliability.class),
                credibility(input),
                files.stream().map(ContentForm::ref).toList(),
                warning);
    }

    private String topic() {
        String topic = input.raw("topic");
        input.that(topic.matches("[a-z][a-z0-9-]{0,31}"), "topic", "information.expected.chosen");
        return topic;
    }

    private static Content.AttachmentRef ref(File file) {
        Attachment stored = file.stored();
        return new Content.AttachmentRef(stored.sha256().hex(), stored.type(), stored.size(), file.name());
    }

    private Content.@Nullable Location location() {
        Optional<Double> lat = input.optionalDecimal("location.lat", -90, 90);
        Optional<Double> lon = input.optionalDecimal("location.lon", -180, 180);
        Optional<Double> accuracy = input.optionalDecimal("location.accuracyM", 0, 1_000_000);
        input.that(lat.isPresent() || lon.isEmpty(), "location.lat", "information.expected.both-coordinates");
        input.that(lon.isPresent() || lat.isEmpty(), "location.lon", "information.expected.both-coordinates");
        String area = input.raw("location.area");
        input.that(area.isEmpty() || Content.Location.isArea(area), "location.area", "information.expected.area");
        input.that(lat.isPresent() || area.isEmpty(), "location.lat", "information.expected.both-coordinates");
        return lat.isPresent() && lon.isPresent()
                ? new Content.Location(lat.get(), lon.get(), accuracy.orElse(null), area.isEmpty() ? null : area)
                : null;
    }

    static Credibility credibility(FormInput input) {
        for (Credibility each : Credibility.values()) {
            if (each.digit().equals(input.raw("credibility"))) {
                return each;
            }
        }
        input.that(false, "credibility", "information.expected.chosen");
        return Credibility.CANNOT_BE_JUDGED;
    }

    /// Ticked boxes of the form that were among the choices.
    static Set<String> ticked(FormInput input, String field, List<Option> choices) {
        return choices.stream()
                .map(Option::value)
                .filter(value -> input.ticked(field, value))
                .collect(Collectors.toSet());
    }
}
