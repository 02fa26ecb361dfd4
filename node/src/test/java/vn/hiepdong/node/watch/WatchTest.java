package vn.hiepdong.node.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;

/// What waits for whom, in which order, and how it goes away.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchTest {
    private static final Actor DUTY = new Actor("POL-PC08", "Trực ban POL");

    private Office pol;
    private Office mil;

    @BeforeAll
    void twoOfficesThatSpeakForRealAndForAnExercise(@TempDir Path folder) throws IOException {
        pol = new Office(folder, "POL", "Công an thành phố");
        assertThat(pol.as(Role.DUTY_OFFICER).get("/").body())
                .contains("Không có việc đang chờ", "Chưa kết nối với đối tác nào", "Chưa có tin nào");
        mil = new Office(folder, "MIL", "Bộ Chỉ huy quân sự thành phố");
        pol.connect(mil);
        pol.agree(mil, Realm.REAL, "Quy chế thật");
        pol.agree(mil, Realm.EXERCISE, "Quy chế diễn tập");
    }

    @AfterAll
    void close() {
        mil.close();
        pol.close();
    }

    @Test
    void theMostUrgentStandsFirstAndOnlyWhatIsRoutineIsAcknowledgedOnTheSpot() {
        InformationId routine = write("Việc thường", Urgency.ROUTINE, Realm.REAL);
        write("Việc khẩn", Urgency.PRIORITY, Realm.REAL);
        InformationId flash = write("Việc hỏa tốc", Urgency.FLASH, Realm.REAL);
        Browser officer = mil.as(Role.DUTY_OFFICER);
        awaitAtMil(officer, "Việc thường", "Việc khẩn", "Việc hỏa tốc");

        String queue = queue(officer);
        assertThat(queue.indexOf("Việc hỏa tốc")).isLessThan(queue.indexOf("Việc khẩn"));
        assertThat(queue.indexOf("Việc khẩn")).isLessThan(queue.indexOf("Việc thường"));
        assertThat(queue)
                .contains("action=\"/information/" + routine + "/acknowledgement\"")
                .doesNotContain("action=\"/information/" + flash + "/acknowledgement\"");

        var answer =
                officer.post("/information/" + routine + "/acknowledgement", Map.of("version", "1", "back", "watch"));
        assertThat(answer.headers().firstValue("Location")).contains("/");
        assertThat(queue(officer)).doesNotContain("Việc thường").contains("Việc khẩn");
    }

    @Test
    void whatIsLateIsMarkedAndTheDutyCommandersOfBothSidesSeeIt() {
        InformationId id = write("Chưa ai xác nhận", Urgency.IMMEDIATE, Realm.REAL);
        Browser there = mil.as(Role.DUTY_COMMANDER);
        Office.until(() -> mil.information().item(id).isPresent());
        assertThat(queue(there)).as("in time, it is the duty officer's").doesNotContain("Chưa ai xác nhận");

        // The deadline passes.
        for (Office office : List.of(pol, mil)) {
            office.sql()
                    .sql("update information_release set awaited_by = now() - interval '5 minutes' where id = :id")
                    .param("id", id.value())
                    .update();
        }
        assertThat(queue(there)).contains("Chưa ai xác nhận", "Quá hạn");
        assertThat(queue(pol.as(Role.DUTY_COMMANDER)))
                .contains("Chưa ai xác nhận", "Bên nhận chưa xác nhận tin của cơ quan bạn", "MIL");
        assertThat(queue(mil.as(Role.DUTY_OFFICER))).contains("Chưa ai xác nhận", "Quá hạn");
        assertThat(queue(pol.as(Role.DUTY_OFFICER))).doesNotContain("Chưa ai xác nhận");
        assertThat(pol.as(Role.DUTY_OFFICER).get("/information/" + id).body()).contains("Quá hạn xác nhận");
    }

    @Test
    void anExerciseStandsApartFromTheRealThing() {
        write("Tin diễn tập", Urgency.FLASH, Realm.EXERCISE);
        write("Tin thật", Urgency.ROUTINE, Realm.REAL);
        Browser officer = mil.as(Role.DUTY_OFFICER);
        awaitAtMil(officer, "Tin diễn tập", "Tin thật");

        String queue = queue(officer);
        assertThat(queue.indexOf("Tin thật")).isLessThan(queue.indexOf("DIỄN TẬP"));
        assertThat(queue.indexOf("DIỄN TẬP")).isLessThan(queue.indexOf("Tin diễn tập"));
    }

    @Test
    void anAdministratorSeesTheLinesAndRequestsToConnectAndNoContent() {
        write("Không dành cho quản trị", Urgency.ROUTINE, Realm.REAL);
        String page = pol.as(Role.ADMINISTRATOR).get("/").body();
        assertThat(page)
                .contains("Kết nối đối tác", "MIL")
                .doesNotContain("Không dành cho quản trị", "Tin mới</h2>", "href=\"/information");
    }

    @Test
    void theLineToAPartnerIsShown() {
        Browser officer = pol.as(Role.DUTY_OFFICER);
        Office.until(() -> officer.get("/").body().contains("Thông</span>"));
    }

    private InformationId write(String title, Urgency urgency, Realm realm) {
        var content = new Content(
                title,
                title + ".",
                "flood",
                urgency,
                realm == Realm.EXERCISE ? Purpose.EXERCISE : Purpose.RESPONSE,
                Handling.NOI_BO,
                Instant.parse("2026-11-22T02:10:00Z"),
                null,
                SourceKind.OFFICE,
                null,
                Reliability.A,
                Credibility.CONFIRMED,
                List.of(),
                null);
        return pol.information()
                .write(DUTY, realm, null, Office.codes("MIL"), content)
                .id();
    }

    private static void awaitAtMil(Browser officer, String... titles) {
        Office.until(() -> {
            String queue = queue(officer);
            return List.of(titles).stream().allMatch(queue::contains);
        });
    }

    /// The queue alone, without the news beside it.
    private static String queue(Browser officer) {
        String page = officer.get("/").body();
        return Optional.of(page.indexOf("Kết nối đối tác"))
                .filter(end -> end > 0)
                .map(end -> page.substring(page.indexOf("id=\"watch\""), end))
                .orElseThrow();
    }
}
