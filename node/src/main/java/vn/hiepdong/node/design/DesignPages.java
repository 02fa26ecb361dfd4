package vn.hiepdong.node.design;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.map.Area;
import vn.hiepdong.node.map.MapCard;
import vn.hiepdong.node.map.MapItem;
import vn.hiepdong.node.web.Chip;
import vn.hiepdong.node.web.Confirmation;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Lamp;
import vn.hiepdong.node.web.Moment;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.PartyChip;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Redirect;
import vn.hiepdong.node.web.Tab;

/// Shows the pieces with made-up content. Nothing here is read from or written to the ledger.
@Controller
@Allowed(anyRole = true)
@ConditionalOnProperty(name = "hiepdong.design", havingValue = "true")
class DesignPages {
    private static final String FLOODED = """
            {"type": "Polygon", "coordinates":
             [[[105.66, 20.77], [105.74, 20.77], [105.75, 20.83], [105.67, 20.84], [105.66, 20.77]]]}""";
    private static final List<String> GRADES = List.of("A1", "B2", "C3", "D4", "E5", "F6");

    /// Grounds, then letters and lines, as `tokens.css` names them without `--hd-`.
    static final List<String> GROUNDS = List.of(
            "page",
            "surface",
            "raised",
            "sunken",
            "hover",
            "selected",
            "accent",
            "danger",
            "good-soft",
            "warn-soft",
            "danger-soft",
            "info-soft",
            "priority",
            "immediate",
            "flash",
            "exercise",
            "test",
            "top");

    static final List<String> INKS = List.of(
            "ink-strong",
            "ink",
            "quiet",
            "link",
            "good-text",
            "warn-text",
            "danger-text",
            "info-text",
            "line",
            "line-strong",
            "control-line",
            "focus");

    /// @param wrong a form with every kind of field, filled in wrongly
    record Show(
            RealmMark realm,
            FormInput empty,
            FormInput wrong,
            Map<String, String> labels,
            List<Option> options,
            List<Chip> chips,
            List<Tab> tabs,
            List<Tab> realms,
            List<PartyChip> parties,
            List<Moment> history,
            List<String> grades,
            List<Deadline> deadlines,
            Confirmation question,
            MapCard map) {}

    record Deadline(String what, Instant due) {}

    @GetMapping("/design")
    Page show(@RequestParam(defaultValue = "REAL") RealmMark realm, Frame frame) {
        return new Page(
                "design/index.jte",
                new Show(
                        realm,
                        FormInput.starting(Map.of()),
                        wrong(),
                        Stream.of("title", "text", "level", "to", "kind")
                                .collect(java.util.stream.Collectors.toMap(
                                        name -> name, name -> frame.text("design.field." + name))),
                        List.of(
                                new Option("one", frame.text("design.option.one")),
                                new Option("two", frame.text("design.option.two")),
                                new Option("three", frame.text("design.option.three"))),
                        List.of(
                                new Chip(frame.text("web.urgency.FLASH"), "urgency"),
                                new Chip(frame.text("design.option.two"), "topic")),
                        List.of(
                                new Tab(frame.text("design.tab.all"), "/design#tabs", true, 128),
                                new Tab(frame.text("design.tab.mine"), "/design#tabs", false, 3),
                                new Tab(frame.text("design.tab.done"), "/design#tabs", false)),
                        Stream.of(RealmMark.values())
                                .map(each -> new Tab(
                                        frame.text("design.realm." + each.name()),
                                        "/design?realm=" + each.name(),
                                        each == realm))
                                .toList(),
                        parties(frame),
                        history(frame),
                        GRADES,
                        deadlines(frame),
                        new Confirmation(
                                frame.text("design.ask.title"),
                                frame.text("design.ask.question"),
                                frame.text("design.ask.button"),
                                "/design/done",
                                "/design"),
                        MapCard.showing(onTheMap(realm, frame), realm, frame)));
    }

    /// Where the forms of the page lead: shows the message that follows something done.
    @PostMapping("/design/done")
    Redirect done() {
        return Redirect.to("/design").saying("design.done");
    }

