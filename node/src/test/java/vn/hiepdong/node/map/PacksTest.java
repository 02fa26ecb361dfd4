package vn.hiepdong.node.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What may be added to the map, whole or not at all.
class PacksTest {
    private static final String SQUARE = """
            {"type": "FeatureCollection", "features": [
             {"type": "Feature", "properties": {"code": "20194", "fullName": "Phường Hải Châu", "type": "Phường",
               "provinceCode": "48", "owner_phone": "0905"},
              "geometry": {"type": "Polygon",
               "coordinates": [[[108.2, 16.0], [108.3, 16.0], [108.3, 16.1], [108.2, 16.1], [108.2, 16.0]]]}}]}
            """;

    private MapDesk desk;

    @BeforeEach
    void open(@TempDir Path folder) {
        desk = new MapDesk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void areasWithCodesAreBoundariesThatAreDrawnAndFound() throws IOException {
        var pack = desk.add("phuong.geojson", SQUARE).pack();
        assertThat(pack.kind()).isEqualTo(Pack.Kind.BOUNDARIES);
        assertThat(pack.title()).isEqualTo("phuong");
        assertThat(desk.files()).containsExactly(pack.id() + ".pmtiles");
        var place = desk.places.find("hai chau", 1).getFirst();
        assertThat(place.within()).isEqualTo("Đà Nẵng");
        assertThat(place.kind()).isEqualTo("commune");
        assertThat(place.lon()).isBetween(108.2, 108.3);
        assertThat(place.lat()).isBetween(16.0, 16.1);
        assertThat(place.box()).containsExactly(108.2, 16.0, 108.3, 16.1);
        try (var tiles = new TileArchive(desk.packs.tiles(pack))) {
            var entries = tiles.entries();
            assertThat(entries).anySatisfy(entry -> assertThat(entry.id()).isEqualTo(TileArchive.id(10, 820, 465)));
            for (var entry : entries) {
                assertThat(new String(tiles.tile(entry), StandardCharsets.UTF_8))
                        .contains("features", "Phường Hải Châu", "20194")
                        .doesNotContain("0905");
            }
        }
    }

    @Test
    void theSameFileASecondTimeChangesNothing() throws IOException {
        var first = desk.add("a.geojson", SQUARE);
        var again = desk.add("b.geojson", SQUARE);
        assertThat(first.known()).isFalse();
        assertThat(again.known()).isTrue();
        assertThat(again.pack().id()).isEqualTo(first.pack().id());
        assertThat(desk.packs.all()).hasSize(1);
        assertThat(desk.files()).hasSize(1);
        assertThat(desk.rows()).isEqualTo(1);
    }

    @Test
    void whatIsRemovedIsGoneAndMayComeBack() throws IOException {
        var pack = desk.add("a.geojson", SQUARE).pack();
        assertThat(desk.packs.remove(pack.id())).isTrue();
        assertThat(desk.packs.all()).isEmpty();
        assertThat(desk.files()).isEmpty();
        assertThat(desk.titles("hai chau")).doesNotContain("Phường Hải Châu");
        assertThat(desk.packs.remove(pack.id())).isFalse();
        assertThat(desk.add("a.geojson", SQUARE).known()).isFalse();
    }

    @Test
    void whatTheBuildMadeCannotBeRemoved() {
        assertThat(desk.packs.remove(BuiltInPlaces.PACK)).isFalse();
        assertThat(desk.first("ha noi")).isEqualTo("Hà Nội");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "FORMAT   | a.txt     | not a map",
                "FORMAT   | a.json    | {\"hello\": 1}",
                "EMPTY    | a.geojson | {\"type\": \"FeatureCollection\", \"features\": []}",
                "BROKEN   | a.geojson | {\"type\": \"FeatureCollection\", \"features\": [",
                "BROKEN   | a.geojson | {\"type\": \"Point\", \"coordinates\": [108.2, 16.1]} more",
                "BROKEN   | a.geojson | {\"type\": \"Point\", \"coordinates\": [\"108\", \"16\"]}",
                "POSITION | a.geojson | {\"type\": \"Point\", \"coordinates\": [16.1, 108.2]}",
                "POSITION | a.geojson | {\"type\": \"Point\", \"coordinates\": [551000.5, 1776000.2]}",
                "SYSTEM   | a.geojson | {\"crs\": {\"properties\": {\"name\": \"EPSG:3405\"}}, \"type\": \"Point\", \"coordinates\": [1, 2]}",
                "SHAPE    | a.geojson | {\"type\": \"Polygon\", \"coordinates\": [[[1, 1], [2, 2], [3, 1], [1, 2]]]}",
                "SHAPE    | a.geojson | {\"type\": \"LineString\", \"coordinates\": [[1, 1]]}",
                "CODE     | a.json    | [{\"FullName\": \"Thành phố Hà Nội\"}]",
                "BROKEN   | a.json    | [{\"Code\": \"01\"",
                "BROKEN   | a.pmtiles | PMTiles, it says",
            })
    void whatMakesNoSenseIsRefusedAndNothingOfItStays(PackRejected.Reason reason, String name, String content)
            throws IOException {
        assertThatExceptionOfType(PackRejected.class)
                .isThrownBy(() -> desk.add(name, content))
                .matches(rejected -> rejected.reason() == reason, reason.name());
        assertThat(desk.packs.all()).isEmpty();
        assertThat(desk.files()).isEmpty();
        assertThat(desk.rows()).isZero();
    }

