package vn.hiepdong.node.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How a pack is drawn: what its tiles hold by what name, as layers of the style. Colours and names are still
/// words of `map/style.json`.
///
/// Of a basemap these layers are known: `land`, `water`, `waterway`, `reefs`, `boundary` (with `level` 0 for
/// countries, 1 for provinces, 2 for communes), `admin1`, `road`, `label` (with `k` or `kind`: `ward`, `commune`,
/// `island`, `place`, `city`). Others are not drawn.
final class PackLayers {
    /// Where a layer belongs: under the borders and names of the built-in map, or over them.
    record Drawn(List<ObjectNode> under, List<ObjectNode> over) {}

    private final Pack pack;
    private final String source;
    private final List<ObjectNode> under = new ArrayList<>();
    private final List<ObjectNode> over = new ArrayList<>();

    private PackLayers(Pack pack) {
        this.pack = pack;
        source = source(pack);
    }

    static String source(Pack pack) {
        return "pack-" + pack.id();
    }

    /// What an operator added is to be seen; only borders of before would stand among today's.
    static boolean visible(Pack pack) {
        return pack.kind() != Pack.Kind.BOUNDARIES || pack.validTo() == null;
    }

    /// Whether the pack's land takes the place of the built-in one, which is coarser.
    static boolean hasLand(Pack pack) {
        return pack.kind() == Pack.Kind.BASEMAP
                && pack.tiles() == Pack.Tiles.SHAPES
                && pack.layers().containsAll(Set.of("land", "boundary"))
                && pack.extent().minZoom() == 0
                && pack.extent().east() - pack.extent().west() > 350;
    }

    static Drawn of(Pack pack) {
        var layers = new PackLayers(pack);
        switch (pack.tiles()) {
            case SHAPES -> {
                if (pack.kind() == Pack.Kind.BASEMAP) layers.basemap();
                else layers.features();
            }
            case PICTURES -> layers.under("""
                    {"id": "pictures", "type": "raster"}
                    """, "");
            case NONE -> {}
        }
        return new Drawn(layers.under, layers.over);
    }

    private void basemap() {
        under("""
                {"id": "land", "type": "fill", "paint": {"fill-color": "$land"}}
                """, "land");
        under("""
                {"id": "home", "type": "fill", "paint": {"fill-color": "$home"}}
                """, "admin1");
        under("""
                {"id": "reef", "type": "line", "paint": {"line-color": "$reef"}}
                """, "reefs");
        under("""
                {"id": "water", "type": "fill", "paint": {"fill-color": "$water"}}
                """, "water");
        under("""
                {"id": "river", "type": "line", "paint": {"line-color": "$river",
                 "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.4, 10, 1.6, 14, 4]}}
                """, "waterway");
        under("""
                {"id": "road", "type": "line", "paint": {"line-color": "$province",
                 "line-width": ["interpolate", ["linear"], ["zoom"], 6, 0.4, 14, 3]}}
                """, "road");
        under("""
                {"id": "commune", "type": "line", "minzoom": 8.5, "filter": ["==", ["get", "level"], 2],
                 "paint": {"line-color": "$commune", "line-width": 0.8}}
                """, "boundary");
        if (hasLand(pack)) {
            under("""
                    {"id": "province", "type": "line", "minzoom": 4, "filter": ["==", ["get", "level"], 1],
                     "paint": {"line-color": "$province",
                     "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.4, 8, 1.2, 12, 2]}}
                    """, "boundary");
            under("""
                    {"id": "country", "type": "line", "filter": ["==", ["get", "level"], 0],
                     "paint": {"line-color": "$border",
                     "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.5, 6, 1.2, 10, 2.4]}}
                    """, "boundary");
        }
        over("""
                {"id": "place-name", "type": "symbol", "minzoom": 9.5,
                 "filter": ["match", ["coalesce", ["get", "kind"], ["get", "k"]],
                   ["ward", "commune", "place", "village", "street"], true, false],
                 "layout": {"text-field": ["coalesce", ["get", "name"], ""], "text-size": 11,
                   "text-font": ["Be Vietnam Pro Regular"]},
                 "paint": {"text-color": "$provinceText", "text-halo-color": "$halo", "text-halo-width": 1.2}}
                """, "label");
        over("""
                {"id": "island-name", "type": "symbol", "minzoom": 8,
                 "filter": ["==", ["coalesce", ["get", "kind"], ["get", "k"]], "island"],
                 "layout": {"text-field": ["coalesce", ["get", "full"], ["get", "name"], ""], "text-size": 10.5,
                   "text-font": ["Be Vietnam Pro Regular"]},
                 "paint": {"text-color": "$islandText", "text-halo-color": "$halo", "text-halo-width": 1.2}}
                """, "label");
    }

    private void features() {
        var area = """
                ["match", ["geometry-type"], ["Polygon", "MultiPolygon"], true, false]""";
        var point = """
                ["match", ["geometry-type"], ["Point", "MultiPoint"], true, false]""";
        boolean borders = pack.kind() == Pack.Kind.BOUNDARIES;
        if (!borders) {
            under("""
                    {"id": "fill", "type": "fill", "filter": %s,
                     "paint": {"fill-color": "$layer", "fill-opacity": 0.14}}
                    """.formatted(area), Tiler.FEATURES);
        }
        under("""
                {"id": "line", "type": "line", "filter": ["!", %s], "layout": {"line-join": "round"},
                 "paint": {"line-color": "%s", "line-width": ["interpolate", ["linear"], ["zoom"], 5, 0.6, 12, 2]}}
                """.formatted(point, borders ? "$province" : "$layer"), Tiler.FEATURES);
        if (!borders) {
            over("""
                    {"id": "point", "type": "circle", "filter": %s,
                     "paint": {"circle-radius": ["interpolate", ["linear"], ["zoom"], 5, 2.5, 12, 5.5],
                       "circle-color": "$layer", "circle-stroke-color": "$halo", "circle-stroke-width": 1.2}}
                    """.formatted(point), Tiler.FEATURES);
        }
        over("""
                {"id": "name", "type": "symbol", "minzoom": %s, "filter": ["has", "title"],
                 "layout": {"text-field": "$title", "text-size": 11, "text-font": ["Be Vietnam Pro Regular"],
                   "text-variable-anchor": ["top", "bottom", "left", "right"], "text-radial-offset": 0.6,
                   "text-max-width": 8},
                 "paint": {"text-color": "%s", "text-halo-color": "$halo", "text-halo-width": 1.3}}
                """.formatted(borders ? "9.5" : "8.5", borders ? "$provinceText" : "$layer"), Tiler.NAMES);
    }

    private void under(String layer, String of) {
        add(under, layer, of);
    }

    private void over(String layer, String of) {
        add(over, layer, of);
    }

    private void add(List<ObjectNode> where, String written, String of) {
        if (!of.isEmpty() && !pack.layers().contains(of)) return;
        JsonNode read = JsonMapper.shared().readTree(written);
        var layer = (ObjectNode) read;
        layer.put("id", source + "-" + layer.path("id").stringValue());
        layer.put("source", source);
        if (!of.isEmpty()) layer.put("source-layer", of);
        if (!visible(pack)) layer.withObject("layout").put("visibility", "none");
        where.add(layer);
    }
}
