package vn.hiepdong.node.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.watch.Office;

/// How duty commanders of two agencies agree on a regulation, in browsers without script.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegulationPagesTest {
    /// What waits for an officer; beside it the watch page tells what changed, whoever it waits for.
    private static String queue(Browser officer) {
        String page = officer.get("/").body();
        return page.substring(page.indexOf("class=\"desk-queue\""), page.indexOf("class=\"desk-side\""));
    }

    private static final Pattern REGULATION = Pattern.compile("/regulations/([0-9a-f]{64})");

    private Office pol;
    private Office mil;

    @BeforeAll
    void twoOfficesThatAreNotConnected(@TempDir Path folder) throws IOException {
        pol = new Office(folder, "POL", "Công an thành phố");
        mil = new Office(folder, "MIL", "Bộ Chỉ huy quân sự thành phố");
        String nothing = pol.as(Role.ANALYST).get("/regulations").body();
        assertThat(nothing).contains("Chưa có quy chế phối hợp").doesNotContain("/regulations/new");
        assertThat(pol.as(Role.DUTY_COMMANDER).get("/regulations/new").body()).contains("Chưa kết nối với đối tác nào");
        pol.connect(mil);
    }

    @AfterAll
    void close() {
        mil.close();
        pol.close();
    }

    @Test
    void aRegulationIsProposedWaitsForTheOtherCommanderAndIsInForceWhenBothSigned() {
        Browser here = pol.as(Role.DUTY_COMMANDER);
        assertThat(here.get("/regulations/new").body())
                .contains("MIL – Bộ Chỉ huy quân sự thành phố", "name=\"acknowledge.FLASH\"", "value=\"10\"");
        String hash = proposed(here.post("/regulations", form("Quy chế ứng phó lũ", "REAL")));
        assertThat(here.get("/regulations/" + hash).body())
                .contains("Chờ ký", "1 trên 2 bên đã ký", "Hộ đê", "10 phút", "2 giờ", "1 ngày");

        Browser there = mil.as(Role.DUTY_COMMANDER);
        Office.until(() -> queue(there).contains("Quy chế ứng phó lũ"));
        assertThat(queue(mil.as(Role.DUTY_OFFICER))).doesNotContain("Quy chế ứng phó lũ");
        assertThat(there.get("/regulations").body()).contains("Chờ cơ quan bạn");
        assertThat(there.get("/regulations/" + hash + "/signature").body()).contains("Ký quy chế này?");
        assertThat(there.post("/regulations/" + hash + "/signature", Map.of()).statusCode())
                .isEqualTo(303);

        assertThat(there.get("/regulations/" + hash).body())
                .contains("Đang có hiệu lực", "2 trên 2 bên đã ký", "Trực ban MIL")
                .doesNotContain("ask-signature");
        Office.until(() -> here.get("/regulations").body().contains("Đang có hiệu lực"));
        assertThat(there.post("/regulations/" + hash + "/signature", Map.of()).body())
                .contains("Cơ quan bạn đã trả lời bản này rồi");
        assertThat(queue(there)).doesNotContain("Quy chế ứng phó lũ");
    }

    @Test
    void aCommanderWhoWillNotSignSaysWhyAndEverybodySeesIt() {
        Hash hash = propose("Quy chế sẽ bị từ chối");
        Browser there = mil.as(Role.DUTY_COMMANDER);
        Office.until(() -> mil.spaces().version(hash).isPresent());
        there.get("/regulations/" + hash.hex());
        assertThat(there.post("/regulations/" + hash.hex() + "/refusal", Map.of("reason", ""))
                        .statusCode())
                .isEqualTo(400);
        assertThat(there.post("/regulations/" + hash.hex() + "/refusal", Map.of("reason", "Thiếu thời hạn ban đêm"))
                        .statusCode())
                .isEqualTo(303);

        Browser here = pol.as(Role.ANALYST);
        Office.until(() -> here.get("/regulations/" + hash.hex()).body().contains("Thiếu thời hạn ban đêm"));
        assertThat(here.get("/regulations/" + hash.hex()).body()).contains("Có bên từ chối");
        assertThat(queue(there)).doesNotContain("Quy chế sẽ bị từ chối");
    }

    @Test
    void aNewVersionStartsFromTheOldTextAndNamesItsSpace() {
        Hash first = pol.agree(mil, Realm.REAL, "Quy chế tìm kiếm cứu nạn");
        Browser here = pol.as(Role.DUTY_COMMANDER);
        assertThat(here.get("/regulations/new?from=" + first.hex()).body())
                .contains("value=\"Quy chế tìm kiếm cứu nạn\"", "Tìm kiếm cứu nạn", "value=\"MIL\" checked");
        var fields = form("Quy chế tìm kiếm cứu nạn, bản mới", "EXERCISE");
        fields.put("from", first.hex());
        String second = proposed(here.post("/regulations", fields));

        assertThat(pol.spaces().version(Hash.fromHex(second)).orElseThrow()).satisfies(version -> {
            assertThat(version.version()).isEqualTo(2);
            assertThat(version.realm()).as("the realm of a space never changes").isEqualTo(Realm.REAL);
            assertThat(version.space())
                    .isEqualTo(pol.spaces().version(first).orElseThrow().space());
        });
        assertThat(here.get("/regulations/" + first.hex()).body())
                .as("the old one holds until all signed the new one")
                .contains("Đang có hiệu lực");
        Office.until(() -> mil.spaces().version(Hash.fromHex(second)).isPresent());
        mil.spaces().sign(Office.COMMANDER, Hash.fromHex(second));
        Office.until(() -> here.get("/regulations/" + first.hex()).body().contains("Đã được thay thế"));
    }

    @Test
    void regimesAreAgreedShownAsArticlesAndComparedWithTheVersionBefore() {
        Hash first = pol.agree(mil, Realm.REAL, "Quy chế có chế độ báo cáo");
        Browser here = pol.as(Role.DUTY_COMMANDER);
        assertThat(here.get("/regulations/" + first.hex()).body())
                .as("what a text does not say is as usual")
                .contains("Điều 1. Các bên", "Trực chỉ huy ở 100 % thời hạn", "22:00 – 06:00");
        var fields = form("Quy chế có chế độ báo cáo", "REAL");
        fields.putAll(Map.of(
                "from", first.hex(),
                "acknowledge.FLASH", "5",
                "report.rows", "1",
                "report.0.title", "Báo cáo nhanh hằng ngày",
                "report.0.period", "DAILY",
                "report.0.day", "1",
                "report.0.cutOff", "16:30",
                "report.0.from", "POL",
                "report.0.to", "MIL"));
        fields.putAll(Map.of(
                "briefing.rows", "1",
                "briefing.0.tier", "Thành phố",
                "briefing.0.interval", "QUARTERLY",
                "briefing.0.hosts", "MIL, POL",
                "standing", "POL"));
        assertThat(here.post("/regulations", more(fields)).body())
                .contains("name=\"report.1.title\"", "value=\"Báo cáo nhanh hằng ngày\"");
        String second = proposed(here.post("/regulations", fields));

        assertThat(here.get("/regulations/" + second).body())
                .contains("Khác với bản 1", "Xác nhận đã nhận: 10 phút", "Xác nhận đã nhận: 5 phút")
                .contains("Báo cáo nhanh hằng ngày", "16:30", "MIL → POL", "Cơ quan thường trực");
        assertThat(here.get("/regulations/new?from=" + second).body())
                .contains("value=\"Báo cáo nhanh hằng ngày\"", "value=\"report-1\"", "value=\"MIL, POL\"");

        Browser there = mil.as(Role.DUTY_COMMANDER);
        Office.until(() -> mil.spaces().version(Hash.fromHex(second)).isPresent());
        there.get("/regulations/" + second);
        assertThat(there.post("/regulations/" + second + "/comments", Map.of("comment", " "))
                        .statusCode())
                .isEqualTo(400);
        assertThat(there.post("/regulations/" + second + "/comments", Map.of("comment", "16:30 sớm quá, xin 17:00"))
                        .statusCode())
                .isEqualTo(303);
        Office.until(() -> here.get("/regulations/" + second).body().contains("16:30 sớm quá, xin 17:00"));
    }

    private static HashMap<String, String> more(Map<String, String> fields) {
        var more = new HashMap<>(fields);
        more.put("more", "report");
        return more;
    }

    @Test
    void aTextThatBeginsLaterLeavesTheOldOneInForceUntilThen() {
        Hash first = pol.agree(mil, Realm.REAL, "Quy chế mùa bão");
        Browser here = pol.as(Role.DUTY_COMMANDER);
        here.get("/regulations/new?from=" + first.hex());
        var fields = form("Quy chế mùa bão", "REAL");
        fields.put("from", first.hex());
        fields.put("validFrom", "2199-01-01");
        fields.put("validTo", "2198-12-31");
        assertThat(here.post("/regulations", fields).body()).contains("Ngày hết hiệu lực không trước");
        fields.put("validTo", "2199-12-31");
        String second = proposed(here.post("/regulations", fields));
        Office.until(() -> mil.spaces().version(Hash.fromHex(second)).isPresent());
        mil.spaces().sign(Office.COMMANDER, Hash.fromHex(second));

        Office.until(() -> here.get("/regulations/" + second).body().contains("Chưa đến ngày hiệu lực"));
        assertThat(here.get("/regulations/" + first.hex()).body()).contains("Đang có hiệu lực");
    }

    @Test
    void aFormThatIsNotCompleteComesBackWithWordsAndEverythingThatWasTyped() {
        Browser here = pol.as(Role.DUTY_COMMANDER);
        here.get("/regulations/new");
        var fields = form("Quy chế <b>thiếu</b>", "REAL");
        fields.remove("parties");
        fields.put("matters", " ");
        fields.put("acknowledge.FLASH", "0");
        HttpResponse<String> again = here.post("/regulations", fields);

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body())
                .contains("&lt;b>thiếu&lt;/b>", "href=\"#f-parties\"", "href=\"#f-matters\"")
                .contains("href=\"#f-acknowledge.FLASH\"", "value=\"0\"")
                .doesNotContain("<b>thiếu</b>");
    }

    @Test
    void anExerciseIsMarkedWhereverItsRegulationIsShown() {
        Hash hash = pol.agree(mil, Realm.EXERCISE, "Quy chế diễn tập PT-26");
        Browser officer = pol.as(Role.DUTY_OFFICER);
        assertThat(officer.get("/regulations/" + hash.hex()).body()).contains("realm-banner", "DIỄN TẬP");
        assertThat(officer.get("/information").body()).contains("realm=EXERCISE");
        assertThat(officer.get("/information/new?realm=EXERCISE").body()).contains("realm-banner");
        assertThat(officer.get("/information/new?realm=TEST").body())
                .contains("Chưa viết được tin ở phạm vi này")
                .doesNotContain("name=\"write\"");
    }

    @Test
    void onlyACommanderProposesSignsAndDeclines() {
        Hash hash = propose("Ai được ký");
        Browser officer = pol.as(Role.DUTY_OFFICER);
        assertThat(officer.get("/regulations/" + hash.hex()).body())
                .contains("Ai được ký")
                .doesNotContain("ask-signature");
        assertThat(officer.get("/regulations/new").statusCode()).isEqualTo(403);
        assertThat(officer.get("/regulations/" + hash.hex() + "/signature").statusCode())
                .isEqualTo(403);
        assertThat(officer.post("/regulations/" + hash.hex() + "/refusal", Map.of("reason", "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(pol.as(Role.AUDITOR).get("/regulations").statusCode()).isEqualTo(403);
        assertThat(officer.get("/regulations/" + "0".repeat(64)).statusCode()).isEqualTo(404);
        assertThat(officer.get("/regulations/x").statusCode()).isEqualTo(404);
    }

    @Test
    void everyPageSpeaksEnglishToo() {
        Hash hash = propose("Bằng hai thứ tiếng");
        Browser officer = pol.as(Role.DUTY_COMMANDER);
        assertThat(officer.get("/regulations?lang=en").body()).contains("Propose a regulation", "To be signed");
        assertThat(officer.get("/regulations/" + hash.hex()).body()).contains("Signed by 1 of 2", "10 minutes");
        assertThat(officer.get("/regulations/new").body()).contains("Acknowledge within (minutes)");
    }

    private Hash propose(String title) {
        Browser here = pol.as(Role.DUTY_COMMANDER);
        here.get("/regulations/new");
        return Hash.fromHex(proposed(here.post("/regulations", form(title, "REAL"))));
    }

    private static HashMap<String, String> form(String title, String realm) {
        var fields = new HashMap<>(Map.of(
                "title", title,
                "number", "05/QCPH",
                "parties", "MIL",
                "matters", "Hộ đê\nSơ tán dân",
                "validFrom", "2026-11-22",
                "realm", realm));
        UsualTimes.ACKNOWLEDGEMENT.forEach(
                (urgency, minutes) -> fields.put("acknowledge." + urgency, minutes.toString()));
        UsualTimes.VERIFICATION.forEach((urgency, minutes) -> {
            fields.put("verify." + urgency, minutes.toString());
            fields.put("answer." + urgency, minutes.toString());
            fields.put("escalation." + urgency + ".DUTY_OFFICER", "100");
        });
        fields.put("sign", "4320");
        fields.put("quiet.from", "22:00");
        fields.put("quiet.to", "06:00");
        return fields;
    }

    private static String proposed(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        var found = REGULATION.matcher(answer.headers().firstValue("Location").orElse(""));
        assertThat(found.matches()).isTrue();
        return found.group(1);
    }
}
