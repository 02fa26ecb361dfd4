package vn.hiepdong.node.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
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
                .contains("Không có việc đang chờ", "Chưa kết nối với đối tác nào", "Chưa có thay đổi nào");
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
            office.sql().sql("""
                            update information_release
                            set awaited_by = now() - interval '5 minutes', next_at = now() - interval '5 minutes'
                            where id = :id
                            """).param("id", id.value()).update();
        }
        assertThat(queue(mil.as(Role.DUTY_OFFICER))).contains("Chưa ai xác nhận", "quá hạn");
        Office.until(() -> queue(there).contains("Chưa ai xác nhận"));
        assertThat(queue(there)).contains("quá hạn", "Báo vượt cấp");
        Office.until(() -> queue(pol.as(Role.DUTY_COMMANDER)).contains("Chưa ai xác nhận"));
        assertThat(queue(pol.as(Role.DUTY_COMMANDER)))
                .contains("Chưa ai xác nhận", "Bên nhận chưa xác nhận tin của cơ quan bạn", "MIL");
        assertThat(queue(pol.as(Role.DUTY_OFFICER))).as("the first to be told").contains("Chưa ai xác nhận");
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
                .doesNotContain("Không dành cho quản trị", "Thay đổi từ lần xem trước", "href=\"/information");
    }

    @Test
    void theLineToAPartnerIsShown() {
        Browser officer = pol.as(Role.DUTY_OFFICER);
        Office.until(() -> officer.get("/").body().contains("Thông</span>"));
    }

    @Test
    void aRowKeepsItsNameSoThatItCanBeFoundAgainWhereItStands() {
        InformationId id = write("Giữ nguyên chỗ", Urgency.IMMEDIATE, Realm.REAL);
        Browser officer = mil.as(Role.DUTY_OFFICER);
        awaitAtMil(officer, "Giữ nguyên chỗ");
        String name = "id=\"w-real-information-" + id + "-pol\"";
        assertThat(queue(officer)).containsOnlyOnce(name);

        mil.sql()
                .sql(
                        "update information_release set steps = 1, told = '{DUTY_OFFICER}', awaited_by = now() where id = :id")
                .param("id", id.value())
                .update();
        assertThat(queue(officer)).as("late, and told to the commander").containsOnlyOnce(name);
    }

    @Test
    void whatChangedIsCountedFromTheOfficersOwnMark() {
        InformationId id = write("Nước lên ở Ba Thá", Urgency.PRIORITY, Realm.REAL);
        Browser verifier = mil.as(Role.VERIFIER);
        Browser analyst = mil.as(Role.ANALYST);
        Office.until(() -> changes(verifier).contains("Nước lên ở Ba Thá"));
        assertThat(changes(verifier)).as("on the first visit").contains("24 giờ qua", "POL", "gửi tin mới");

        mark(verifier);
        assertThat(changes(verifier)).contains("Chưa có thay đổi nào", "Từ lúc bạn đánh dấu");
        assertThat(changes(analyst)).as("a mark is one officer's own").contains("Nước lên ở Ba Thá");

        mil.information().acknowledge(new Actor("MIL-TB", "Trực ban"), id, 1);
        assertThat(changes(verifier))
                .contains("Nước lên ở Ba Thá", "MIL", "xác nhận đã nhận")
                .doesNotContain("gửi tin mới");

        mark(verifier);
        assertThat(changes(verifier)).doesNotContain("Nước lên ở Ba Thá");
        assertThat(verifier.post("/watch/looked/undo", Map.of()).statusCode()).isEqualTo(303);
        assertThat(changes(verifier)).contains("xác nhận đã nhận").doesNotContain("gửi tin mới", "Bỏ dấu vừa đặt");
    }

    @Test
    void whatComesAfterThePageWasMadeStaysNewAndNoMarkReachesIntoTheFuture() {
        write("Trước khi xem", Urgency.ROUTINE, Realm.REAL);
        Browser commander = mil.as(Role.DUTY_COMMANDER);
        Office.until(() -> changes(commander).contains("Trước khi xem"));
        String seen = upTo(changes(commander));
        write("Sau khi xem", Urgency.ROUTINE, Realm.REAL);
        Office.until(() -> changes(commander).contains("Sau khi xem"));

        commander.post("/watch/looked", Map.of("upTo", seen));
        assertThat(changes(commander)).contains("Sau khi xem").doesNotContain("Trước khi xem");

        commander.post("/watch/looked", Map.of("upTo", Long.toString(Long.MAX_VALUE)));
        assertThat(changes(commander)).contains("Chưa có thay đổi nào");
        write("Về sau", Urgency.ROUTINE, Realm.REAL);
        Office.until(() -> changes(commander).contains("Về sau"));

        commander.post("/watch/looked", Map.of("upTo", seen));
        assertThat(changes(commander)).as("an old page sets nothing back").doesNotContain("Sau khi xem");
    }

    @Test
    void aWeekOfChangesIsCutShortAndSaysSo() {
        Browser officer = mil.as(Role.DUTY_OFFICER);
        mark(officer);
        for (int number = 0; number <= WhatChanged.MOST_RECORDS; number++) {
            write("Tin thứ " + number + " của tuần", Urgency.ROUTINE, Realm.REAL);
        }
        Office.until(() -> changes(officer).contains("Tin thứ " + WhatChanged.MOST_RECORDS + " của tuần"));
        assertThat(changes(officer)).contains("Còn những thay đổi cũ hơn").doesNotContain("Tin thứ 0 của tuần");
    }

    @Test
    void whoSeesNoContentHasNoMark() {
        Browser administrator = mil.as(Role.ADMINISTRATOR);
        assertThat(administrator.get("/").body()).doesNotContain("/watch/looked");
        assertThat(administrator.post("/watch/looked", Map.of("upTo", "1")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void theWallShowsWhatWaitsForTheAgencyAndNothingToPress() {
        write("Vỡ bờ bao", Urgency.FLASH, Realm.REAL);
        write("Diễn tập vỡ bờ bao", Urgency.FLASH, Realm.EXERCISE);
        Browser officer = mil.as(Role.DUTY_OFFICER);
        awaitAtMil(officer, "Vỡ bờ bao", "Diễn tập vỡ bờ bao");

        String wall = mil.as(Role.ANALYST).get("/?wall").body();
        assertThat(wall)
                .as("an analyst owes nothing, but the screen is the agency's")
                .contains("Vỡ bờ bao", "UTC+7")
                .doesNotContain("<form", "<button", "<a ", "_csrf", "Sĩ quan", "Đăng xuất");
        assertThat(wall.indexOf("Vỡ bờ bao")).isLessThan(wall.indexOf("Diễn tập vỡ bờ bao"));
        assertThat(wall.substring(0, wall.indexOf("Diễn tập vỡ bờ bao"))).contains("DIỄN TẬP");
    }

    @Test
    void theWallKeepsBackWhatIsRestricted() {
        write("Không để người qua lại đọc", Urgency.IMMEDIATE, Realm.REAL, Handling.HAN_CHE);
        write("Ai trong phòng cũng đọc được", Urgency.IMMEDIATE, Realm.REAL, Handling.NOI_BO);
        Browser officer = mil.as(Role.DUTY_OFFICER);
        awaitAtMil(officer, "Không để người qua lại đọc", "Ai trong phòng cũng đọc được");

        assertThat(officer.get("/?wall").body())
                .contains("Tin hạn chế: xem tại máy trực", "Ai trong phòng cũng đọc được")
                .doesNotContain("Không để người qua lại đọc");
        assertThat(officer.get("/?wall=counts").body())
                .contains("Màn hình này chỉ hiện số lượng")
                .doesNotContain("Ai trong phòng cũng đọc được", "Tin hạn chế");
    }

    @Test
    void theWallAsksForAnotherSignInBeforeItsOwnEnds() {
        Browser officer = mil.as(Role.DUTY_OFFICER);
        assertThat(officer.get("/?wall").body()).doesNotContain("wall-ends");

        JdbcClient.create(mil.database)
                .sql("update access_session set created_at = created_at - interval '23 hours'")
                .update();

        assertThat(officer.get("/?wall").body()).contains("wall-ends", "Hãy đăng nhập lại trên máy này");
    }

    @Test
    void theMapOnTheWallHasNothingToPressEither() {
        assertThat(mil.as(Role.DUTY_OFFICER).get("/?wall=map").body())
                .contains("data-map-card", "map-wall")
                .doesNotContain("<form", "<button", "<a ");
        assertThat(mil.as(Role.ADMINISTRATOR).get("/?wall=map").body()).doesNotContain("data-map-card");
    }

    @Test
    void theWallIsForTheSignedInAndHasNoContentForAnAdministrator() {
        write("Không lên màn hình của quản trị", Urgency.ROUTINE, Realm.REAL);
        awaitAtMil(mil.as(Role.DUTY_OFFICER), "Không lên màn hình của quản trị");
        assertThat(mil.as(Role.ADMINISTRATOR).get("/?wall").body())
                .contains("Kết nối đối tác", "POL")
                .doesNotContain("Không lên màn hình của quản trị");
        var stranger = new Browser(mil.node.url());
        assertThat(stranger.get("/?wall").statusCode()).isEqualTo(302);
        assertThat(stranger.get("/?wall", "HX-Request", "true").statusCode())
                .as("the script of a screen that hangs there learns that its sign-in ended")
                .isEqualTo(401);
    }

    private static String changes(Browser officer) {
        String page = officer.get("/").body();
        return page.substring(page.indexOf("id=\"changes\""));
    }

    private static String upTo(String page) {
        var found = Pattern.compile("name=\"upTo\" value=\"(\\d+)\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static void mark(Browser officer) {
        officer.post("/watch/looked", Map.of("upTo", upTo(changes(officer))));
    }

    private InformationId write(String title, Urgency urgency, Realm realm) {
        return write(title, urgency, realm, Handling.NOI_BO);
    }

    private InformationId write(String title, Urgency urgency, Realm realm, Handling handling) {
        var content = new Content(
                title,
                title + ".",
                "flood",
                urgency,
                realm == Realm.EXERCISE ? Purpose.EXERCISE : Purpose.RESPONSE,
                handling,
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
