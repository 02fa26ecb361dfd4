package vn.hiepdong.trials.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The demo as somebody who tries it sees it: started as a program, used in a browser, stopped. In this order: what
/// was acknowledged once no longer waits, and what was stopped cannot be looked at.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoInBrowserTest extends InBrowser {
    private static final String LEAK = "Đê sông Đáy gần Ba Thá rò rỉ, chưa tràn";

    private Walk walk;
    private Round round;

    DemoInBrowserTest() {
        super("demo");
    }

    @Test
    @Order(1)
    void anAcknowledgementLeavesTheQueueAndIsSeenByTheWriterWithoutReloading() {
        Desk pol = desk("POL");
        pol.watches("/");
        Locator waiting = pol.page.locator(".waiting li");
        assertThat(waiting.filter(having("Nhà văn hóa xã sẵn sàng đón khoảng 600 người sơ tán")))
                .hasCount(1);
        assertThat(waiting.filter(having(LEAK))).hasCount(1);
        assertThat(waiting.filter(having(LEAK))).containsText("Hỏa tốc");
        waiting.filter(having(LEAK)).locator(".waiting-title a").click();
        assertThat(pol.page.locator("h1")).hasText(LEAK);

        Desk mil = desk("MIL");
        mil.watches(pol.path());
        Locator police = mil.page.locator(".parties tbody tr").filter(having("POL"));
        assertThat(police).containsText("Chưa xác nhận");
        mil.page.evaluate("() => { document.documentElement.dataset.loaded = 'once' }");

        button(pol.page, "Xác nhận đã nhận").click();
        assertThat(button(pol.page, "Xác nhận đã nhận")).hasCount(0);
        assertThat(police).not().containsText("Chưa xác nhận");
        assertThat(police).containsText("Trực ban");
        assertThat(mil.page.locator("html[data-loaded=once]")).hasCount(1);

        pol.watches("/");
        assertThat(waiting.filter(having("Nhà văn hóa xã sẵn sàng đón khoảng 600 người sơ tán")))
                .hasCount(1);
        assertThat(waiting.filter(having(LEAK))).hasCount(0);
    }

    @Test
    @Order(2)
    void whatIsWrittenForOneAgencyIsSeenThereAndNowhereElse() {
        String title = "Chỉ gửi Bộ Tư lệnh: cần hai xuồng tại bến Ba Thá";
        Desk mil = desk("MIL");
        mil.watches("/information");
        Desk pol = desk("POL");
        pol.opens("/information/new");
        pol.page.locator("[name=title]").fill(title);
        pol.page.locator("[name=text]").fill("Mười hai hộ ngoài bãi cần được đưa vào trong đê trước 4 giờ sáng.");
        pol.page.getByLabel("Thượng khẩn").check();
        choose(pol.page, "Lĩnh vực", "flood");
        choose(pol.page, "Loại nguồn", "UNIT");
        choose(pol.page, "Độ tin cậy của nguồn", "A");
        choose(pol.page, "Độ xác thực của tin", "2");
        pol.page.getByLabel("MIL").check();
        button(pol.page, "Gửi tin").click();
        assertThat(pol.page.locator("h1")).hasText(title);
        String item = pol.path().replaceFirst("\\?.*", "");

        // What is new does not move the list; it is shown when asked for.
        mil.page.locator("#news a").click();
        link(mil.page.locator("#list"), title).click();
        assertThat(mil.page.locator("h1")).hasText(title);
        Desk aut = desk("AUT");
        aut.opens(item);
        assertThat(aut.page.locator("body")).not().containsText(title);
        try (var http = HttpClient.newHttpClient()) {
            assertThat(demo.api(http, "AUT").get("/api/v1" + item).status()).isEqualTo(404);
        }
    }

    @Test
    @Order(3)
    void whatArrivesMovesNothingThatTheOfficerReadsAndIsHeardAllTheSame() {
        Desk pol = desk("POL");
        pol.watches("/");
        pol.page.locator(".alarm > summary").click();
        pol.page.locator("#alarm-sound").check();
        assertThat(pol.page.locator("html")).hasAttribute("data-rang", "1");
        pol.page.locator(".alarm > summary").click();
        pol.page.locator("details.account > summary").click();
        pol.page.locator("#queue [data-item] a").last().focus();
        pol.page.evaluate("() => { document.documentElement.dataset.loaded = 'once' }");
        Object stood = pol.page.evaluate(WHERE_EVERYTHING_STANDS);

        String title = "Vỡ đê bối Phù Lưu Tế, nước tràn vào thôn";
        try (var http = HttpClient.newHttpClient()) {
            demo.api(http, "MIL")
                    .post("/api/v1/information", flash(title, "POL"))
                    .granted();
        }

        assertThat(pol.page.locator("#queue-held")).hasClass(java.util.regex.Pattern.compile("held-some held-flash"));
        assertThat(pol.page.locator("#queue-held .held-said")).containsText(title);
        assertThat(pol.page).hasTitle(java.util.regex.Pattern.compile("HỎA TỐC|\\(\\d+\\)"));
        assertThat(pol.page.locator("html")).hasAttribute("data-rang", "2");
        assertThat(pol.page.locator("#queue").getByText(title)).hasCount(0);
        assertThat(pol.page.evaluate(WHERE_EVERYTHING_STANDS)).isEqualTo(stood);
        assertThat(pol.page.locator("details.account[open]")).hasCount(1);

        pol.page.keyboard().press(".");
        assertThat(pol.page.locator("#queue [data-fresh]").filter(having(title)))
                .isVisible();
        assertThat(pol.page.locator("#queue-held.held-some")).hasCount(0);
        assertThat(pol.page.locator("html[data-loaded=once]")).hasCount(1);
    }

    /// Every row and its place, what has the focus, how far everything is scrolled.
    private static final String WHERE_EVERYTHING_STANDS = """
            () => JSON.stringify([
              [...document.querySelectorAll('#watch [data-item]')].map(each => [each.id, each.getBoundingClientRect().top]),
              document.activeElement.closest('[data-item]')?.id,
              document.getElementById('queue').scrollTop, scrollY])""";

    private static Map<String, Object> flash(String title, String to) {
        Map<String, Object> report = Agency.report(title, to);
        report.put("urgency", "FLASH");
        return report;
    }

    @Test
    @Order(3)
    void aScreenOnTheWallSaysWhenItsSignInHasEnded() {
        Desk pol = desk("POL", 1920, 1080);
        pol.opens("/?wall");
        assertThat(pol.page.locator("#wall-clock")).containsText(":");
        assertThat(pol.page.locator(".wall-line")).not().hasCount(0);
        assertThat(pol.page.locator(".wall-row").first()).isVisible();
        assertThat(pol.page.locator("#wall a, #wall button, #wall form")).hasCount(0);
        pol.hasNoBarriers();

        pol.forgetsItsSignIn();
        try (var http = HttpClient.newHttpClient()) {
            demo.api(http, "MIL")
                    .post("/api/v1/information", flash("Không còn lên màn hình này", "POL"))
                    .granted();
        }
        assertThat(pol.page.locator("#wall-sign")).containsText("Phiên đăng nhập đã hết");
        assertThat(pol.page.locator(".wall-row")).hasCount(0);
    }

    @Test
    @Order(3)
    void anOfficerMayReadThePagesInEnglish() {
        Desk pol = desk("POL");
        assertThat(pol.page.locator("html")).hasAttribute("lang", "vi");
        pol.page.locator("details.account > summary").click();
        link(pol.page.locator("details.account"), "English").click();

        assertThat(pol.page.locator("html")).hasAttribute("lang", "en");
        assertThat(pol.page.locator("h1")).hasText("Watch");
        link(pol.page.locator(".side"), "Information").click();
        assertThat(pol.page.locator("html")).hasAttribute("lang", "en");
        assertThat(pol.page.locator("h1")).hasText("Information");
    }

    @Test
    @Order(4)
    void nothingStandsInTheWayOfAnyoneAtADesk() {
        Desk pol = desk("POL");
        for (String path : pages(pol)) {
            pol.opens(path);
            pol.hasNoBarriers();
        }
    }

    @Test
    @Order(5)
    void everythingFitsOnAPhone() {
        Desk pol = desk("POL", 390, 844);
        for (String path : pages(pol)) {
            pol.opens(path);
            assertThat(pol.widthOfPage()).as(path).isLessThanOrEqualTo(390);
            pol.hasNoBarriers();
        }
    }

    @Test
    @Order(6)
    void everyScreenIsReachedByLinks() {
        Scene.set(demo.agencies(), "POL", "MIL");
        walk = new Walk(demo.agencies(), "POL");
        assertThat(walk.unreached()).isSubsetOf(Walk.BEHIND_NO_LINK);
    }

    @Test
    @Order(7)
    void noScreenHoldsABarrierInEitherLanguageInLightOrDark() {
        round = new Round(browser, demo.agencies(), "POL", walk.stops());
        assertThat(round.barriers).isEmpty();
    }

    @Test
    @Order(8)
    void everyScreenFitsOnAPhoneAndAsksNobodyElse() {
        assertThat(round.tooWide).isEmpty();
        assertThat(round.askedElsewhere).isEmpty();
    }

    @Test
    @Order(9)
    void noScreenIsHeavierThanASlowLineCanCarry() {
        round.weights.forEach((screen, bytes) -> assertThat(bytes)
                .as("bytes of %s with an empty cache", screen)
                .isPositive()
                .isLessThanOrEqualTo(round.maps.contains(screen) ? 600_000 : 200_000));
    }

    @Test
    @Order(10)
    void whatCanBeReadHowSoonOnASlowLineIsWrittenDown() throws IOException {
        var figures = new StringBuilder("First contentful paint, 1.6 Mbit/s, 150 ms\n");
        for (boolean first : List.of(true, false)) {
            var desk = desk("POL");
            try (var line = new SlowLine(desk, first)) {
                for (var path : List.of("/", "/information", "/partners", "/account/password")) {
                    figures.append("%-20s %-12s %5d ms%n"
                            .formatted(
                                    path, first ? "empty cache" : "been here", line.firstContentfulPaintMillis(path)));
                }
            }
        }
        round.weights.forEach((screen, bytes) -> figures.append("%-50s %4d kB%n".formatted(screen, bytes / 1000)));
        Files.writeString(Project.root().resolve("trials/target/pages.txt"), figures);
        System.out.println(figures);
    }

    @Test
    @Order(20)
    void itemsAreSeenWhereTheyLie() {
        Desk pol = desk("POL");
        pol.watches("/information?view=map");
        var map = new OnTheMap(pol);
        map.showsItself();

        map.pointsAtSeveralThatStandTogether();
        assertThat(map.said).containsText("tin gần nhau");
        double before = map.zoom();
        map.pressesSeveralThatStandTogether();
        pol.isQuiet();
        pol.page.waitForCondition(() -> map.zoom() > before);

        map.next();
        assertThat(map.said).containsText(LEAK);
        assertThat(map.said).containsText("Hỏa tốc");
        assertThat(pol.page.locator(".map-here")).containsText(LEAK);
        pol.hasNoBarriers();
    }

    @Test
    @Order(21)
    void aPlaceIsChosenByItsNameByAClickAndAsAnArea() {
        Desk pol = desk("POL");
        pol.opens("/information/new");
        var map = new OnTheMap(pol);
        Locator lat = pol.page.locator("[name='location.lat']");
        Locator area = pol.page.locator("[name='location.area']");

        Locator name = pol.page.getByLabel("Tìm địa danh");
        name.pressSequentially("hai phong");
        assertThat(pol.page.locator("#place-found [role=option]").first()).containsText("Hải Phòng");
        name.press("ArrowDown");
        name.press("Enter");
        assertThat(lat).hasValue(java.util.regex.Pattern.compile("20\\.[0-9]{5}|21\\.[0-9]{5}"));
        String named = lat.inputValue();
        pol.isQuiet();

        map.presses(60, 40);
        assertThat(lat).not().hasValue(named);
        button(pol.page, "Hoàn tác").click();
        assertThat(lat).hasValue(named);

        button(pol.page, "Vẽ vùng").click();
        map.presses(-80, -60);
        map.presses(80, -60);
        map.presses(0, 70);
        button(pol.page, "Xong vùng").click();
        assertThat(area).hasValue(java.util.regex.Pattern.compile(".*Polygon.*"));
        pol.hasNoBarriers();

        pol.page.locator("[name=title]").fill("Ngập diện rộng ven biển");
        pol.page.locator("[name=text]").fill("Nước ngập từ 0,3 m đến 0,5 m trên toàn vùng đã vẽ.");
        choose(pol.page, "Lĩnh vực", "flood");
        choose(pol.page, "Loại nguồn", "UNIT");
        choose(pol.page, "Độ tin cậy của nguồn", "A");
        choose(pol.page, "Độ xác thực của tin", "2");
        button(pol.page, "Gửi tin").click();
        assertThat(pol.page.locator("h1")).hasText("Ngập diện rộng ven biển");
        assertThat(pol.page.locator("#item")).containsText("vùng rộng khoảng");
        new OnTheMap(pol).showsItself();
    }

    @Test
    @Order(99)
    void whenItIsStoppedNothingOfItRemains() throws InterruptedException {
        assertThat(demo.remains()).anyMatch(each -> each.contains("postgres"));

        assertThat(demo.stops()).isTrue();

        assertThat(demo.remains()).isEmpty();
    }

    private List<String> pages(Desk desk) {
        desk.opens("/information");
        String item = desk.page
                .locator("#list a[href^='/information/']")
                .filter(having(LEAK))
                .first()
                .getAttribute("href");
        return List.of("/", "/information", item, "/partners");
    }

    private static void choose(Page page, String label, String value) {
        page.getByLabel(label).selectOption(value);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator link(Locator inside, String name) {
        return inside.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
