package vn.hiepdong.node.map;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.hiepdong.node.web.Assets;
import vn.hiepdong.node.web.Language;

/// Writes the MapLibre style out of `map/style.json`, where a text that starts with `$` stands for a colour, a
/// file or the name in the reader's language.
///
/// Letters come from the fonts that the pages use (`font-faces`, which MapLibre draws itself), so there are no
/// glyph files to make and to fetch.
@Component
final class MapStyle {
    private static final JsonNode TEMPLATE =
            JsonMapper.shared().readTree(new String(Basemap.read("/map/style.json"), StandardCharsets.UTF_8));
    /// In the style: what a pack with land of its own takes the place of, and where others come in between.
    private static final Set<String> OWN_LAND = Set.of("land", "home", "province-border", "country-border");

    private static final String LAND_ENDS = "home";
    private static final String NAMES_BEGIN = "town-dot";
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private final Assets assets;
    private final Basemap basemap;

    MapStyle(Assets assets, Basemap basemap) {
        this.assets = assets;
        this.basemap = basemap;
    }

    JsonNode of(Ground ground, Language language, List<Pack> packs) {
        var style = (ObjectNode) TEMPLATE.path("style").deepCopy();
        var drawn =
                packs.stream().filter(pack -> pack.tiles() != Pack.Tiles.NONE).toList();
        boolean otherLand = drawn.stream().anyMatch(PackLayers::hasLand);
        var layers = MAKE.arrayNode();
        for (var layer : style.path("layers")) {
            var id = layer.path("id").stringValue();
            if (!(otherLand && OWN_LAND.contains(id))) layers.add(layer);
            if (id.equals(LAND_ENDS))
                drawn.forEach(pack -> PackLayers.of(pack).under().forEach(layers::add));
            if (id.equals(NAMES_BEGIN))
                drawn.forEach(pack -> PackLayers.of(pack).over().forEach(layers::add));
        }
        style.set("layers", layers);
        var filled = (ObjectNode) fill(style, ground, language);
        // Afterwards, since what a pack says of itself is no word of ours.
        for (var pack : drawn) filled.withObject("sources").set(PackLayers.source(pack), source(pack));
        return filled;
    }

    private static JsonNode source(Pack pack) {
        var source = MAKE.objectNode()
                .put("type", pack.tiles() == Pack.Tiles.PICTURES ? "raster" : "vector")
                .put("url", "pmtiles:///map/pack/%s.pmtiles?v=%s".formatted(pack.id(), pack.version()));
        if (pack.tiles() == Pack.Tiles.PICTURES) source.put("tileSize", 256);
        if (!pack.attribution().isEmpty()) source.put("attribution", HtmlUtils.htmlEscape(pack.attribution()));
        return source;
    }

    private JsonNode fill(JsonNode node, Ground ground, Language language) {
        return switch (node) {
            case ObjectNode object -> {
                var filled = MAKE.objectNode();
                object.properties().forEach(each -> filled.set(each.getKey(), fill(each.getValue(), ground, language)));
                yield filled;
            }
            case ArrayNode array -> {
                var filled = MAKE.arrayNode();
                array.forEach(each -> filled.add(fill(each, ground, language)));
                yield filled;
            }
            default ->
                node.isString() && node.stringValue().startsWith("$")
                        ? value(node.stringValue().substring(1), ground, language)
                        : node;
        };
    }

    private JsonNode value(String word, Ground ground, Language language) {
        if (word.equals("name")) return name(language, "name");
        if (word.equals("title")) return name(language, "title");
        if (word.equals("basemap")) {
            return MAKE.stringNode("pmtiles:///map/basemap.pmtiles?v=" + basemap.version());
        }
        if (word.startsWith("asset:")) return MAKE.stringNode(assets.path(word.substring("asset:".length())));
        var range = TEMPLATE.path("ranges").path(word);
        var found = range.isMissingNode()
                ? TEMPLATE.path("colours").path(ground.code()).path(word)
                : range;
        if (found.isMissingNode()) throw new IllegalStateException("map/style.json speaks of $" + word);
        return found;
    }

    private static JsonNode name(Language language, String property) {
        var local = MAKE.arrayNode().add("get").add(property);
        return language == Language.VI
                ? local
                : MAKE.arrayNode()
                        .add("coalesce")
                        .add(MAKE.arrayNode().add("get").add("en"))
                        .add(local);
    }
}
