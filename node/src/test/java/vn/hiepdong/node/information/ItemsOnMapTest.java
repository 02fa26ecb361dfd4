package vn.hiepdong.node.information;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.map.MapSource;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.watch.Office;

/// What a map is given, and to whom. The last test floods the table, so the order counts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ItemsOnMapTest {
    private static final Actor DUTY = new Actor("POL-PC08", "Trực ban POL");
    private static final String AREA =
            "{\"type\":\"Polygon\",\"coordinates\":[[[105.7,20.8],[105.8,20.8],[105.8,20.9],[105.7,20.8]]]}";

    private Office pol;
    private Office mil;

    @BeforeAll
    void twoOfficesWithItemsHereAndThere(@TempDir Path folder) throws IOException {
        pol = new Office(folder, "POL", "Công an thành phố");
        mil = new Office(folder, "MIL", "Bộ Tư lệnh");
        pol.connect(mil);
        pol.agree(mil, Realm.REAL, "Quy chế phối hợp");
        pol.agree(mil, Realm.EXERCISE, "Quy chế diễn tập");
        write(Realm.REAL, "Đê rò rỉ", "flood", Urgency.FLASH, new Content.Location(20.806, 105.708, 50.0), "MIL");
        write(Realm.REAL, "Ngập ngõ 12", "flood", Urgency.ROUTINE, new Content.Location(20.9, 105.9, null, AREA));
        write(Realm.REAL, "Cháy kho", "fire", Urgency.PRIORITY, new Content.Location(21.03, 105.85, null));
        write(Realm.REAL, "Không rõ ở đâu", "flood", Urgency.FLASH, null);
        write(
                Realm.EXERCISE,
                "Giả định vỡ đê",
                "flood",
                Urgency.FLASH,
                new Content.Location(20.7, 105.7, 3000.0),
                "MIL");
        Office.until(() -> titles(mil.as(Role.DUTY_OFFICER), "").contains("Đê rò rỉ"));
    }

    @AfterAll
    void close() {
        mil.close();
        pol.close();
    }

    private void write(
            Realm realm,
            String title,
            String topic,
            Urgency urgency,
            Content.@Nullable Location location,
            String... to) {
        pol.information()
                .write(
                        DUTY,
                        realm,
                        null,
                        to.length == 0 && realm == Realm.REAL ? Set.of() : Office.codes(to),
                        new Content(
                                title,
                                "Chi tiết trong nội dung tin.",
                                topic,
                                urgency,
                                Purpose.RESPONSE,
                                Handling.NOI_BO,
                                Instant.parse("2026-11-22T01:10:00Z"),
                                location,
                                SourceKind.UNIT,
                                null,
                                Reliability.B,
                                Credibility.PROBABLY_TRUE,
                                List.of(),
                                null));
    }

    private static JsonNode items(Browser officer, String filters) {
        HttpResponse<String> answer = officer.get("/map/items" + filters);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/geo+json");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        return JsonMapper.shared().readTree(answer.body());
    }

    private static List<JsonNode> features(JsonNode items) {
        return StreamSupport.stream(items.path("features").spliterator(), false).toList();
    }

    private static List<String> titles(Browser officer, String filters) {
        return features(items(officer, filters)).stream()
                .map(each -> each.path("properties").path("title").asString())
                .toList();
    }

    private static JsonNode named(JsonNode items, String title) {
        return features(items).stream()
                .filter(each -> each.path("properties").path("title").asString().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(1)
    void whatLiesSomewhereIsOnTheMapTheMostUrgentFirstAndNothingFromAnExercise() {
        assertThat(titles(pol.as(Role.DUTY_OFFICER), "")).containsExactly("Đê rò rỉ", "Cháy kho", "Ngập ngõ 12");
        assertThat(titles(pol.as(Role.DUTY_OFFICER), "?realm=EXERCISE")).containsExactly("Giả định vỡ đê");
    }

    @Test
    @Order(2)
    void theFiltersAreThoseOfTheList() {
        Browser officer = pol.as(Role.ANALYST);

        assertThat(titles(officer, "?urgency=PRIORITY")).containsExactly("Cháy kho");
        assertThat(titles(officer, "?topic=flood")).containsExactly("Đê rò rỉ", "Ngập ngõ 12");
        assertThat(titles(officer, "?words=chay")).containsExactly("Cháy kho");
        assertThat(titles(officer, "?origin=MIL")).isEmpty();
        assertThat(titles(officer, "?to=2020-01-01")).isEmpty();
        assertThat(officer.get("/map/items?urgency=NONE").statusCode()).isEqualTo(400);
        assertThat(titles(mil.as(Role.DUTY_OFFICER), "?owed=1")).containsExactly("Đê rò rỉ");
        assertThat(titles(pol.as(Role.DUTY_OFFICER), "?owed=1")).isEmpty();
    }

    @Test
    @Order(3)
    void whatWasNotReleasedToAnAgencyIsNotOnItsMap() {
        assertThat(titles(mil.as(Role.DUTY_OFFICER), "")).containsExactly("Đê rò rỉ");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMINISTRATOR", "AUDITOR"})
    @Order(4)
    void neitherAdministratorNorAuditorSeesAMap(Role role) {
        Browser officer = pol.as(role);

        assertThat(officer.get("/map/items").statusCode()).isEqualTo(403);
        assertThat(officer.get("/map/list").statusCode()).isEqualTo(403);
    }

    @Test
    @Order(5)
    void anItemSaysWhatTheMapNeedsToKnow() {
        JsonNode items = items(pol.as(Role.DUTY_OFFICER), "");
        JsonNode leak = named(items, "Đê rò rỉ");

        assertThat(items.path("type").asString()).isEqualTo("FeatureCollection");
        assertThat(items.path("cut").asBoolean()).isFalse();
        assertThat(leak.path("type").asString()).isEqualTo("Feature");
        assertThat(leak.path("geometry").path("type").asString()).isEqualTo("Point");
        assertThat(leak.path("geometry").path("coordinates").get(0).asDouble()).isEqualTo(105.708);
        assertThat(leak.path("geometry").path("coordinates").get(1).asDouble()).isEqualTo(20.806);
        JsonNode said = leak.path("properties");
        assertThat(said.propertyNames())
                .contains("id", "href", "title", "kind", "topic", "urgency", "grade", "realm", "agency", "at", "ageMin")
                .contains("accuracyM", "state");
        assertThat(said.path("grade").asString()).isEqualTo("B2");
        assertThat(said.path("urgency").asString()).isEqualTo("FLASH");
        assertThat(said.path("kind").asString()).isEqualTo("information");
        assertThat(said.path("realm").asString()).isEqualTo("REAL");
        assertThat(said.path("accuracyM").asDouble()).isEqualTo(50);
        assertThat(pol.as(Role.DUTY_OFFICER).get(said.path("href").asString()).body())
                .contains("data-map-card");
        assertThat(named(items, "Cháy kho").path("properties").has("accuracyM")).isFalse();
    }

    @Test
    @Order(6)
    void anAreaStandsBesideItsPoint() {
        JsonNode geometry =
                named(items(pol.as(Role.DUTY_OFFICER), ""), "Ngập ngõ 12").path("geometry");

        assertThat(geometry.path("type").asString()).isEqualTo("GeometryCollection");
        assertThat(geometry.path("geometries").get(0).path("type").asString()).isEqualTo("Point");
        assertThat(geometry.path("geometries").get(1))
                .isEqualTo(JsonMapper.shared().readTree(AREA));
    }

    @Test
    @Order(7)
    void theMapOfTheListKeepsTheFiltersAndSaysTheSameInWords() {
        Browser officer = pol.as(Role.DUTY_OFFICER);
        String page = officer.get("/information?view=map&topic=flood").body();

        assertThat(page)
                .contains("data-items=\"/map/items?realm=REAL&amp;topic=flood", "Đê rò rỉ", "Ngập ngõ 12")
                .contains("href=\"/information?topic=flood\"")
                .doesNotContain("Cháy kho", "Không rõ ở đâu");
        assertThat(officer.get("/information?view=map&realm=EXERCISE").body())
                .contains("map-realm-exercise", "DIỄN TẬP", "Giả định vỡ đê");
        assertThat(officer.get("/map/list?topic=flood").body())
                .contains("Đê rò rỉ")
                .doesNotContain("<html", "Cháy kho");
    }

    @Test
    @Order(8)
    void thereIsALimitAndTheMapSaysWhenItIsReached() {
        pol.sql().sql("""
                insert into information_item (id, space, realm, origin, state, version, title, topic, urgency,
                    source_kind, reliability, credibility, event_time, lat, lon, written_at, received_at, changed_at,
                    applied)
                select gen_random_uuid(), space, realm, origin, state, 1, 'Tin số ' || n, topic, 'ROUTINE', source_kind,
                    reliability, credibility, event_time, lat, lon, written_at + n * interval '1 second', received_at,
                    changed_at, 1000000 + n
                from (select * from information_item where title = 'Cháy kho') i, generate_series(1, 600) n
                """).update();
        Browser officer = pol.as(Role.DUTY_OFFICER);
        JsonNode items = items(officer, "");

        assertThat(items.path("features").size()).isEqualTo(MapSource.MOST);
        assertThat(items.path("cut").asBoolean()).isTrue();
        assertThat(titles(officer, "")).startsWith("Đê rò rỉ", "Cháy kho", "Tin số 600", "Tin số 599");
        assertThat(Objects.requireNonNull(officer.get("/map/list").body())).contains("500", "Tin số 600");
    }
}