    @Test
    void aFileThatBreaksOffOnItsWayLeavesNothing() throws IOException {
        var cut = new InputStream() {
            private final InputStream start = new ByteArrayInputStream(SQUARE.getBytes(StandardCharsets.UTF_8), 0, 50);

            @Override
            public int read() throws IOException {
                int next = start.read();
                if (next < 0) throw new IOException("the line was cut");
                return next;
            }
        };
        assertThatExceptionOfType(java.io.UncheckedIOException.class)
                .isThrownBy(() -> desk.packs.add(cut, MapDesk.about("a.geojson")));
        assertThat(desk.files()).isEmpty();
        assertThat(desk.packs.all()).isEmpty();
    }

    @Test
    void aLayerMayHoldPointsAndLinesWithoutCodes() {
        var pack = desk.add("tru-so.geojson", """
                {"type": "FeatureCollection", "features": [
                 {"type": "Feature", "properties": {"ten": "Bệnh viện Đà Nẵng"},
                  "geometry": {"type": "Point", "coordinates": [108.2158, 16.0721, 4]}},
                 {"type": "Feature", "properties": null,
                  "geometry": {"type": "LineString", "coordinates": [[108, 16], [109, 15], [110, 16]]}},
                 {"type": "Feature", "properties": {}, "geometry": null}]}
                """).pack();
        assertThat(pack.kind()).isEqualTo(Pack.Kind.LAYER);
        assertThat(pack.features()).isEqualTo(2);
        assertThat(desk.first("benh vien da nang")).isEqualTo("Bệnh viện Đà Nẵng");
    }

    @Test
    void topoJsonIsTheSameAsTheGeoJsonItCameFrom() throws IOException {
        var pack = desk.add("phuong.topojson", """
                {"type": "Topology", "transform": {"scale": [0.1, 0.1], "translate": [108.2, 16.0]},
                 "arcs": [[[0, 0], [1, 0]], [[1, 0], [0, 1], [-1, 0], [0, -1]], [[0, 0], [0, -1], [1, 0], [0, 1]]],
                 "objects": {"phuong": {"type": "GeometryCollection", "geometries": [
                  {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": "20194", "name": "Hải Châu"}},
                  {"type": "Polygon", "arcs": [[2, -1]], "properties": {"code": "20242", "name": "Hòa Xuân"}}]}}}
                """).pack();
        assertThat(pack.kind()).isEqualTo(Pack.Kind.BOUNDARIES);
        assertThat(pack.features()).isEqualTo(2);
        assertThat(desk.places.find("hai chau", 1).getFirst().box()).satisfies(box -> {
            assertThat(box.get(0)).isEqualTo(108.2, org.assertj.core.api.Assertions.within(1e-9));
            assertThat(box.get(3)).isEqualTo(16.1, org.assertj.core.api.Assertions.within(1e-9));
        });
        assertThat(desk.places.find("hoa xuan", 1).getFirst().lat()).isLessThan(16.0);
    }

    @Test
    void anArcThatIsNotThereIsRefused() {
        assertThatExceptionOfType(PackRejected.class)
                .isThrownBy(() -> desk.add("a.topojson", """
                        {"type": "Topology", "arcs": [[[1, 1], [2, 2]]],
                         "objects": {"a": {"type": "LineString", "arcs": [7]}}}
                        """))
                .matches(rejected -> rejected.reason() == PackRejected.Reason.SHAPE);
    }

    @Test
    void aListOfNamesIsPlacedByTheBoundariesWithTheSameCodes() {
        desk.add("ten.json", """
                [{"Code": "48", "FullName": "Thành phố Đà Nẵng", "Wards": [
                  {"Code": "20194", "FullName": "Phường Hải Châu", "ProvinceCode": "48"}]}]
                """);
        assertThat(desk.places.find("phuong hai chau", 1).getFirst().lon()).isNull();
        desk.add("phuong.geojson", SQUARE);
        var found = desk.places.find("phuong hai chau", 5);
        assertThat(found.stream().filter(place -> place.code().equals("20194"))).hasSize(1);
        assertThat(found.getFirst().lon()).isNotNull();
    }

    @Test
    void aNameOfBeforeIsFoundAndSaysUntilWhenAndComesAfterTodays() {
        desk.add("nay.csv", "code,full_name,province_code,lon,lat\n00004,Phường Ba Đình,01,105.8,21.0\n");
        desk.packs.add(
                new ByteArrayInputStream(
                        "code,full_name,province_code\n001,Quận Ba Đình,01\n".getBytes(StandardCharsets.UTF_8)),
                MapDesk.about("truoc.csv", null, LocalDate.of(2025, 6, 30)));
        var found = desk.places.find("ba dinh", 5);
        assertThat(found.stream().map(Place::title)).startsWith("Phường Ba Đình", "Quận Ba Đình");
        assertThat(found.get(1).validTo()).isEqualTo(LocalDate.of(2025, 6, 30));
    }

    @Test
    void tilesAreKeptAsTheyAre(@TempDir Path folder) throws IOException {
        var basemap = Basemap.read(Basemap.FILE);
        var file = Files.write(folder.resolve("nen.pmtiles"), basemap);
        var pack = desk.add(file, null).pack();
        assertThat(pack.kind()).isEqualTo(Pack.Kind.BASEMAP);
        assertThat(pack.layers()).contains("land", "boundary", "label");
        assertThat(Files.readAllBytes(desk.packs.tiles(pack))).isEqualTo(basemap);
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    void tilesWhoseDirectoryLiesAreRefused(@TempDir Path folder) throws IOException {
        var basemap = Basemap.read(Basemap.FILE);
        // Cut off: the directory speaks of tiles beyond the end.
        var file = Files.write(folder.resolve("nen.pmtiles"), java.util.Arrays.copyOf(basemap, basemap.length / 2));
        assertThatExceptionOfType(PackRejected.class).isThrownBy(() -> desk.add(file, null));
        assertThat(desk.files()).isEmpty();
    }
}
