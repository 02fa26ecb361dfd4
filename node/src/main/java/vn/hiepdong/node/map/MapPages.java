package vn.hiepdong.node.map;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.NotFound;

/// What a browser needs to draw the map. For everybody who is signed in: it shows land and names, no content.
@Controller
@Allowed(anyRole = true)
final class MapPages {
    private final Basemap basemap;
    private final MapStyle style;

    private final Places places;

    private final Packs packs;

    MapPages(Basemap basemap, MapStyle style, Places places, Packs packs) {
        this.basemap = basemap;
        this.style = style;
        this.places = places;
        this.packs = packs;
    }

    /// The parameters are plain here: that a map was drawn in a dark page is no wish to see all pages dark.
    @GetMapping("/map/style.json")
    ResponseEntity<byte[]> style(
            @RequestParam(defaultValue = "light") String theme, @RequestParam(defaultValue = "vi") String lang) {
        var written = style.of(Ground.of(theme), Language.of(lang).orElse(Language.VI), packs.all())
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

    /// What an agency added is for those who work with content, and for whoever looks after it.
    @Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER, Role.VERIFIER, Role.ANALYST, Role.ADMINISTRATOR})
    @GetMapping("/map/pack/{id}.pmtiles")
    ResponseEntity<Resource> pack(
            @PathVariable UUID id,
            @RequestParam(name = "v", required = false) @Nullable String version,
            @RequestHeader(name = HttpHeaders.IF_RANGE, required = false) @Nullable String ifRange)
            throws IOException {
        var pack =
                packs.find(id).filter(each -> each.tiles() != Pack.Tiles.NONE).orElseThrow(NotFound::new);
        return MapFiles.give(new FileSystemResource(packs.tiles(pack)), pack.version(), version, ifRange);
    }

    @GetMapping("/map/layers")
    ResponseEntity<Layers> layers() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(new Layers(packs.all().stream().map(Layer::of).toList()));
    }

    @GetMapping("/map/places")
    ResponseEntity<Found> places(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "10") int limit,
            @RequestParam(defaultValue = "vi") String lang) {
        var english = lang.equals("en");
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePrivate())
                .body(new Found(places.find(q, limit).stream()
                        .map(place -> FoundPlace.of(place, english))
                        .toList()));
    }

    /// The best first.
    record Found(List<FoundPlace> places) {}

    /// @param within the province or the district it lies in; empty for a province
    /// @param validTo set when it is no longer called so: the last day
    /// @param lon,lat,box absent when the node knows the name but not where it is
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FoundPlace(
            String kind,
            String title,
            String within,
            String code,
            @Nullable String validTo,
            @Nullable Double lon,
            @Nullable Double lat,
            @Nullable List<Double> box) {
        static FoundPlace of(Place place, boolean english) {
            return new FoundPlace(
                    place.kind(),
                    english && !place.titleEn().isEmpty() ? place.titleEn() : place.title(),
                    place.within(),
                    place.code(),
                    place.validTo() == null ? null : place.validTo().toString(),
                    place.lon(),
                    place.lat(),
                    place.box());
        }
    }

    /// What can be shown on the map besides the basemap.
    record Layers(List<Layer> layers) {}

    /// @param visible whether it is shown before anybody chose
    /// @param box west, south, east, north
    /// @param style the ids of the style's layers that draw it; none for a list of names
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Layer(
            String id,
            Pack.Kind kind,
            String title,
            String attribution,
            int features,
            int places,
            @Nullable String validFrom,
            @Nullable String validTo,
            String addedAt,
            boolean visible,
            List<Double> box,
            List<String> style) {
        static Layer of(Pack pack) {
            var drawn = PackLayers.of(pack);
            return new Layer(
                    pack.id().toString(),
                    pack.kind(),
                    pack.title(),
                    pack.attribution(),
                    pack.features(),
                    pack.places(),
                    pack.validFrom() == null ? null : pack.validFrom().toString(),
                    pack.validTo() == null ? null : pack.validTo().toString(),
                    pack.addedAt().toString(),
                    PackLayers.visible(pack),
                    List.of(
                            pack.extent().west(),
                            pack.extent().south(),
                            pack.extent().east(),
                            pack.extent().north()),
                    Stream.concat(drawn.under().stream(), drawn.over().stream())
                            .map(layer -> layer.path("id").stringValue())
                            .toList());
        }
    }
}
