package vn.hiepdong.node.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The whole country as an operator has it: 34 provinces, 3,321 communes, and the names of before. Needs the shared
/// folder, which is read in place.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VietnamTest {
    private MapDesk desk;
    private Pack basemap;
    private Pack communes;
    private Pack names;
    private Pack before;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        desk = new MapDesk(folder);
        basemap = desk.add(shared("vietnam.pmtiles"), null).pack();
        communes = desk.add(shared("vn-admin-2025/wards.topojson"), null).pack();
        desk.add(shared("vn-admin-2025/provinces_generalised.geojson"), null);
        desk.add(shared("vn-admin-2025/wards_attributes.csv"), null);
        names = desk.add(shared("vn-gazetteer/units_34_provinces_2026-07.json"), null)
                .pack();
        before = desk.add(shared("vn-gazetteer/units_63_provinces_until_2025-06-30.json"), LocalDate.of(2025, 6, 30))
                .pack();
    }

    @AfterAll
    void close() {
        desk.close();
    }

    private static Path shared(String name) {
        var named = System.getenv("HIEPDONG_SHARED");
        var shared = named != null ? Path.of(named) : repository().resolveSibling("shared");
        var file = shared.resolve("data").resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("needs " + file.toAbsolutePath()
                    + ": put the shared folder beside the repository or name it in HIEPDONG_SHARED");
        }
        return file;
    }

    private static Path repository() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) return folder;
        }
        throw new IllegalStateException("no folder above holds the build");
    }

    @Test
    void everythingIsTaken() {
        assertThat(basemap.kind()).isEqualTo(Pack.Kind.BASEMAP);
        assertThat(PackLayers.hasLand(basemap)).isTrue();
        assertThat(communes.kind()).isEqualTo(Pack.Kind.BOUNDARIES);
        assertThat(communes.features()).isEqualTo(3321);
        assertThat(names.places()).isEqualTo(34 + 3321);
        assertThat(before.places()).isEqualTo(63 + 696 + 10035);
    }

    @Test
    void theTilesOfTheCommunesAreSmallAndComplete() throws IOException {
        try (var tiles = new TileArchive(desk.packs.tiles(communes))) {
            var entries = tiles.entries();
            assertThat(tiles.extent().maxZoom()).isGreaterThanOrEqualTo(10);
            assertThat(entries).allSatisfy(entry -> assertThat(entry.length()).isLessThan(700_000));
        }
    }

    @Test
    void aCommuneIsFoundOnceAndWhereItIs() {
        var found = desk.places.find("phuong hai chau da nang", 10);
        assertThat(found.getFirst().title()).isEqualTo("Phường Hải Châu");
        assertThat(found.getFirst().within()).isEqualTo("Đà Nẵng");
        assertThat(found.getFirst().lon()).isBetween(108.1, 108.3);
        assertThat(found.stream()
                        .filter(each -> each.code().equals(found.getFirst().code()) && each.validTo() == null))
                .hasSize(1);
    }

    @Test
    void whatPeopleStillCallItIsFoundToo() {
        assertThat(desk.places.find("quan thanh khe", 10))
                .anySatisfy(place -> assertThat(place.title()).isEqualTo("Quận Thanh Khê"));
        assertThat(desk.first("binh duong")).isNotEmpty();
        assertThat(desk.titles("tinh binh duong")).contains("Tỉnh Bình Dương");
    }

    @Test
    void theSearchReadsTheIndexAndNotTheTable() {
        desk.sql.sql("analyze map_place").update();
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(desk.database));
        List<String> plan = transaction.execute(_ -> {
            // As the search does.
            desk.sql.sql("set local enable_seqscan = off").update();
            return desk.sql
                    .sql("explain select id from map_place where :plain <% folded")
                    .param("plain", "hai chau")
                    .query(String.class)
                    .list();
        });
        assertThat(String.join("\n", Objects.requireNonNull(plan)))
                .contains("map_place_folded")
                .doesNotContain("Seq Scan");
    }

    @Test
    void oneSyllableFindsWhatBeginsWithIt() {
        assertThat(desk.places.find("tan", 10))
                .hasSize(10)
                .allSatisfy(place -> assertThat(place.plain()).startsWith("tan"));
    }
}
