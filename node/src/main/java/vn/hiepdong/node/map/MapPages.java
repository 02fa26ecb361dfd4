package vn.hiepdong.node.map;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.web.Language;

/// What a browser needs to draw the map. For everybody who is signed in: it shows land and names, no content.
@Controller
@Allowed(anyRole = true)
final class MapPages {
    private final Basemap basemap;
    private final MapStyle style;

    MapPages(Basemap basemap, MapStyle style) {
        this.basemap = basemap;
        this.style = style;
    }

    /// The parameters are plain here: that a map was drawn in a dark page is no wish to see all pages dark.
    @GetMapping("/map/style.json")
    ResponseEntity<byte[]> style(
            @RequestParam(defaultValue = "light") String theme, @RequestParam(defaultValue = "vi") String lang) {
        var written = style.of(Ground.of(theme), Language.of(lang).orElse(Language.VI))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .eTag("\"" + Basemap.fingerprint(written) + "\"")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(written);
    }

    @GetMapping("/map/basemap.pmtiles")
    ResponseEntity<Resource> basemap(
            @RequestParam(name = "v", required = false) @Nullable String version,
            @RequestHeader(name = HttpHeaders.IF_RANGE, required = false) @Nullable String ifRange)
            throws IOException {
        return MapFiles.give(basemap.tiles(), basemap.version(), version, ifRange);
    }

    @GetMapping("/map/layers")
    ResponseEntity<Layers> layers() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(new Layers(List.of()));
    }

    /// What can be shown on the map besides the basemap.
    record Layers(List<Layer> layers) {}

    /// @param style the ids of the style's layers that draw it
    record Layer(String id, String kind, String name, String attribution, String date, List<String> style) {}
}
