package vn.hiepdong.node.information;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.watch.Office;

/// What officers of two agencies see and do with items, in browsers without script.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private static final Actor DUTY = new Actor("POL-PC08", "Trực ban POL");
    private static final Pattern ITEM = Pattern.compile("/information/([0-9a-f-]{36})");
    private static final String LONG_NAME =
            "Bộ Chỉ huy quân sự thành phố, cơ quan thường trực Ban Chỉ huy phòng thủ dân sự và tìm kiếm cứu nạn";

    private Office pol;
    private Office mil;

    @BeforeAll
    void twoOfficesWithARegulation(@TempDir Path folder) throws IOException {
        pol = new Office(folder, "POL", "Công an thành phố");
        mil = new Office(folder, "MIL", LONG_NAME);
        pol.connect(mil);
        pol.agree(mil, Realm.REAL, "Quy chế phối hợp ứng phó thiên tai");
    }

    @AfterAll
    void close() {
        mil.close();
        pol.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"DUTY_OFFICER", "DUTY_COMMANDER", "VERIFIER", "ANALYST"})
    void everyContentRoleReadsTheListAndTheItem(Role role) {
        ItemRef ref = write("Nước tràn bờ bao Đồng Sương", Urgency.PRIORITY);
        Browser officer = pol.as(role);

        assertThat(officer.get("/information").body()).contains("Nước tràn bờ bao Đồng Sương");
        HttpResponse<String> page = officer.get("/information/" + ref.id());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Nước tràn bờ bao Đồng Sương", "Thường tin cậy", "Nhiều khả năng đúng", LONG_NAME);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMINISTRATOR", "AUDITOR"})
    void neitherAdministratorNorAuditorSeesContent(Role role) {
        ItemRef ref = write("Chỉ người trực được đọc", Urgency.ROUTINE);
        Browser officer = pol.as(role);

        assertThat(officer.get("/information").statusCode()).isEqualTo(403);
        assertThat(officer.get("/information/" + ref.id()).statusCode()).isEqualTo(403);
        HttpResponse<String> watch = officer.get("/");
        assertThat(watch.statusCode()).isEqualTo(200);
        assertThat(watch.body()).doesNotContain("Chỉ người trực được đọc", "href=\"/information\"");
    }

    @Test
    void whatIsWrittenInTheFormGoesToThoseWhoWereTickedAndNobodyElse() {
        Browser officer = pol.as(Role.DUTY_OFFICER);
        assertThat(officer.get("/information/new").body())
                .contains("MIL – " + LONG_NAME)
                .doesNotContain("value=\"MIL\" checked");

        var fields = form("Cầu Ba Thá cấm xe", "ROUTINE");
        fields.put("location.lat", "20,80151");
        fields.put("location.lon", "105.70412");
        fields.put("releasableTo", "MIL");
        InformationId id = created(officer.post("/information", fields));

        Office.until(() -> mil.information().item(id).isPresent());
        HttpResponse<String> there = mil.as(Role.DUTY_OFFICER).get("/information/" + id);
        assertThat(there.body()).contains("Cầu Ba Thá cấm xe", "20,80151° Bắc, 105,70412° Đông", "Trực ban POL");
    }

    @Test
    void aFormThatIsNotCompleteComesBackWithWordsAndEverythingThatWasTyped() {
        Browser officer = pol.as(Role.DUTY_OFFICER);
        officer.get("/information/new");
        HttpResponse<String> again = officer.post(
                "/information",
                Map.of("title", "Cây đổ chắn đường 419", "text", "", "location.lat", "abc", "releasableTo", "MIL"));

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body())
                .contains("Cây đổ chắn đường 419", "value=\"abc\"", "value=\"MIL\" checked", "Chưa lưu được")
                .contains("href=\"#f-text\"", "href=\"#f-location.lat\"", "href=\"#f-credibility\"");
    }

    @Test
    void aStampOfSecrecyIsRefusedInTheFormWithTheTextKept() {
        Browser officer = pol.as(Role.DUTY_OFFICER);
        officer.get("/information/new");
        var fields = form("Kế hoạch bố trí lực lượng", "ROUTINE");
        fields.put("text", "TỐI MẬT\nNội dung kế hoạch");
        HttpResponse<String> again = officer.post("/information", fields);

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("không mang bí mật nhà nước", "Nội dung kế hoạch");
    }

    @Test
    void aFlashItemIsShownOnceMoreBeforeItGoesOut() {
        Browser officer = pol.as(Role.DUTY_OFFICER);
        officer.get("/information/new");
        var fields = form("Vỡ đê bao Hồng Quang", "FLASH");
        fields.put("releasableTo", "MIL");

        HttpResponse<String> preview = officer.post("/information", fields);
        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.body()).contains("Kiểm tra trước khi gửi", LONG_NAME, "trong 10 phút");
        assertThat(titles()).doesNotContain("Vỡ đê bao Hồng Quang");

        fields.put("edit", "1");
        assertThat(officer.post("/information", fields).body())
                .contains("value=\"Vỡ đê bao Hồng Quang\"", "value=\"MIL\" checked");

        fields.remove("edit");
        fields.put("seen", "1");
        created(officer.post("/information", fields));
        assertThat(titles()).contains("Vỡ đê bao Hồng Quang");
    }

    @Test
    void nothingThatIsTypedBecomesMarkup() {
        String hostile = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>";
        Browser officer = pol.as(Role.DUTY_OFFICER);
        officer.get("/information/new");
        var fields = form(hostile, "ROUTINE");
        fields.put("text", hostile);
        fields.put("sourceLabel", hostile);
        fields.put("preview", "1");
        String preview = officer.post("/information", fields).body();
        fields.remove("preview");
        InformationId id = created(officer.post("/information", fields));
        officer.get("/information/" + id + "/retraction");

        for (String page : List.of(
                preview,
                officer.get("/information").body(),
                officer.get("/information?words=" + "%22%3E%3Cimg%20src%3Dx%3E").body(),
                officer.get("/information/" + id).body(),
                officer.get("/information/" + id + "/corrections").body(),
                officer.get("/information/" + id + "/retraction").body(),
                officer.get("/").body())) {
            assertThat(page).doesNotContain("<script>alert", "<img src=x");
        }
    }

    @Test
    void anAcknowledgementStaysWithTheVersionItWasMadeTo() {
        ItemRef ref = write("Mực nước Ba Thá 5,62 m", Urgency.PRIORITY);
        Browser there = mil.as(Role.DUTY_OFFICER);
        Office.until(() -> mil.information().item(ref.id()).isPresent());
        assertThat(there.get("/information/" + ref.id()).body()).contains("Cơ quan bạn chưa xác nhận đã nhận tin này");
        assertThat(there.post("/information/" + ref.id() + "/acknowledgement", Map.of("version", "1"))
                        .statusCode())
                .isEqualTo(303);

        Browser here = pol.as(Role.DUTY_OFFICER);
        Office.until(() -> !pol.information()
                .item(ref.id())
                .orElseThrow()
                .acknowledgements()
                .isEmpty());
        assertThat(here.get("/information/" + ref.id()).body())
                .contains("Trực ban MIL · MIL-PC08", "xác nhận đã nhận bản 1")
                .doesNotContain("Bản 1 cũ đã xác nhận");

        here.get("/information/" + ref.id() + "/corrections");
        var fields = form("Mực nước Ba Thá 6,02 m", "PRIORITY");
        fields.put("expected", "1");
        fields.put("reason", "Đọc lại thước nước");
        assertThat(here.post("/information/" + ref.id() + "/corrections", fields)
                        .statusCode())
                .isEqualTo(303);

        assertThat(here.get("/information/" + ref.id()).body())
                .contains(
                        "Bản 1 cũ đã xác nhận",
                        "Đọc lại thước nước",
                        "5,62</del>",
                        "6,02</ins>",
                        "Ai đã làm gì với bản nào");
        Office.until(
                () -> mil.information().item(ref.id()).orElseThrow().newest().version() == 2);
        assertThat(there.get("/information/" + ref.id()).body())
                .contains("Tin đã được đính chính: cơ quan bạn chưa xác nhận bản 2", "Bản 1 cũ đã xác nhận");
    }

    @Test
    void theTwoLampsAreLitByTheNodeAndByTheOfficer() {
        ItemRef ref = write("Đèn của nút và đèn của người trực", Urgency.PRIORITY);
        Browser here = pol.as(Role.DUTY_OFFICER);
        Office.until(() -> !here.get("/information/" + ref.id()).body().contains("Chưa có biên nhận"));
        assertThat(here.get("/information/" + ref.id()).body()).contains("Chưa xác nhận");
        assertThat(here.get("/information?words=den+cua+nut").body())
                .contains(
                        "1/1<span class=\"visually-hidden\"> Nút đã giữ",
                        "0/1<span class=\"visually-hidden\"> Đã xác nhận");
    }

    @Test
    void whoCorrectsWhatSomebodyElseJustCorrectedSeesBothTextsAndLosesNothing() {
        ItemRef ref = write("Đường 419 ngập 30 cm", Urgency.PRIORITY);
        Browser first = pol.as(Role.DUTY_OFFICER);
        Browser second = pol.as(Role.DUTY_COMMANDER);
        first.get("/information/" + ref.id() + "/corrections");
        second.get("/information/" + ref.id() + "/corrections");
        correct(first, ref, "Đường 419 ngập 40 cm", 303);

        HttpResponse<String> refused = correct(second, ref, "Đường 419 ngập 50 cm", 409);
        assertThat(refused.body())
                .contains("Tin đã có bản 2 trong lúc bạn sửa", "Đường 419 ngập 40 cm", "Đường 419 ngập 50 cm")
                .contains("name=\"expected\" value=\"2\"");
        assertThat(pol.information().item(ref.id()).orElseThrow().newest().version())
                .isEqualTo(2);
    }

    private HttpResponse<String> correct(Browser officer, ItemRef ref, String title, int status) {
        var fields = form(title, "PRIORITY");
        fields.put("expected", "1");
        fields.put("reason", "Đo lại");
        HttpResponse<String> answer = officer.post("/information/" + ref.id() + "/corrections", fields);
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer;
    }

    @Test
    void aRetractionIsAskedForWithAReasonAndWaitsForEveryReceiver() {
        ItemRef ref = write("Tin về đê tả Đáy", Urgency.PRIORITY);
        Browser here = pol.as(Role.DUTY_COMMANDER);
        here.get("/information/" + ref.id() + "/retraction");
        HttpResponse<String> without = here.post("/information/" + ref.id() + "/retraction", Map.of("reason", " "));
        assertThat(without.statusCode()).isEqualTo(400);

        assertThat(here.post("/information/" + ref.id() + "/retraction", Map.of("reason", "Nhầm với đê hữu Đáy"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(here.post("/information/" + ref.id() + "/retraction", Map.of("reason", "Lần nữa"))
                        .body())
                .contains("Tin này đã được thu hồi", "Lần nữa");
        Office.until(() -> mil.information().item(ref.id()).map(Item::retracted).orElse(false));
        Browser there = mil.as(Role.DUTY_OFFICER);
        assertThat(there.get("/").body()).contains("Xác nhận việc thu hồi tin", "Tin về đê tả Đáy");
        assertThat(there.get("/information/" + ref.id()).body())
                .contains(
                        "Tin này đã được POL thu hồi", "Nhầm với đê hữu Đáy", "cơ quan bạn chưa xác nhận việc thu hồi")
                .doesNotContain("/corrections\"");
    }

    @Test
    void aVerificationIsAskedAnsweredAndStaysWithItsVersion() {
        ItemRef ref = write("Cầu phao Mai Lĩnh hỏng", Urgency.IMMEDIATE);
        Browser here = pol.as(Role.ANALYST);
        assertThat(here.get("/information/" + ref.id() + "/verification-requests")
                        .body())
                .contains(LONG_NAME);
        Office.until(() -> mil.information().item(ref.id()).isPresent());
        assertThat(here.post(
                                "/information/" + ref.id() + "/verification-requests",
                                Map.of("askedOf", "MIL", "question", "Xe cứu thương còn qua được không?"))
                        .statusCode())
                .isEqualTo(303);

        Browser there = mil.as(Role.VERIFIER);
        Office.until(() -> there.get("/").body().contains("Xe cứu thương còn qua được không?"));
        String page = there.get("/information/" + ref.id()).body();
        UUID request = mil.information()
                .item(ref.id())
                .orElseThrow()
                .requests()
                .getFirst()
                .request();
        assertThat(page).contains("/findings?request=" + request);
        assertThat(there.get("/information/" + ref.id() + "/findings?request=" + request)
                        .body())
                .contains("Xe cứu thương còn qua được không?", "đúng bản 1");
        HttpResponse<String> incomplete = there.post(
                "/information/" + ref.id() + "/findings",
                Map.of("version", "1", "request", request.toString(), "basis", "Kỹ sư đã đến"));
        assertThat(incomplete.statusCode()).isEqualTo(400);
        assertThat(incomplete.body()).contains("Kỹ sư đã đến", "Xe cứu thương còn qua được không?");
        assertThat(there.post(
                                "/information/" + ref.id() + "/findings",
                                Map.of(
                                        "version", "1",
                                        "request", request.toString(),
                                        "outcome", "REFUTED",
                                        "reliability", "A",
                                        "credibility", "2",
                                        "basis", "Kỹ sư đã đến"))
                        .statusCode())
                .isEqualTo(303);

        Office.until(
                () -> !pol.information().item(ref.id()).orElseThrow().findings().isEmpty());
        assertThat(here.get("/information/" + ref.id()).body())
                .contains("Xác minh là sai", "Kỹ sư đã đến", "kết luận bản 1: sai", "Trực ban MIL · MIL-PC08");
        assertThat(there.get("/").body()).doesNotContain("Xe cứu thương còn qua được không?");
    }

    @Test
    void aUnitThatConfirmsItsOwnReportIsRefusedInWords() {
        ItemRef ref = write("Tự xác nhận", Urgency.ROUTINE);
        Browser verifier = pol.as(Role.VERIFIER);
        verifier.get("/information/" + ref.id() + "/findings");
        HttpResponse<String> refused = verifier.post(
                "/information/" + ref.id() + "/findings",
                Map.of(
                        "version", "1",
                        "outcome", "CONFIRMED",
                        "reliability", "A",
                        "credibility", "1",
                        "basis", "Chúng tôi tin chúng tôi"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Đơn vị không tự xác nhận tin của chính mình", "Chúng tôi tin chúng tôi");
    }

    @Test
    void theDutyCommanderErasesAnItemAndEveryoneSeesWhoConfirmed() {
        ItemRef ref = write("Nội dung sẽ bị xóa hẳn", Urgency.PRIORITY);
        String path = "/information/" + ref.id();
        Office.until(() -> mil.information().item(ref.id()).isPresent());
        Browser commander = pol.as(Role.DUTY_COMMANDER);
        assertThat(pol.as(Role.DUTY_OFFICER).get(path + "/erasure").statusCode())
                .isEqualTo(403);
        assertThat(pol.as(Role.DUTY_OFFICER).get(path).body()).doesNotContain(path + "/erasure");
        assertThat(commander.get(path).body()).contains(path + "/erasure");
        assertThat(commander.get(path + "/erasure").body())
                .contains("Xóa nội dung tin này?", "Những gì còn lại", "Hết thời hạn lưu trữ");
        assertThat(commander.post(path + "/erasure", Map.of()).statusCode()).isEqualTo(400);
        assertThat(commander
                        .post(path + "/erasure", Map.of("reason", "cho khuất mắt"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(commander
                        .post(path + "/erasure", Map.of("reason", "NOT_NEEDED"))
                        .statusCode())
                .isEqualTo(303);

        for (Office end : List.of(pol, mil)) {
            Browser officer = end.as(Role.DUTY_OFFICER);
            Office.until(() -> end.information()
                    .tombstone(ref.id())
                    .filter(Tombstone::erasedEverywhere)
                    .isPresent());
            HttpResponse<String> left = officer.get(path, "HX-Request", "true");
            assertThat(left.statusCode()).isEqualTo(410);
            assertThat(left.headers().firstValue("HX-Refresh")).contains("true");
            assertThat(left.body())
                    .contains("Công an thành phố đã xóa tin này", "Có dữ liệu cá nhân", LONG_NAME)
                    .doesNotContain("Chờ xác nhận", "Nội dung sẽ bị xóa hẳn");
            assertThat(officer.get("/information").body())
                    .contains("/information/erased?realm=REAL")
                    .doesNotContain(path);
            assertThat(officer.get("/information/erased").body()).contains(path, "Mọi bên đã xác nhận");
        }
    }

    @Test
    void theDutyCommanderOfAnAgencyThatHasAnItemHoldsItAndLiftsTheHold() {
        ItemRef ref = write("Tin cần cho thanh tra", Urgency.PRIORITY);
        String path = "/information/" + ref.id();
        Office.until(() -> mil.information().item(ref.id()).isPresent());
        Browser commander = mil.as(Role.DUTY_COMMANDER);
        assertThat(mil.as(Role.DUTY_OFFICER).get(path + "/hold").statusCode()).isEqualTo(403);
        assertThat(commander.get(path).body()).contains(path + "/hold");
        String until = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).plusDays(40) + "T10:00";
        commander.get(path + "/hold");
        var fields = new HashMap<>(Map.of("reason", "INSPECTION", "reference", "không có số", "until", until));
        assertThat(commander.post(path + "/hold", fields).body()).contains("số hiệu văn bản, có chữ số");
        fields.put("reference", "15/KH-TTr");
        fields.remove("until");
        assertThat(commander.post(path + "/hold", fields).statusCode())
                .as("a hold without an end")
                .isEqualTo(400);
        fields.put("until", until);
        assertThat(commander.post(path + "/hold", fields).statusCode()).isEqualTo(303);

        Office.until(() -> !pol.information().holds(ref.id()).isEmpty());
        Browser author = pol.as(Role.DUTY_COMMANDER);
        assertThat(author.get(path).body())
                .contains("MIL lưu giữ tin này", "Phục vụ thanh tra", "15/KH-TTr")
                .doesNotContain(path + "/erasure");
        author.get(path + "/erasure");
        HttpResponse<String> refused = author.post(path + "/erasure", Map.of("reason", "NOT_NEEDED"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("MIL có lệnh lưu giữ tin này theo văn bản 15/KH-TTr");
        assertThat(author.get("/information").body()).contains("/information/holds?realm=REAL");
        assertThat(author.get("/information/holds").body()).contains("Tin cần cho thanh tra", "15/KH-TTr");

        assertThat(commander.get(path + "/hold").body()).contains(path + "/hold/lifting");
        assertThat(commander.get("/information/holds").body()).contains(path + "/hold/lifting");
        assertThat(author.get("/information/holds").body())
                .as("another agency's hold")
                .doesNotContain(path + "/hold/lifting");
        commander.get(path + "/hold/lifting");
        assertThat(commander.post(path + "/hold/lifting", Map.of()).statusCode())
                .isEqualTo(303);
        Office.until(() -> pol.information().holds(ref.id()).isEmpty());
        assertThat(author.get("/information/holds").body()).contains("đã gỡ lúc");
        assertThat(author.get(path).body()).contains(path + "/erasure");
    }

    @Test
    void anItemShowsHowLongItIsKeptAndItsAuthorPutsItIntoAnotherClass() {
        ItemRef ref = write("Tin có thời hạn", Urgency.ROUTINE);
        String path = "/information/" + ref.id();
        Browser officer = pol.as(Role.DUTY_OFFICER);
        assertThat(officer.get(path).body()).contains("Tin thường", "Xóa ở mọi nơi", path + "/retention");
        assertThat(officer.get(path + "/retention").body()).contains("value=\"ROUTINE\" selected");
        assertThat(officer.post(path + "/retention", Map.of("retention", "MÃI")).statusCode())
                .isEqualTo(400);
        assertThat(officer.post(path + "/retention", Map.of("retention", "PERMANENT"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(officer.get(path).body()).contains("Lưu vĩnh viễn").doesNotContain("Xóa ở mọi nơi");
        Office.until(() -> mil.as(Role.DUTY_OFFICER).get(path).body().contains("Lưu vĩnh viễn"));
        assertThat(mil.as(Role.DUTY_OFFICER).get(path).body()).doesNotContain(path + "/retention");
    }

    @Test
    void thoseWhoLookAfterTheNodeSeeTimesAndTheDutyCommanderDecidesOnThem() {
        for (Role role : List.of(Role.ADMINISTRATOR, Role.AUDITOR)) {
            assertThat(pol.as(role).get("/admin/retention").body())
                    .contains("Tin về sự cố", "10 năm", "Lưu vĩnh viễn")
                    .doesNotContain("/admin/retention/INCIDENT");
            assertThat(pol.as(role).get("/admin/retention/INCIDENT").statusCode())
                    .isEqualTo(403);
        }
        assertThat(pol.as(Role.DUTY_OFFICER).get("/admin/retention").statusCode())
                .isEqualTo(403);
        Browser commander = pol.as(Role.DUTY_COMMANDER);
        assertThat(commander.get("/admin/retention").body()).contains("/admin/retention/INCIDENT");
        commander.get("/admin/retention/INCIDENT");
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        assertThat(commander
                        .post(
                                "/admin/retention/INCIDENT",
                                Map.of("from", today.toString(), "months", "180", "then", "DECIDE"))
                        .statusCode())
                .as("not from today on")
                .isEqualTo(400);
        assertThat(commander
                        .post(
                                "/admin/retention/INCIDENT",
                                Map.of("from", today.plusDays(2).toString(), "months", "180", "then", "DECIDE"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(commander.get("/admin/retention").body()).contains("15 năm", "Trực chỉ huy quyết định");
    }

    /// A database that others run, where the node's role may not begin the log of changes anew.
    @Test
    void anAdministratorHasTheDiskCleanedAndSeesWhatCameOfIt() {
        assertThat(pol.as(Role.DUTY_COMMANDER).get("/admin/cleaning").statusCode())
                .isEqualTo(403);
        Browser auditor = pol.as(Role.AUDITOR);
        auditor.get("/admin/cleaning");
        assertThat(auditor.post("/admin/cleaning", Map.of()).statusCode()).isEqualTo(403);
        Browser administrator = pol.as(Role.ADMINISTRATOR);
        assertThat(administrator.get("/admin/cleaning").body()).contains("Dọn ngay", "02:30");
        assertThat(administrator.post("/admin/cleaning", Map.of()).statusCode()).isEqualTo(303);
        Office.until(() -> administrator.get("/admin/cleaning").body().contains("thiếu quyền"));
        assertThat(auditor.get("/admin/cleaning").body())
                .contains("thiếu quyền")
                .doesNotContain("Dọn ngay");
    }

    @Test
    void anItemThatWasTakenBackShowsOnlyThat() {
        ItemRef ref = write("Nội dung sẽ bị thu quyền", Urgency.PRIORITY);
        Office.until(() -> mil.information().item(ref.id()).isPresent());
        Browser here = pol.as(Role.DUTY_OFFICER);
        assertThat(here.get("/information/" + ref.id() + "/releases/MIL/revocation")
                        .body())
                .contains("Thu quyền chia sẻ với MIL?");
        assertThat(here.post("/information/" + ref.id() + "/releases/MIL/revocation", Map.of("reason", "Gửi nhầm"))
                        .statusCode())
                .isEqualTo(303);

        Browser there = mil.as(Role.DUTY_OFFICER);
        Office.until(() -> mil.information().item(ref.id()).isEmpty());
        HttpResponse<String> taken = there.get("/information/" + ref.id(), "HX-Request", "true");
        assertThat(taken.statusCode()).isEqualTo(410);
        assertThat(taken.headers().firstValue("HX-Refresh")).contains("true");
        assertThat(taken.body())
                .contains("Công an thành phố đã thu quyền chia sẻ", "Gửi nhầm")
                .doesNotContain("Nội dung sẽ bị thu quyền");
        Office.until(() -> here.get("/information/" + ref.id()).body().contains("Nút bên đó xác nhận đã xóa lúc"));

        here.get("/information/" + ref.id() + "/releases");
        assertThat(here.post("/information/" + ref.id() + "/releases", Map.of()).statusCode())
                .isEqualTo(400);
        assertThat(here.post("/information/" + ref.id() + "/releases", Map.of("to", "MIL"))
                        .statusCode())
                .isEqualTo(303);
        Office.until(() -> there.get("/information/" + ref.id()).statusCode() == 200);
    }

    @Test
    void whatIsNotHereIsNotFoundWhoeverAsks() {
        Browser officer = pol.as(Role.DUTY_OFFICER);
        for (String path : List.of("", "/corrections", "/retraction", "/releases", "/verification-requests")) {
            assertThat(officer.get("/information/" + UUID.randomUUID() + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(officer.get("/information/keine-id").statusCode()).isEqualTo(404);
    }

    @Test
    void onlyTheRolesThatMayActSeeTheirActsAndTheOthersAreRefused() {
        ItemRef ref = write("Vai trò nào làm gì", Urgency.ROUTINE);
        String path = "/information/" + ref.id();
        assertThat(pol.as(Role.DUTY_OFFICER).get(path).body()).contains("/corrections\"", "/retraction\"");
        Browser verifier = pol.as(Role.VERIFIER);
        assertThat(verifier.get(path).body())
                .contains("/findings\"")
                .doesNotContain("/corrections\"", "/retraction\"", "/revocation\"");
        for (String act : List.of("/corrections", "/retraction", "/releases", "/verification-requests")) {
            assertThat(verifier.get(path + act).statusCode()).as(act).isEqualTo(403);
        }
        assertThat(verifier.post(path + "/acknowledgement", Map.of("version", "1"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(verifier.get("/information").body()).doesNotContain("/information/new");
    }

    @Test
    void filtersStandInTheAddressAndNarrowTheList() {
        write("Sạt lở tại Đồi Chè", Urgency.IMMEDIATE);
        write("Sạt lở tại Bến Đục", Urgency.ROUTINE);
        Browser officer = pol.as(Role.DUTY_OFFICER);

        String both = officer.get("/information?words=sat+lo").body();
        assertThat(both).contains("<mark>Sạt lở</mark> tại Đồi Chè", "<mark>Sạt lở</mark> tại Bến Đục", "“sat lo”");
        String one = officer.get("/information?words=sat+lo&urgency=IMMEDIATE&topic=flood&origin=POL&state=RELEASED")
                .body();
        assertThat(one).contains("</mark> tại Đồi Chè").doesNotContain("Bến Đục");
        assertThat(officer.get("/information?words=kh%C3%B4ng+c%C3%B3+tin+n%C3%A0y")
                        .body())
                .contains("Không có tin nào khớp bộ lọc");
        assertThat(officer.get("/information?from=2001-01-01&to=2001-01-02").body())
                .contains("Không có tin nào khớp bộ lọc");
        assertThat(officer.get("/information?realm=EXERCISE").body()).contains("DIỄN TẬP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urgency=MANY",
                "state=x",
                "origin=%3Cb%3E",
                "from=gestern",
                "after=%25%25",
                "realm=DREAM",
                "size=0"
            })
    void aFilterThatMakesNoSenseIsBadInput(String query) {
        assertThat(pol.as(Role.ANALYST).get("/information?" + query).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aLongListGoesOnWhereThePageBeforeEnded() {
        for (int i = 1; i <= 5; i++) {
            write("Trang dài số " + i, Urgency.ROUTINE);
        }
        Browser officer = pol.as(Role.ANALYST);
        String page = officer.get("/information?words=trang+dai&size=2").body();
        assertThat(page).contains("số 5", "số 4").doesNotContain("số 3");
        var next = Pattern.compile("rel=\"next\" href=\"([^\"]*)\"").matcher(page);
        assertThat(next.find()).isTrue();
        assertThat(officer.get(next.group(1).replace("&amp;", "&")).body())
                .contains("số 3", "số 2")
                .doesNotContain("số 5", "số 1<");
    }

    @Test
    void aFileComesWithTheFormAndIsSavedByTheReader() {
        Browser officer = pol.as(Role.DUTY_OFFICER);
        officer.get("/information/new");
        var fields = form("Có tệp đính kèm", "ROUTINE");
        fields.put("text", "");
        byte[] file = "Biên bản kiểm tra đê".getBytes(StandardCharsets.UTF_8);
        String again = officer.upload("/information", fields, "files", "biên bản.txt", file)
                .body();
        var kept = Pattern.compile("name=\"file\" value=\"([^\"]*)\" checked").matcher(again);
        assertThat(kept.find()).as("the file need not be sent a second time").isTrue();

        fields.put("text", "Xem biên bản");
        fields.put("file", kept.group(1));
        InformationId id = created(officer.post("/information", fields));
        var link = Pattern.compile("/information/" + id + "/attachments/[0-9a-f]{64}")
                .matcher(officer.get("/information/" + id).body());
        assertThat(link.find()).isTrue();
        HttpResponse<String> saved = officer.get(link.group());
        assertThat(saved.body()).isEqualTo("Biên bản kiểm tra đê");
        assertThat(saved.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(officer.get("/information/" + id + "/attachments/" + "0".repeat(64))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFileThatIsRefusedSaysWhy() {
        Browser officer = pol.as(Role.DUTY_OFFICER);
        officer.get("/information/new");
        HttpResponse<String> refused = officer.upload(
                "/information", form("Tệp lạ", "ROUTINE"), "files", "tệp.exe", new byte[] {'M', 'Z', 0, 1, 2, 3});
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("id=\"e-attachments\"", "value=\"Tệp lạ\"");
    }

    @Test
    void everyPageSpeaksEnglishToo() {
        ItemRef ref = write("Bản tin hai thứ tiếng", Urgency.PRIORITY);
        Browser officer = pol.as(Role.DUTY_OFFICER);
        assertThat(officer.get("/information?lang=en").body()).contains("Write an item", "Held / acknowledged");
        assertThat(officer.get("/information/" + ref.id()).body()).contains("Held by the node", "Usually reliable");
        assertThat(officer.get("/information/new").body()).contains("Reliability of the source");
        assertThat(officer.get("/information/" + ref.id() + "/corrections").body())
                .contains("Issue the correction");
        assertThat(officer.get("/information/" + ref.id() + "/retraction").body())
                .contains("Retract this item?");
        assertThat(officer.get("/").body()).contains("Lines to partners");
    }

    private List<String> titles() {
        return pol.information().list(Filter.all(Realm.REAL), Long.MAX_VALUE, 200).stream()
                .map(ItemRow::title)
                .toList();
    }

    private ItemRef write(String title, Urgency urgency) {
        return pol.information().write(DUTY, Realm.REAL, null, Office.codes("MIL"), content(title, urgency));
    }

    static Content content(String title, Urgency urgency) {
        return new Content(
                title,
                title + ".\nChi tiết sẽ báo sau.",
                "flood",
                urgency,
                Purpose.RESPONSE,
                Handling.NOI_BO,
                Instant.parse("2026-11-22T02:10:00Z"),
                null,
                SourceKind.UNIT,
                "Trạm Ba Thá",
                Reliability.B,
                Credibility.PROBABLY_TRUE,
                List.of(),
                null);
    }

    private static HashMap<String, String> form(String title, String urgency) {
        return new HashMap<>(Map.ofEntries(
                Map.entry("title", title),
                Map.entry("text", "Báo cáo ban đầu."),
                Map.entry("topic", "flood"),
                Map.entry("urgency", urgency),
                Map.entry("purpose", "RESPONSE"),
                Map.entry("handling", "NOI_BO"),
                Map.entry("eventTime", "2026-11-22T09:10"),
                Map.entry("sourceKind", "UNIT"),
                Map.entry("reliability", "B"),
                Map.entry("credibility", "2")));
    }

    private static InformationId created(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        var item = ITEM.matcher(
                Objects.requireNonNull(answer.headers().firstValue("Location").orElse("")));
        assertThat(item.find()).isTrue();
        return new InformationId(UUID.fromString(item.group(1)));
    }
}
