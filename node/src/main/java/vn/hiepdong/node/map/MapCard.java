package vn.hiepdong.node.map;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.RealmMark;

/// What one card with a map shows; `@template.map.card(frame, source, height)` draws it.
///
/// @param id of the element, unique in its page
/// @param address where the items are asked for again; empty when they stand in `features` and do not change
/// @param features the items as GeoJSON; null when they are asked for
/// @param topics of news that say the items changed; the page's layout must listen to them (`live`)
/// @param listed for the list beside the map
/// @param cut whether there is more than is shown
/// @param list whether there is a list beside the map at all; a page that says everything in words needs none
public record MapCard(
        String id,
        RealmMark realm,
        String address,
        @Nullable String features,
        List<String> topics,
        List<MapItem> listed,
        boolean cut,
        boolean list) {
    /// How many the list beside the map writes out; the feature's own list has all.
    static final int MOST_LISTED = 60;

    private static final List<String> WORDS = List.of(
            "title",
            "attribution",
            "close",
            "marker",
            "ctrlWheel",
            "cmdWheel",
            "twoFingers",
            "noWebgl",
            "tiles",
            "plain",
            "stale",
            "unreachable",
            "several",
            "together",
            "within",
            "exact",
            "unknownAccuracy",
            "open");

    private static final List<String> LEVELS = List.of("FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE");

    private static final List<String> PLACE_WORDS = List.of(
            "unreachable",
            "noPlace",
            "areaCorners",
            "chosen",
            "tooManyCorners",
            "tooFewCorners",
            "crossing",
            "helpPoint",
            "helpCorner",
            "helpArea");

    private static final List<String> SEARCH_WORDS =
            List.of("placesUnreachable", "formerly", "nowhere", "found", "noneFound");

    /// A map of just these, which stand in the page and change only with it.
    public static MapCard showing(List<MapItem> items, RealmMark realm, Frame frame) {
        return new MapCard("map", realm, "", geoJson(items, false, frame), List.of(), items, false, true);
    }

    /// The same under another id, for a page with several maps.
    public MapCard named(String other) {
        return new MapCard(other, realm, address, features, topics, listed, cut, list);
    }

    /// The same without the list, for a page that says in words what the map shows.
    public MapCard withoutList() {
        return new MapCard(id, realm, address, features, topics, listed, cut, false);
    }

    String style() {
        return realm.marked() ? "map-" + realm.style() : "";
    }

    List<MapItem> lines() {
        return listed.subList(0, Math.min(MOST_LISTED, listed.size()));
    }

    /// How many more than the list writes out.
    int more() {
        return Math.max(0, listed.size() - MOST_LISTED);
    }

    /// Where the list alone is asked for again.
    String listAddress() {
        return address.isEmpty()
                ? ""
                : UriComponentsBuilder.fromUriString(address)
                        .replacePath("/map/list")
                        .queryParam("card", id)
                        .build()
                        .toUriString();
    }

    /// When htmx asks for the list again.
    String triggers() {
        return String.join(
                ", ",
                topics.stream().map(each -> "sse:" + each + " delay:400ms").toList());
    }

    /// The words that the script shows.
    static String words(Frame frame) {
        return words(WORDS, frame);
    }

    /// The same for the choice of a place in a form.
    static String placeWords(Frame frame) {
        return words(
                Stream.concat(WORDS.stream(), PLACE_WORDS.stream()).distinct().toList(), frame);
    }

    /// The same for the search of a place by its name.
    static String searchWords(Frame frame) {
        return words(SEARCH_WORDS, frame);
    }

    private static String words(List<String> keys, Frame frame) {
        var words = new LinkedHashMap<String, String>();
        keys.forEach(key -> words.put(key, frame.text("map.script." + key)));
        LEVELS.forEach(level -> words.put(level, frame.text("web.urgency." + level)));
        return JsonMapper.shared().writeValueAsString(words);
    }

    /// As one GeoJSON `FeatureCollection`; `cut` says whether there is more.
    static String geoJson(List<MapItem> items, boolean cut, Frame frame) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "type",
                        "FeatureCollection",
                        "cut",
                        cut,
                        "features",
                        items.stream().map(item -> feature(item, frame)).toList()));
    }

    private static Map<String, Object> feature(MapItem item, Frame frame) {
        var point = Map.of("type", "Point", "coordinates", List.of(item.lon(), item.lat()));
        Area area = item.area();
        var feature = new LinkedHashMap<String, Object>();
        feature.put("type", "Feature");
        feature.put(
                "geometry",
                area == null
                        ? point
                        : Map.of("type", "GeometryCollection", "geometries", List.of(point, area.geometry())));
        feature.put("properties", properties(item, frame));
        return feature;
    }

    private static Map<String, Object> properties(MapItem item, Frame frame) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("id", item.id());
        properties.put("href", item.href());
        properties.put("title", item.title());
        properties.put("kind", item.kind());
        properties.put("topic", item.topic());
        properties.put("urgency", item.urgency());
        properties.put("grade", item.grade());
        properties.put("realm", item.realm().name());
        properties.put("agency", item.agency());
        properties.put("agencyText", item.words().agency());
        properties.put("at", item.at().toString());
        properties.put(
                "ageMin", java.time.Duration.between(item.at(), frame.now()).toMinutes());
        if (item.accuracyM() != null) {
            properties.put("accuracyM", item.accuracyM());
        }
        properties.put("state", item.state());
        properties.put("kindText", item.words().kind());
        properties.put("topicText", item.words().topic());
        properties.put("urgencyText", item.words().urgency());
        properties.put("gradeText", item.words().grade());
        properties.put("stateText", item.words().state());
        if (item.realm().marked()) {
            properties.put("realmText", frame.text("web.realm", item.realm()));
        }
        return properties;
    }
}