    private static FormInput wrong() {
        var input = FormInput.starting(Map.of("title", "", "text", "…", "level", "two"), Map.of("to", Set.of("one")));
        input.that(false, "title", "web.expected.text", 120);
        input.that(false, "text", "web.expected.text", 4000);
        input.that(false, "to", "web.expected.present");
        input.that(false, "kind", "web.expected.present");
        return input;
    }

    private static List<PartyChip> parties(Frame frame) {
        return List.of(
                new PartyChip("POL", frame.text("design.agency.POL"), Lamp.ON, Lamp.NONE),
                new PartyChip("MIL", frame.text("design.agency.MIL"), Lamp.ON, Lamp.ON),
                new PartyChip("AUT", frame.text("design.agency.AUT"), Lamp.ON, Lamp.WAITING),
                new PartyChip("BDBP", frame.text("design.agency.BDBP"), Lamp.WAITING, Lamp.LATE),
                new PartyChip("YTE", frame.text("design.agency.YTE"), Lamp.UNKNOWN, Lamp.UNKNOWN));
    }

    private static List<Moment> history(Frame frame) {
        var now = frame.now();
        return List.of(
                moment(frame, now.minusSeconds(4000), null, "MIL", "written", null, Moment.Weight.MAIN),
                moment(frame, now.minusSeconds(3600), null, "POL", "acknowledged", null, Moment.Weight.PLAIN),
                moment(
                        frame,
                        now.minusSeconds(2400),
                        now.minusSeconds(600),
                        "AUT",
                        "confirmed",
                        frame.text("design.moment.said"),
                        Moment.Weight.GOOD),
                moment(frame, now.minusSeconds(300), null, "POL", "late", null, Moment.Weight.BAD));
    }

    private static Moment moment(
            Frame frame,
            Instant at,
            @Nullable Instant came,
            String code,
            String what,
            @Nullable String said,
            Moment.Weight weight) {
        return new Moment(
                at,
                came,
                code,
                frame.text("design.agency." + code),
                frame.explained(frame.text("design.moment." + what)),
                frame.text("design.moment.by"),
                said,
                weight);
    }

    /// An exact place, one within a kilometre, and one that stretches over an area.
    private static List<MapItem> onTheMap(RealmMark realm, Frame frame) {
        return List.of(
                onTheMap("FLASH", "warning", 105.7, 20.8, 0, Area.parse(FLOODED).orElse(null), realm, frame),
                onTheMap("IMMEDIATE", "information", 105.72, 20.79, 0, null, realm, frame),
                onTheMap("ROUTINE", "information", 105.76, 20.83, 1000, null, realm, frame));
    }

    private static MapItem onTheMap(
            String urgency,
            String kind,
            double lon,
            double lat,
            double accuracyM,
            @Nullable Area area,
            RealmMark realm,
            Frame frame) {
        return new MapItem(
                urgency,
                "/design#map-piece",
                frame.text("design.row." + urgency),
                kind,
                "flood",
                urgency,
                "B2",
                realm,
                "MIL",
                frame.now().minusSeconds(5400),
                "UNVERIFIED",
                lon,
                lat,
                accuracyM,
                area,
                new MapItem.Words(
                        frame.text("map.legend." + kind),
                        frame.text("design.map.topic"),
                        frame.text("web.urgency." + urgency),
                        frame.text("web.grade.words", "B2", frame.text("web.grade.B"), frame.text("web.grade.2")),
                        frame.text("design.map.state"),
                        frame.text("design.agency.MIL"),
                        frame.text("design.fact.place.text")));
    }

    /// The second one passes while somebody looks.
    private static List<Deadline> deadlines(Frame frame) {
        return Stream.of(Duration.ofHours(26), Duration.ofSeconds(75), Duration.ofMinutes(95), Duration.ofMinutes(-12))
                .map(left ->
                        new Deadline(frame.text("design.deadline"), frame.now().plus(left)))
                .toList();
    }
}
