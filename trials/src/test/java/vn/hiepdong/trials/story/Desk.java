package vn.hiepdong.trials.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An officer who sits at a browser and is signed in at one agency. Whatever the browser asks of any other address is
/// noted.
final class Desk implements AutoCloseable {
    private final BrowserContext context;
    private final String url;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    /// What scripts wrote on the console.
    final List<String> said = new CopyOnWriteArrayList<>();
    final Page page;

    Desk(Browser browser, int width, int height, Agencies agencies, String agency) {
        this(browser, width, height, agencies, agency, "trucban");
    }

    /// @param username empty: nobody signs in
    Desk(Browser browser, int width, int height, Agencies agencies, String agency, String username) {
        url = agencies.url(agency);
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("vi-VN")
                .setTimezoneId("Asia/Ho_Chi_Minh"));
        context.onRequest(request -> asked.add(request.url()));
        context.setDefaultTimeout(50_000);
        page = context.newPage();
        page.onConsoleMessage(message -> said.add(message.text()));
        if (!username.isEmpty()) signIn(username, agencies.password(agency, username));
    }

    /// The same officer at a browser that runs no script.
    Desk withoutScript() {
        return new Desk(this);
    }

    private Desk(Desk other) {
        url = other.url;
        context = other.context
                .browser()
                .newContext(new Browser.NewContextOptions()
                        .setJavaScriptEnabled(false)
                        .setLocale("vi-VN")
                        .setStorageState(other.context.storageState()));
        context.onRequest(request -> asked.add(request.url()));
        context.setDefaultTimeout(50_000);
        page = context.newPage();
    }

    private void signIn(String username, String password) {
        page.navigate(url + "/");
        page.getByLabel("Tên đăng nhập").fill(username);
        page.getByLabel("Mật khẩu").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Đăng nhập"))
                .click();
        // The scripts run after the page is read; a key pressed before that is lost.
        page.locator("html[data-script=on] form[action='/sign-out']")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    }

    /// Opens a page that refreshes itself, and waits until it listens for news.
    void watches(String path) {
        Response listening =
                page.waitForResponse(response -> response.url().contains("/live?"), () -> page.navigate(url + path));
        assertThat(listening.status()).isEqualTo(200);
    }

    void opens(String path) {
        page.navigate(url + path);
    }

    /// As when the sign-in ends while a page stands open.
    void forgetsItsSignIn() {
        context.clearCookies();
    }

    /// The path of the page that is open.
    String path() {
        return page.url().substring(url.length());
    }

    void hasNoBarriers() {
        var barriers = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(each -> List.of("serious", "critical").contains(each.getImpact()))
                        .map(each -> path() + " " + each.getId() + " "
                                + each.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList();
        assertThat(barriers).isEmpty();
    }

    /// From now on pages come in this language and these colours.
    void prefers(String language, ColorScheme colours) {
        var name = "hd" + URI.create(url).getPort() + "-language";
        context.addCookies(List.of(new Cookie(name, language).setUrl(url)));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
    }

    boolean hasMap() {
        return page.locator("[data-map-card]").count() > 0;
    }

    /// Waits until a map, if there is one, has drawn what it has. One that nobody has scrolled or folded into view
    /// waits
    /// itself.
    void isQuiet() {
        if (!hasMap()) return;
        if (page.locator("html[data-map=waiting]").count() > 0) page.waitForTimeout(500);
        page.locator("html[data-map]:not([data-map=busy])")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    }

    int widthOfPage() {
        return ((Number) page.evaluate("() => document.documentElement.scrollWidth")).intValue();
    }

    /// What reaches beyond the window, for whoever reads why a page is too wide.
    Object tooWide() {
        return page.evaluate("""
                () => [...document.querySelectorAll('body *')]
                  .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
                  .map(each => each.tagName + '.' + each.className).slice(0, 12)""");
    }

    /// What the browser asked of anybody but this agency's node.
    List<String> askedElsewhere() {
        return asked.stream()
                .filter(each -> !each.startsWith(url + "/") && !each.startsWith("data:") && !each.startsWith("about:"))
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
