package vn.hiepdong.node.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.access.WebNode;

/// What a browser asks for before it can draw the map, and in which pieces.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServingTest {
    private static final String TILES = "/map/basemap.pmtiles";

    private WebNode node;
    private Browser officer;

    @BeforeAll
    void start(@TempDir Path folder) {
        node = MapNode.start(folder);
        officer = node.signedIn("truc");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void aPieceIsGivenAsAPiece() {
        var whole = Basemap.read(Basemap.FILE);
        var piece = officer.get(TILES, "Range", "bytes=0-126");
        assertThat(piece.statusCode()).isEqualTo(206);
        assertThat(piece.body()).startsWith("PMTiles");
        assertThat(piece.headers().firstValue("Content-Range")).hasValue("bytes 0-126/" + whole.length);
        assertThat(piece.headers().firstValue("Content-Length")).hasValue("127");
        assertThat(piece.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(piece.headers().firstValue("ETag")).isPresent();
        var end = officer.get(TILES, "Range", "bytes=-5");
        assertThat(end.headers().firstValue("Content-Range"))
                .hasValue("bytes %d-%d/%d".formatted(whole.length - 5, whole.length - 1, whole.length));
    }

    @Test
    void aPieceBeyondTheEndIsRefusedAndTheSizeTold() {
        var answer = officer.get(TILES, "Range", "bytes=999999999-");
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range"))
                .hasValueSatisfying(size -> assertThat(size).startsWith("bytes */"));
    }

    @Test
    void whoHoldsPiecesOfAnotherFileGetsAllOfThisOne() {
        var tag = officer.get(TILES, "Range", "bytes=0-0")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(officer.get(TILES, "Range", "bytes=0-9", "If-Range", tag).statusCode())
                .isEqualTo(206);
        var other = officer.get(TILES, "Range", "bytes=0-9", "If-Range", "\"another\"");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.headers().firstValueAsLong("Content-Length")).hasValue(Basemap.read(Basemap.FILE).length);
    }

    @Test
    void whatABrowserHasIsNotSentAgain() {
        var tag = officer.get(TILES).headers().firstValue("ETag").orElseThrow();
        assertThat(officer.get(TILES, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void onlyTheAddressWithTheVersionMayBeKeptForEver() {
        var address = style("light", "vi").at("/sources/basemap/url").stringValue();
        assertThat(address).startsWith("pmtiles://" + TILES + "?v=");
        var kept = officer.get(address.substring("pmtiles://".length()), "Range", "bytes=0-9");
        assertThat(kept.headers().firstValue("Cache-Control").orElseThrow())
                .contains("private", "immutable", "max-age=31536000");
        assertThat(officer.get(TILES).headers().firstValue("Cache-Control").orElseThrow())
                .contains("private", "no-cache");
    }

    @Test
    void headTellsTheSizeAndSendsNothing() {
        var answer = officer.head(TILES);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(Basemap.read(Basemap.FILE).length);
        assertThat(answer.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void whoIsNotSignedInSeesNoMap() {
        for (var path : List.of(TILES, "/map/style.json", "/map/layers")) {
            var answer = node.browser().get(path);
            assertThat(answer.statusCode()).as(path).isIn(302, 303, 401);
            assertThat(answer.body()).as(path).doesNotContain("PMTiles", "sources");
        }
    }

    @Test
    void theStyleNamesOnlyWhatThisNodeHas() {
        for (var theme : List.of("light", "dark")) {
            for (var language : List.of("vi", "en")) {
                var style = style(theme, language);
                assertThat(style.toString()).doesNotContain("http:", "https:", "\"$");
                var fonts = Pattern.compile("\"(/assets/[^\"]*)\"").matcher(style.toString());
                assertThat(fonts.results().map(found -> found.group(1)).distinct())
                        .hasSize(4)
                        .allSatisfy(font -> assertThat(officer.get(font).statusCode())
                                .as(font)
                                .isEqualTo(200));
            }
        }
    }

    @Test
    void aDarkMapHasColoursOfItsOwnAndLeavesTheChoiceOfThePagesAlone() {
        assertThat(style("dark", "vi")).isNotEqualTo(style("light", "vi"));
        var answer = officer.get("/map/style.json?theme=dark&lang=en");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.contains("theme") || cookie.contains("language"));
    }

    private JsonNode style(String theme, String language) {
        return JsonMapper.shared()
                .readTree(officer.get("/map/style.json?theme=%s&lang=%s".formatted(theme, language))
                        .body());
    }

    @Test
    void whatAnAdministratorAddsIsDrawnAndFoundByTheOfficer() {
        var admin = node.token("quantri", Scope.ADMIN);
        var file = """
                {"type": "Feature", "properties": {"title": "Trạm xá Hòa Khánh"},
                 "geometry": {"type": "Point", "coordinates": [108.15, 16.08]}}""";
        var added = Browser.call(
                node.url(),
                "POST",
                "/api/v1/map/packs?file=tram.geojson&title=Y+t%E1%BA%BF",
                admin,
                file,
                "Content-Type",
                "application/octet-stream");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        var id = JsonMapper.shared().readTree(added.body()).path("id").stringValue();
        assertThat(officer.get("/map/layers").body()).contains(id, "Y tế", "LAYER");
        var source = style("light", "vi")
                .path("sources")
                .path("pack-" + id)
                .path("url")
                .stringValue();
        var tiles = officer.get(source.substring("pmtiles://".length()), "Range", "bytes=0-126");
        assertThat(tiles.statusCode()).isEqualTo(206);
        assertThat(tiles.body()).startsWith("PMTiles");
        assertThat(officer.get("/map/places?q=tram+xa+hoa+kanh").body()).contains("Trạm xá Hòa Khánh", "108.15");
        assertThat(node.browser().get("/map/pack/" + id + ".pmtiles").statusCode())
                .isIn(302, 303, 401);
        var gone = Browser.call(node.url(), "DELETE", "/api/v1/map/packs/" + id, admin, "");
        assertThat(gone.statusCode()).isEqualTo(204);
        assertThat(officer.get("/map/pack/" + id + ".pmtiles").statusCode()).isEqualTo(404);
        assertThat(officer.get("/map/layers").body()).doesNotContain(id);
    }

    @Test
    void aFileThatIsRefusedIsRefusedInWords() {
        var admin = node.token("quantri", Scope.ADMIN);
        var refused = Browser.call(
                node.url(),
                "POST",
                "/api/v1/map/packs?file=a.geojson",
                admin,
                "{\"type\": \"Point\", \"coordinates\": [551000.5, 1776000.2]}",
                "Content-Type",
                "application/octet-stream");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("VN-2000");
    }

    @Test
    void onlyAnAdministratorChangesTheMap() {
        assertThat(Browser.call(
                                node.url(),
                                "POST",
                                "/api/v1/map/packs?file=a.geojson",
                                node.token("truc", Scope.INFORMATION_WRITE),
                                "{}",
                                "Content-Type",
                                "application/octet-stream")
                        .statusCode())
                .isEqualTo(403);
    }
}
