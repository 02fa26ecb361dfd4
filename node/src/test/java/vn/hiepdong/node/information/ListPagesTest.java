package vn.hiepdong.node.information;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.watch.Office;

/// The list as an officer sets it up, in a browser without script.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListPagesTest {
    private static final Actor DUTY = new Actor("POL-PC08", "Trực ban POL");

    private Office pol;

    @BeforeAll
    void anOffice(@TempDir Path folder) throws IOException {
        pol = new Office(folder, "POL", "Công an thành phố");
    }

    @AfterAll
    void close() {
        pol.close();
    }

    @Test
    void pagesAreTurnedInBothDirections() {
        for (int i = 1; i <= 5; i++) {
            write("Lật trang số " + i, Urgency.ROUTINE);
        }
        Browser officer = pol.as(Role.ANALYST);
        String first = officer.get("/information?words=lat+trang&size=2").body();
        String second = officer.get(link(first, "next")).body();
        assertThat(second).contains(" số 3<", " số 2<").doesNotContain(" số 4<", " số 1<");
        String third = officer.get(link(second, "next")).body();
        assertThat(third).contains(" số 1<").doesNotContain("rel=\"next\"");
        assertThat(officer.get(link(third, "prev")).body())
                .contains(" số 3<", " số 2<")
                .doesNotContain(" số 1<");
        String back = officer.get(link(second, "prev")).body();
        assertThat(back).contains(" số 5<", " số 4<").doesNotContain(" số 3<", "rel=\"prev\"");
    }

    @Test
    void aPlaceInOneOrderIsNoPlaceInAnother() {
        for (int i = 1; i <= 3; i++) {
            write("Đổi thứ tự " + i, Urgency.ROUTINE);
        }
        Browser officer = pol.as(Role.ANALYST);
        String next = link(officer.get("/information?words=doi+thu+tu&size=2").body(), "next");
        assertThat(officer.get(next).statusCode()).isEqualTo(200);
        assertThat(officer.get(next + "&sort=URGENCY").statusCode()).isEqualTo(400);
    }

    @Test
    void aFilterIsSavedOpenedRenamedDeletedAndHadBack() {
        Browser officer = pol.as(Role.DUTY_OFFICER);
        officer.get("/information?words=sat+lo&urgency=FLASH");
        HttpResponse<String> saved = officer.post(
                "/information/filters",
                Map.of("query", "urgency=FLASH&words=sat+lo&after=x", "label", "Sạt lở <hỏa tốc>"));
        assertThat(location(saved)).isEqualTo("/information?realm=REAL&words=sat+lo&urgency=FLASH");
        assertThat(officer.get("/information?realm=REAL").body())
                .contains(
                        "Sạt lở &lt;hỏa tốc&gt;",
                        "href=\"/information?realm=REAL&amp;words=sat+lo&amp;urgency=FLASH\"");

        String manage = officer.get("/information/filters").body();
        var id = Pattern.compile("/information/filters/([0-9a-f-]{36})/label").matcher(manage);
        assertThat(id.find()).isTrue();
        String path = "/information/filters/" + id.group(1);
        String renamed = officer.get(location(officer.post(path + "/label", Map.of("label", "Sạt lở gấp"))))
                .body();
        assertThat(renamed).contains("Sạt lở gấp", "Hoàn tác", "value=\"Sạt lở &lt;hỏa tốc>\"");
        String removed =
                officer.get(location(officer.post(path + "/removal", Map.of()))).body();
        assertThat(removed).contains("Đã xóa bộ lọc", path + "/restoration", "Chưa lưu bộ lọc nào");
        assertThat(officer.get("/information?realm=REAL").body()).doesNotContain("Sạt lở gấp");
        officer.post(path + "/restoration", Map.of());
        assertThat(officer.get("/information?realm=REAL").body()).contains("Sạt lở gấp");

        Browser other = pol.as(Role.ANALYST);
        assertThat(other.get("/information?realm=REAL").body()).doesNotContain("Sạt lở gấp");
        other.get("/information?realm=REAL");
        assertThat(other.post(path + "/removal", Map.of()).statusCode()).isEqualTo(404);
        officer.post(path + "/removal", Map.of());
    }

    @Test
    void theListOpensWithTheFilterThatIsUsual() {
        Browser officer = pol.as(Role.DUTY_COMMANDER);
        officer.get("/information?realm=REAL");
        officer.post("/information/filters", Map.of("query", "urgency=FLASH", "label", "Hỏa tốc", "usual", "1"));
        HttpResponse<String> plain = officer.get("/information");
        assertThat(location(plain)).isEqualTo("/information?realm=REAL&urgency=FLASH");
        assertThat(officer.get("/information?realm=REAL").statusCode()).isEqualTo(200);
        assertThat(pol.as(Role.VERIFIER).get("/information").statusCode()).isEqualTo(200);
    }

    @Test
    void aFilterThatMakesNoSenseIsNotSaved() {
        Browser officer = pol.as(Role.ANALYST);
        officer.get("/information?realm=REAL");
        assertThat(officer.post("/information/filters", Map.of("query", "urgency=MANY", "label", "x"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(officer.post("/information/filters", Map.of("query", "urgency=FLASH", "label", " "))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void columnsAreChosenAndStayChosen() {
        write("Chọn cột hiển thị", Urgency.PRIORITY);
        Browser officer = pol.as(Role.VERIFIER);
        String usual = officer.get("/information?words=chon+cot").body();
        assertThat(usual)
                .contains("data-label=\"Trạng thái\"")
                .doesNotContain("data-label=\"Lĩnh vực\"", "items-compact");
        HttpResponse<String> chosen = officer.post(
                "/information/look", Map.of("query", "words=chon+cot", "column", "TOPIC", "density", "COMPACT"));
        String now = officer.get(location(chosen)).body();
        assertThat(now)
                .contains("data-label=\"Lĩnh vực\"", "items-compact")
                .doesNotContain("data-label=\"Trạng thái\"");
        officer.post("/information/look", Map.of("query", "", "reset", "1"));
        assertThat(officer.get("/information?words=chon+cot").body()).contains("data-label=\"Trạng thái\"");
    }

    @Test
    void newItemsAreAnnouncedAndLeaveTheListAsItIs() {
        write("Báo tin mới một", Urgency.ROUTINE);
        Browser officer = pol.as(Role.ANALYST);
        String page = officer.get("/information?words=bao+tin+moi").body();
        String here = attribute(page, "hx-get=\"([^\"]*)\" hx-select=\"#list\"");
        String news = attribute(page, "id=\"news\"[^>]* hx-get=\"([^\"]*)\"");
        assertThat(officer.get(news).body()).isBlank();

        write("Báo tin mới hai", Urgency.ROUTINE);
        assertThat(officer.get(here).body()).contains("</mark> một").doesNotContain("</mark> hai");
        assertThat(officer.get(news).body())
                .contains("1 tin mới", "href=\"/information?realm=REAL&amp;words=bao+tin+moi\"");
        assertThat(officer.get("/information/count?words=bao+tin+moi").body()).contains("2 tin");
    }

    @Test
    void aSearchIsAuditedOnceAndTurningAPageOrRefreshingIsNone() {
        Browser officer = pol.as(Role.ANALYST);
        for (int i = 1; i <= 3; i++) {
            write("Kiểm toán dò tìm " + i, Urgency.ROUTINE);
        }
        String page = officer.get("/information?words=kiem+toan+do&size=2").body();
        officer.get(link(page, "next"));
        officer.get(attribute(page, "hx-get=\"([^\"]*)\" hx-select=\"#list\""));
        officer.get("/information?realm=REAL");
        String audit = pol.as(Role.AUDITOR).get("/audit?act=SEARCHED").body();
        assertThat(audit.split("kiem\\+toan\\+do", -1)).hasSize(2);
    }

    private static String link(String page, String rel) {
        return attribute(page, "rel=\"" + rel + "\" href=\"([^\"]*)\"");
    }

    private static String attribute(String page, String pattern) {
        var found = Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private void write(String title, Urgency urgency) {
        pol.information().write(DUTY, Realm.REAL, null, java.util.Set.of(), PagesTest.content(title, urgency));
    }
}
