package vn.hiepdong.node.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Credibility;
import vn.hiepdong.node.information.Handling;
import vn.hiepdong.node.information.InformationId;
import vn.hiepdong.node.information.Purpose;
import vn.hiepdong.node.information.Reliability;
import vn.hiepdong.node.information.SourceKind;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;

/// One queue for each officer: nothing leaves it without an entry.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueTest {
    private static final Pattern PICK = Pattern.compile("name=\"key\" value=\"(w-[a-z0-9-]+)\" form=\"settle\"");

    private Office pol;
    private Office mil;

    @BeforeAll
    void twoOffices(@TempDir Path folder) throws IOException {
        pol = new Office(folder, "POL", "Công an thành phố");
        mil = new Office(folder, "MIL", "Bộ Chỉ huy quân sự thành phố");
        pol.connect(mil);
        pol.agree(mil, Realm.REAL, "Quy chế phối hợp");
    }

    @AfterAll
    void close() {
        mil.close();
        pol.close();
    }

    @Test
    void whatIsPutOffIsAsideUntilSomethingChanges() {
        String key = arrived("Việc hoãn được", Urgency.PRIORITY);
        Browser officer = mil.as(Role.DUTY_OFFICER);
        long entries = entries();
        assertThat(officer.get("/watch/handling?key=" + key).body())
                .contains("Việc hoãn được", "value=\"60\"")
                .doesNotContain("value=\"240\""); // two hours are given
        assertThat(officer.post("/watch/snoozes", Map.of("key", key, "minutes", "480", "reason", "IN_WORK"))
                        .body())
                .contains("không quá thời hạn");
        assertThat(officer.post("/watch/snoozes", Map.of("key", key, "minutes", "60", "reason", "IN_WORK"))
                        .statusCode())
                .isEqualTo(303);

        assertThat(officer.get("/").body()).contains("Đã hoãn đến").doesNotContain(row(key));
        assertThat(officer.get("/?view=ASIDE").body()).contains(row(key), "Đang thực hiện");
        assertThat(entries()).isEqualTo(entries + 1);
        rebuilt();
        assertThat(officer.get("/").body()).doesNotContain(row(key));

        mil.sql()
                .sql("update information_release set awaited_by = awaited_by + interval '1 minute' where id = :id")
                .param("id", id(key))
                .update();
        assertThat(officer.get("/").body())
                .as("another deadline: as good as new")
                .contains(row(key));
    }

    @Test
    void whatIsMostUrgentIsNotPutOff() {
        String key = arrived("Việc hỏa tốc", Urgency.FLASH);
        Browser officer = mil.as(Role.DUTY_OFFICER);
        assertThat(officer.get("/watch/handling?key=" + key).body()).contains("không hoãn được");
        assertThat(officer.post("/watch/snoozes", Map.of("key", key, "minutes", "15", "reason", "IN_WORK"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(officer.get("/").body()).contains(row(key));
    }

    @Test
    void whatIsHandedOverIsInTheListOfThatPostAlone() {
        String key = arrived("Việc giao lại", Urgency.PRIORITY);
        mil.sql().sql("""
                        update access_account set post = 'Trưởng ca', roles = '{DUTY_OFFICER,VERIFIER}'
                        where username = 'verifier'
                        """).update();
        Browser officer = mil.as(Role.DUTY_OFFICER);
        Browser both = mil.as(Role.VERIFIER);
        String form = officer.get("/watch/handling?key=" + key).body();
        assertThat(form).contains("Giao cho đồng đội");
        Map<String, String> post = colleague(form);
        post.put("key", key);
        assertThat(officer.post("/watch/assignments", Map.of("key", key, "post", "không có"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(officer.post("/watch/assignments", post).statusCode()).isEqualTo(303);

        assertThat(officer.get("/").body()).doesNotContain(row(key));
        assertThat(officer.get("/?view=ASIDE").body()).contains(row(key), "Đã giao cho");
        assertThat(both.get("/").body()).contains(row(key), "Đã giao cho");
        both.get("/watch/handling?key=" + key);
        assertThat(both.post("/watch/returns", Map.of("key", key)).statusCode()).isEqualTo(303);
        assertThat(officer.get("/").body()).contains(row(key));
    }

    @Test
    void onlyWhatIsRoutineIsSettledTogetherAndEachByItsEntry() {
        String first = arrived("Việc thường một", Urgency.ROUTINE);
        String second = arrived("Việc thường hai", Urgency.ROUTINE);
        String urgent = arrived("Việc không thường", Urgency.IMMEDIATE);
        Browser officer = mil.as(Role.DUTY_OFFICER);
        String page = officer.get("/").body();
        assertThat(PICK.matcher(page).results().map(each -> each.group(1)))
                .contains(first, second)
                .doesNotContain(urgent);

        HttpResponse<String> answer =
                officer.post("/watch/settlements", Map.of("key", first + "|" + second + "|" + urgent));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(officer.get("/").body())
                .contains("Đã xác nhận 2 mục; 1 mục", row(urgent))
                .doesNotContain(row(first), row(second));
        Office.until(() -> pol.information()
                .item(new InformationId(id(first)))
                .orElseThrow()
                .acknowledged(mil.code, 1));
        assertThat(officer.post("/watch/settlements", Map.of()).statusCode()).isEqualTo(303);
        assertThat(officer.get("/").body()).contains("Chưa chọn mục nào");
    }

    @Test
    void whatNoLongerWaitsSaysSo() {
        Browser officer = mil.as(Role.DUTY_OFFICER);
        assertThat(officer.get("/watch/handling?key=w-nothing").statusCode()).isEqualTo(303);
        assertThat(officer.get("/").body()).contains("Việc này không còn chờ");
        assertThat(mil.as(Role.ADMINISTRATOR)
                        .get("/watch/handling?key=w-nothing")
                        .statusCode())
                .isEqualTo(403);
        assertThat(officer.get("/?view=NONE").statusCode()).isEqualTo(400);
    }

    private static String row(String key) {
        return "<li id=\"" + key + "\"";
    }

    private String arrived(String title, Urgency urgency) {
        var content = new Content(
                title,
                title + ".",
                "flood",
                urgency,
                Purpose.RESPONSE,
                Handling.NOI_BO,
                Instant.parse("2026-11-22T02:10:00Z"),
                null,
                SourceKind.OFFICE,
                null,
                Reliability.A,
                Credibility.CONFIRMED,
                List.of(),
                null);
        InformationId id = pol.information()
                .write(Office.COMMANDER, Realm.REAL, null, Set.of(mil.code), content)
                .id();
        Browser officer = mil.as(Role.DUTY_OFFICER);
        Office.until(() -> officer.get("/").body().contains(">" + title + "<"));
        return "w-real-information-" + id + "-pol";
    }

    private static java.util.UUID id(String key) {
        return java.util.UUID.fromString(key.substring("w-real-information-".length(), key.length() - "-pol".length()));
    }

    private static Map<String, String> colleague(String form) {
        var option = Pattern.compile("<option value=\"([^\"]+/[^\"]+)\"").matcher(form);
        assertThat(option.find()).as(form).isTrue();
        return new HashMap<>(Map.of("post", option.group(1)));
    }

    private long entries() {
        return mil.sql()
                .sql("select count(*) from ledger_entry where kind like 'watch.%'")
                .query(Long.class)
                .single();
    }

    private void rebuilt() {
        List<Map<String, Object>> grown = handlings();
        mil.node.part(Ledger.class).rebuild();
        assertThat(handlings()).isEqualTo(grown);
    }

    private List<Map<String, Object>> handlings() {
        return mil.sql()
                .sql("select * from watch_handling order by key")
                .query()
                .listOfRows();
    }
}
