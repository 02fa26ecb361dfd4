package vn.hiepdong.node.map;

import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.hiepdong.node.web.Assets;
import vn.hiepdong.node.web.Language;

/// Writes the MapLibre style out of `map/style.json`, where a text that starts with `$` stands for a colour, a file or
/// the name in the reader's language.
///
/// Letters come from the fonts that the pages use (`font-faces`, which MapLibre draws itself), so there are no glyph
/// files to make and to fetch.
@Component
final class MapStyle {
    private static final JsonNode TEMPLATE =
            JsonMapper.shared().readTree(new String(Basemap.read("/map/style.json"), StandardCharsets.UTF_8));
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private final Assets assets;
    private final Basemap basemap;

    MapStyle(Assets assets, Basemap basemap) {
        this.assets = assets;
        this.basemap = basemap;
    }

    JsonNode of(Ground ground, Language language) {
        return fill(TEMPLATE.path("style"), ground, language);
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
        if (word.equals("name")) return name(language);
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

    private static JsonNode name(Language language) {
        var local = MAKE.arrayNode().add("get").add("name");
        return language == Language.VI
                ? local
                : MAKE.arrayNode()
                        .add("coalesce")
                        .add(MAKE.arrayNode().add("get").add("en"))
                        .add(local);
    }
}
