package vn.hiepdong.trials.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// What makes a desk one that an officer wants to sit at: abbreviations that explain themselves, a map that shows what
/// is wanted, paper, the screen on the wall, many alerts at once, and the tour. The tour comes last: it cuts the lines.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeskInBrowserTest extends InBrowser {
    private static final String LEAK = "Đê sông Đáy gần Ba Thá rò rỉ, chưa tràn";
    private static final String POLICE = "Công an thành phố";

    /// The width of a sheet of A4 in pixels of a style sheet.
    private static final int SHEET = 794;

    DeskInBrowserTest() {
        super("desk");
    }

    @Test
    @Order(1)
    void anAgencysCodeSaysWhoItIsToThePointerTheKeyboardAndAFinger() {
        Desk pol = desk();
        pol.opens("/information");
        Locator code = pol.page.locator("#list .abbr").filter(having("POL")).first();
        Locator name = code.locator(".abbr-full");
        assertThat(name).hasText(POLICE);
        assertThat(isReadable(name)).isFalse();

        code.hover();
        assertThat(isReadable(name)).isTrue();
        pol.page.keyboard().press("Escape");
        assertThat(name).isHidden();

        pol.page.mouse().move(0, 0);
        pol.page.locator("#list .abbr[tabindex='0']").filter(having("POL")).focus();
        assertThat(isReadable(pol.page.locator("#list .abbr:focus .abbr-full"))).isTrue();
        assertThat(pol.page.locator("#list .abbr[tabindex='0']").filter(having("POL")))
                .hasCount(1);

        Locator other = pol.page.locator("#list .abbr[tabindex='-1']").first();
        other.click();
        assertThat(isReadable(other.locator(".abbr-full"))).isTrue();
        pol.hasNoBarriers();
    }

    /// Whether it is on the screen as words, not only there for a screen reader.
    private static boolean isReadable(Locator name) {
        BoundingBox box = name.boundingBox();
        return box != null && box.height > 10 && box.width > 10;
    }

    @Test
    @Order(2)
    void layersAreSwitchedByKeyboardAndRememberedByTheBrowser() {
        Desk pol = desk();
        pol.opens("/information?view=map");
        var map = new OnTheMap(pol);
        assertThat(map.isShown("province-border")).isTrue();
        assertThat(map.isShown("hd-items")).isTrue();

        pol.page.locator(".map-layers > summary").focus();
        pol.page.keyboard().press("Enter");
        Locator borders = pol.page.locator(".map-layers").getByLabel("Ranh giới");
        borders.focus();
        pol.page.keyboard().press("Space");
        assertThat(borders).not().isChecked();
        assertThat(map.isShown("province-border")).isFalse();
        assertThat(map.isShown("province-name")).isTrue();
        pol.page.locator(".map-layers").getByLabel("Vị trí các tin").uncheck();
        assertThat(map.isShown("hd-clusters")).isFalse();
        pol.page.screenshot(new Page.ScreenshotOptions().setPath(look("map-layers.png")));
        pol.hasNoBarriers();

        pol.page.reload();
        var again = new OnTheMap(pol);
        assertThat(again.isShown("province-border")).isFalse();
        assertThat(again.isShown("hd-items")).isFalse();
        assertThat(again.isShown("hd-areas")).isTrue();
        pol.page.locator(".map-layers > summary").click();
        pol.page.locator(".map-layers").getByLabel("Vị trí các tin").check();
        assertThat(again.isShown("hd-items")).isTrue();
    }

    @Test
    @Order(3)
    void aMapWhoseStyleCannotBeDrawnStillShowsTheItemsAndKeepsNobodyWaiting() {
        Desk pol = desk();
        pol.page.route(
                Pattern.compile("/map/style\\.json"),
                route -> route.fulfill(
                        new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody(
                                        "{\"version\": 8, \"sources\": {}, \"layers\": [{\"id\": \"x\", \"type\": \"none\"}]}")));
        pol.opens("/information?view=map");
        assertThat(pol.page.locator("html[data-map=idle]")).hasCount(1);
        assertThat(pol.page.locator(".map-notice")).containsText("Không lấy được bản đồ nền");
        assertThat(pol.page.locator(".map-pane canvas")).isVisible();
        assertThat(pol.page.locator(".map-lines [data-map-item]").first()).isVisible();
    }

    @Test
    @Order(4)
    void onAPhoneWhatIsSaidAboutAnItemLeavesTheToolsFree() {
        Desk pol = desk(390, 844);
        pol.opens("/information?view=map");
        var map = new OnTheMap(pol);
        map.next();
        assertThat(map.said).isVisible();
        BoundingBox said = map.said.boundingBox();
        for (Locator tool :
                pol.page.locator(".map-tools button, .map-layers > summary").all()) {
            BoundingBox box = tool.boundingBox();
            assertThat(box.y + box.height).isLessThanOrEqualTo(said.y);
        }
        assertThat(said.x).isGreaterThanOrEqualTo(0);
        assertThat(said.x + said.width).isLessThanOrEqualTo(390);
        pol.page.screenshot(new Page.ScreenshotOptions().setPath(look("map-phone.png")));
        pol.hasNoBarriers();
    }

    @Test
    @Order(5)
    void theListIsNarrowedToAPlaceByItsName() {
        Desk pol = desk();
        pol.opens("/information?realm=REAL&urgency=FLASH");
        Locator place = pol.page.getByLabel("Khu vực");
        place.pressSequentially("ha noi");
        assertThat(pol.page.locator("#in-area-found [role=option]").first()).containsText("Hà Nội");
        place.press("ArrowDown");
        place.press("Enter");
        pol.page.waitForURL(Pattern.compile("area="));
        assertThat(pol.page.locator(".chips")).containsText("Khu vực: ");
        assertThat(pol.page.locator("#list")).containsText(LEAK);

        pol.page.getByLabel("Khu vực").fill("");
        pol.page.getByLabel("Khu vực").blur();
        assertThat(pol.page.locator(".chips")).not().containsText("Khu vực");
    }

    @Test
    @Order(6)
    void aDrawnAreaIsClearedWithoutScript() {
        Desk pol = desk();
        try (var plain = pol.withoutScript()) {
            plain.opens("/information/new");
            assertThat(plain.page.locator("[name='location.area']")).isHidden();
            plain.page.locator("[name='location.area']").evaluate("""
                    box => { box.value = '{"type":"Polygon","coordinates":[[[105,20],[106,20],[106,21],[105,20]]]}'
                      box.checked = true }""");
            sendsIncomplete(plain);
            assertThat(plain.page.getByLabel("Giữ vùng đã vẽ")).isChecked();
            plain.page.getByLabel("Giữ vùng đã vẽ").uncheck();
            sendsIncomplete(plain);
            assertThat(plain.page.locator("[name='location.area']")).isHidden();
            assertThat(plain.page.locator("[name='location.area']")).hasValue("");
        }
    }

    /// So that the form comes back with what was in it.
    private static void sendsIncomplete(Desk desk) {
        Locator write = desk.page.locator("button[name=write]");
        write.evaluate("button => { button.form.noValidate = true }");
        write.click();
    }

    @Test
    @Order(10)
    void aListAndAnItemFitOnPaperAndHaveNothingOnThemThatCannotBePressed() {
        Desk pol = desk(SHEET, 1123);
        pol.opens("/information");
        String item = pol.page
                .locator("#list a[href^='/information/']")
                .filter(having(LEAK))
                .first()
                .getAttribute("href");
        for (String path : List.of("/information", "/information?realm=EXERCISE", item)) {
            pol.opens(path);
            pol.isQuiet();
            pol.page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(pol.widthOfPage())
                    .as("%s, too wide: %s", path, pol.tooWide())
                    .isLessThanOrEqualTo(SHEET);
            for (String unwanted : List.of(".side", ".top-tools", ".filters", ".list-tools .btn", ".acts", ".views")) {
                for (Locator each : pol.page.locator(unwanted).all())
                    assertThat(each).isHidden();
            }
            assertThat(pol.page.locator(".printed")).containsText("(POL)");
            String name = path.startsWith("/information/") ? "item" : path.contains("EXERCISE") ? "exercise" : "list";
            pol.page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(look(name + ".png")));
            pol.page.pdf(new Page.PdfOptions().setFormat("A4").setPath(look(name + ".pdf")));
            pol.page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        }
        assertThat(pol.page.locator(".item-text")).isVisible();
    }

    /// For whoever wants to look.
    private static Path look(String file) {
        return Project.root().resolve("trials/target/look").resolve(file);
    }

    @Test
    @Order(11)
    void theScreenOnTheWallSaysThatTheNodeIsAwayAndThatItIsBack() {
        Desk pol = desk(1920, 1080);
        pol.opens("/?wall=map");
        pol.isQuiet();
        assertThat(pol.page.locator(".wall-row").first()).isVisible();
        assertThat(pol.page.locator(".wall-map canvas")).isVisible();
        pol.hasNoBarriers();
        pol.page.screenshot(new Page.ScreenshotOptions().setPath(look("wall.png")));
        pol.page.locator(".wall-map canvas").evaluate("canvas => { canvas.dataset.stays = 'yes' }");

        pol.page.context().setOffline(true);
        pol.page.evaluate("() => window.dispatchEvent(new Event('online'))");
        assertThat(pol.page.locator("#wall-sign")).containsText("Mất liên lạc với máy chủ");
        assertThat(pol.page.locator(".wall-stale")).hasCount(1);

        pol.page.context().setOffline(false);
        pol.page.evaluate("() => window.dispatchEvent(new Event('online'))");
        assertThat(pol.page.locator("#wall-sign")).isHidden();
        assertThat(pol.page.locator(".wall-map canvas[data-stays=yes]")).hasCount(1);
    }

    @Test
    @Order(12)
    void aPageThatStandsOpenWhileTheNodeIsUpgradedSaysSo() {
        Desk pol = desk();
        pol.watches("/");
        assertThat(pol.page.locator("#upgraded")).isHidden();

        pol.page.route(pol.page.url(), route -> {
            var answer = route.fetch();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody(answer.text().replaceAll("/assets/app-[^\"]*\\.js", "/assets/app-OTHER.js")));
        });
        pol.page.evaluate("() => htmx.trigger('#watch', 'passed')");
        assertThat(pol.page.locator("#upgraded")).isVisible();
        pol.hasNoBarriers();

        pol.page.unroute(pol.page.url());
        pol.page.locator("#upgraded button").click();
        assertThat(pol.page.locator("#upgraded")).isHidden();
    }

    @Test
    @Order(13)
    void manyAlertsAreImportedInTheBackground() {
        Desk pol = desk();
        pol.opens("/imports/cap");
        pol.page.locator("#f-file").setInputFiles(new FilePayload[] {
            alert("mua-lon.xml", "DESK-1", "Mưa lớn diện rộng tại đồng bằng"),
            alert("gio-manh.xml", "DESK-2", "Gió mạnh trên vịnh Bắc Bộ"),
            new FilePayload("hong.xml", "text/xml", "<alert".getBytes(StandardCharsets.UTF_8))
        });
        button(pol, "Xem trước").click();
        assertThat(pol.page.locator("main")).containsText("3 tệp bản tin");
        assertThat(pol.page.locator("main tbody tr")).hasCount(3);
        assertThat(pol.page.locator("main tbody tr").filter(having("hong.xml"))).containsText("Không nhập");
        pol.hasNoBarriers();

        button(pol, "Nhập 2 bản tin").click();
        pol.page.waitForURL("**/jobs");
        assertThat(pol.page.locator(".jobs li").first()).containsText("3 dòng");
        pol.opens("/information?words=" + "vịnh Bắc Bộ");
        assertThat(pol.page.locator("#list")).containsText("Gió mạnh trên vịnh Bắc Bộ");
    }

    /// A word that comes while the page is being fetched anew is not lost: it is fetched once more.
    @Test
    @Order(14)
    void whatChangesWhileAPartIsFetchedIsFetchedToo() {
        Desk pol = desk();
        pol.watches("/jobs");
        var fetched = new AtomicInteger();
        var held = new ArrayDeque<Route>();
        pol.page.route(pol.page.url(), route -> {
            if (fetched.incrementAndGet() == 1) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        var word = "() => { const part = document.querySelector('.fresh');"
                + " part.dispatchEvent(new Event(part.getAttribute('hx-trigger').split(',')[0])) }";
        pol.page.evaluate(word);
        pol.page.waitForCondition(() -> fetched.get() == 1);
        pol.page.evaluate(word);
        held.remove().resume();
        pol.page.waitForCondition(() -> fetched.get() >= 2);
        pol.page.unroute(pol.page.url());
    }

    private static FilePayload alert(String file, String identifier, String headline) {
        return new FilePayload(
                file, "text/xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
                  <identifier>%s</identifier><sender>canhbao@kttv.example.vn</sender>
                  <sent>2026-09-10T03:00:00+07:00</sent><status>Actual</status><msgType>Alert</msgType>
                  <scope>Public</scope>
                  <info><language>vi-VN</language><category>Met</category><event>%s</event>
                  <urgency>Expected</urgency><severity>Moderate</severity><certainty>Likely</certainty>
                  <headline>%s</headline><description>Dự báo trong 24 giờ tới.</description>
                  <area><areaDesc>Đồng bằng</areaDesc></area></info>
                </alert>""".formatted(identifier, headline, headline).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Order(20)
    void theTourShowsInFiveStepsWhatNoOtherSystemDoes() {
        Desk pol = desk();
        pol.opens("/");
        Locator tour = pol.page.locator(".tour");
        tour.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Bắt đầu"))
                .click();
        assertThat(tour).containsText("Bước 1/5");
        assertThat(pol.page.locator("#queue [data-item]").first()).isVisible();
        pol.hasNoBarriers();

        next(tour);
        assertThat(tour).containsText("Hai đèn");
        Locator parties = pol.page.locator(".parties");
        assertThat(parties).containsText("Nút đã giữ");
        assertThat(parties.locator("tbody tr .lamp").first()).isVisible();

        next(tour);
        assertThat(tour).containsText("Xác minh gắn với phiên bản");
        assertThat(pol.page.locator("#version-1 .finding .badge").filter(having("Sai")))
                .hasCount(1);
        assertThat(pol.page.locator("#version-2 .finding")).hasCount(0);

        next(tour);
        assertThat(tour).containsText("Bước 4/5");
        tour.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cắt mọi đường liên lạc"))
                .click();
        assertThat(tour).containsText("đang bị cắt");
        assertThat(pol.page.locator("#partners")).containsText(Pattern.compile("Chậm|Mất liên lạc"));

        next(tour);
        assertThat(tour).containsText("Bước 5/5");
        tour.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Nối lại đường liên lạc"))
                .click();
        assertThat(pol.page.locator("#partners")).not().containsText(Pattern.compile("Chậm|Mất liên lạc"));
        assertThat(tour).not().containsText("đang bị cắt");
        tour.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Kết thúc"))
                .click();
        assertThat(pol.page.locator(".tour")).containsText("Hướng dẫn năm bước");
    }

    private static void next(Locator tour) {
        tour.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Bước tiếp"))
                .click();
    }

    private static Locator button(Desk desk, String name) {
        return desk.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
