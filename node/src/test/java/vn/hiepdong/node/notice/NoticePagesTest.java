package vn.hiepdong.node.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.watch.Office;

/// Whole nodes: what comes from a partner is found by the clock and the ledger's news, and shown, chosen, seen, read.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticePagesTest {
    private static final Actor DUTY = new Actor("MIL-TB", "Trực ban MIL");
    private static final Pattern CALENDAR = Pattern.compile("http://localhost:[0-9]+(/calendar/[A-Za-z0-9_-]+\\.ics)");
    private static final Pattern UP_TO = Pattern.compile("data-up-to=\"([0-9]+)\"");

    private Office pol;
    private Office mil;

    @BeforeAll
    void twoOffices(@TempDir Path folder) throws IOException {
        pol = new Office(folder, "POL", "Công an thành phố");
        mil = new Office(folder, "MIL", "Bộ Chỉ huy quân sự thành phố");
        pol.connect(mil);
        pol.agree(mil, Realm.REAL, "Quy chế thật");
    }

    @AfterAll
    void close() {
        mil.close();
        pol.close();
    }

    @Test
    void aFlashFromAPartnerIsANoteOnEveryPageUntilItIsSeen() {
        Browser officer = pol.as(Role.DUTY_OFFICER);
        Browser analyst = pol.as(Role.ANALYST);
        InformationId item = send("Cầu Phùng sập", Urgency.FLASH, Handling.NOI_BO);
        InformationId hidden = send("Chuyện kín", Urgency.IMMEDIATE, Handling.HAN_CHE);
        Office.until(
                () -> news(officer).contains(item.toString()) && news(officer).contains(hidden.toString()));

        String news = news(officer);
        assertThat(news)
                .contains("Cầu Phùng sập", "data-sound=\"on\"", "Hỏa tốc")
                .doesNotContain("Chuyện kín");
        assertThat(news.indexOf(item.toString())).isLessThan(news.indexOf(hidden.toString()));
        assertThat(officer.get("/information").body()).contains("id=\"notices\"", "data-unseen=\"on\"");
        assertThat(news(analyst)).doesNotContain("data-notice");

        officer.get("/information");
        var upTo = UP_TO.matcher(news);
        assertThat(upTo.find()).isTrue();
        assertThat(analyst.post("/notices/seen", Map.of("upTo", upTo.group(1))).statusCode())
                .isEqualTo(403);
        assertThat(news(officer)).contains(item.toString());
        assertThat(officer.post("/notices/seen", Map.of("upTo", upTo.group(1))).statusCode())
                .isEqualTo(200);
        assertThat(news(officer)).doesNotContain(item.toString());
        assertThat(officer.get("/information").body()).doesNotContain("data-unseen");
    }

    @Test
    void anOfficerChoosesAboveTheFloor() {
        Browser officer = pol.as(Role.DUTY_OFFICER);
        String page = officer.get("/account/notices").body();
        assertThat(box(page, "FLASH:PAGE")).contains("checked", "disabled");
        assertThat(box(page, "FLASH:SOUND")).contains("checked", "disabled");
        assertThat(box(page, "IMMEDIATE:SOUND")).doesNotContain("checked", "disabled");
        assertThat(box(pol.as(Role.ADMINISTRATOR).get("/account/notices").body(), "FLASH:SOUND"))
                .contains("checked")
                .doesNotContain("disabled");

        var half = officer.post("/account/notices", Map.of("chosen", "ROUTINE:PAGE", "quietFrom", "22:00"));
        assertThat(half.statusCode()).isEqualTo(400);
        assertThat(half.body()).contains("Điền cả giờ bắt đầu và giờ kết thúc");
        assertThat(officer.post("/account/notices", Map.of("quietFrom", "25:00", "quietTo", "1"))
                        .statusCode())
                .isEqualTo(400);
        var saved = officer.post(
                "/account/notices",
                Map.of("chosen", "ROUTINE:PAGE|IMMEDIATE:MAIL", "quietFrom", "22:00", "quietTo", "05:30"));
        assertThat(saved.statusCode()).isEqualTo(303);
        page = officer.get("/account/notices").body();
        assertThat(page).contains("value=\"22:00\"", "value=\"05:30\"");
        assertThat(box(page, "ROUTINE:PAGE")).contains("checked");
        assertThat(box(page, "FLASH:BROWSER")).doesNotContain("checked");
        assertThat(box(page, "FLASH:PAGE")).contains("checked", "disabled");
        assertThat(officer.post("/account/notices", Map.of("chosen", "FLASH:SOUND|FLASH:PAGE|FLASH:BROWSER"))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void aCalendarIsReadByItsAddressAloneUntilItIsRevoked() {
        Browser officer = pol.as(Role.DUTY_COMMANDER);
        officer.get("/account/notices");
        String page = officer.post("/account/notices/calendar", Map.of()).body();
        var address = CALENDAR.matcher(page);
        assertThat(address.find()).as(page).isTrue();
        var nobody = new Browser(pol.node.url());
        var calendar = nobody.get(address.group(1));
        assertThat(calendar.statusCode()).isEqualTo(200);
        assertThat(calendar.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/calendar");
        assertThat(calendar.body()).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");

        officer.get("/account/notices");
        assertThat(officer.post("/account/notices/calendar/revocation", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(nobody.get(address.group(1)).statusCode()).isEqualTo(404);
        assertThat(nobody.get("/calendar/x.ics").statusCode()).isEqualTo(404);
        assertThat(pol.as(Role.AUDITOR).get("/audit?act=TOKEN_REVOKED").body()).contains("duty_commander");
    }

    @Test
    void onlyAnAdministratorLooksAfterWebhooksAndOnlyWhereASettingAllows() {
        Browser administrator = pol.as(Role.ADMINISTRATOR);
        assertThat(administrator.get("/admin/notices").body())
                .contains("Chưa có webhook", "Không có gì tồn đọng", "Chưa cho phép địa chỉ nào");
        var refused = administrator.post(
                "/admin/notices/webhooks",
                Map.of(
                        "label", "Trung tâm 112",
                        "address",
                                "http://127.0.0.1:" + URI.create(pol.node.url()).getPort() + "/sign-in",
                        "steps", "NEW",
                        "urgencies", "FLASH",
                        "realms", "REAL"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("hiepdong.notice.webhook-origins", "value=\"Trung tâm 112\"");
        for (Role role : List.of(Role.DUTY_OFFICER, Role.AUDITOR)) {
            assertThat(pol.as(role).get("/admin/notices").statusCode()).isEqualTo(403);
        }
    }

    private InformationId send(String title, Urgency urgency, Handling handling) {
        var content = new Content(
                title,
                title + ".",
                "flood",
                urgency,
                Purpose.RESPONSE,
                handling,
                Instant.parse("2026-11-22T02:10:00Z"),
                null,
                SourceKind.OFFICE,
                null,
                Reliability.A,
                Credibility.CONFIRMED,
                List.of(),
                null);
        return mil.information()
                .write(DUTY, Realm.REAL, null, Office.codes("POL"), content)
                .id();
    }

    private static String news(Browser officer) {
        return officer.get("/notices/news").body();
    }

    private static String box(String page, String value) {
        var found = Pattern.compile("<input[^>]*value=\"" + value + "\"[^>]*>").matcher(page);
        assertThat(found.find()).as(value).isTrue();
        return found.group();
    }
}
