package vn.hiepdong.node.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Finding a place the way people type at three in the morning.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlacesTest {
    private MapDesk desk;

    @BeforeAll
    void open(@TempDir Path folder) {
        desk = new MapDesk(folder);
        desk.add("xa.csv", """
                code,full_name,province_code,lon,lat
                20194,Phường Hải Châu,48,108.21,16.07
                20242,Phường Hòa Xuân,48,108.23,16.01
                00004,Phường Ba Đình,01,105.83,21.04
                26740,Phường Sài Gòn,79,106.70,10.78
                14671,Phường Ba Đình,38,,
                """);
    }

    @AfterAll
    void close() {
        desk.close();
    }

    @Test
    void theProvincesAreThereWithoutAnyPack() {
        assertThat(desk.sql
                        .sql("select count(*) from map_place where kind = 'province'")
                        .query(Long.class)
                        .single())
                .isEqualTo(34);
        assertThat(desk.first("da nang")).isEqualTo("Đà Nẵng");
        assertThat(desk.first("đà nẵng")).isEqualTo("Đà Nẵng");
        assertThat(desk.first("tp ho chi minh")).isEqualTo("TP. Hồ Chí Minh");
        assertThat(desk.first("hoang sa")).isEqualTo("Quần đảo Hoàng Sa");
    }

    @Test
    void oneWrongLetterDoesNotHideAPlace() {
        assertThat(desk.first("da nag")).isEqualTo("Đà Nẵng");
        assertThat(desk.first("hai chua")).isEqualTo("Phường Hải Châu");
        assertThat(desk.first("buon ma thuoc")).isEqualTo("Buôn Ma Thuột");
    }

    @Test
    void wordsMayComeInAnyOrderAndNameTheProvince() {
        assertThat(desk.first("da nang hai chau")).isEqualTo("Phường Hải Châu");
        assertThat(desk.first("hai chau da nang")).isEqualTo("Phường Hải Châu");
        assertThat(desk.places.find("ba dinh thanh hoa", 5).getFirst().within()).isEqualTo("Thanh Hóa");
        assertThat(desk.places.find("ba dinh ha noi", 5).getFirst().within()).isEqualTo("Hà Nội");
    }

    @Test
    void theBeginningOfANameIsEnough() {
        assertThat(desk.titles("hoa xu")).startsWith("Phường Hòa Xuân");
        assertThat(desk.titles("quang")).contains("Quảng Ninh", "Quảng Trị", "Quảng Ngãi");
    }

    @Test
    void theWordForWhatItIsMayBeThereOrNot() {
        assertThat(desk.first("phường sài gòn")).isEqualTo("Phường Sài Gòn");
        assertThat(desk.first("p sai gon")).isEqualTo("Phường Sài Gòn");
        assertThat(desk.first("tỉnh Lâm Đồng")).isEqualTo("Lâm Đồng");
    }

    @Test
    void aNameWhosePlaceIsNotKnownIsShownWithoutOne() {
        var found = desk.places.find("ba dinh thanh hoa", 1).getFirst();
        assertThat(found.lon()).isNull();
        assertThat(found.lat()).isNull();
    }

    @Test
    void onePlaceThatSeveralListsKnowIsFoundOnce() {
        desk.add("ben-mot.geojson", point("Bến phà Vàm Cống", 105.4951, 10.3052));
        desk.add("ben-hai.geojson", point("Bến phà Vàm Cống", 105.4962, 10.3060));
        desk.add("ben-xa.geojson", point("Bến phà Vàm Cống", 105.5151, 10.3052));

        assertThat(desk.places.find("vam cong", 10))
                .extracting(Place::lon)
                .containsExactlyInAnyOrder(105.4951, 105.5151);
    }

    private static String point(String title, double lon, double lat) {
        return """
                {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"%s"},
                "geometry":{"type":"Point","coordinates":[%s,%s]}}]}""".formatted(title, lon, lat);
    }

    @Test
    void coordinatesAreAPlaceToo() {
        var found = desk.places.find("16.0544, 108.2022", 5);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().lat()).isEqualTo(16.0544);
        assertThat(found.getFirst().lon()).isEqualTo(108.2022);
        assertThat(desk.places.find("96.1, 108.2", 5)).isEmpty();
    }

    @Test
    void nothingIsFoundForNothing() {
        assertThat(desk.places.find("", 5)).isEmpty();
        assertThat(desk.places.find("a", 5)).isEmpty();
        assertThat(desk.places.find("%_'\\", 5)).isEmpty();
        assertThat(desk.places.find("zzzzqqq", 5)).isEmpty();
    }
}
