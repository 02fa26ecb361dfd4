package vn.hiepdong.trials.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// A demo of its own for the tests of a class, and officers who sit at browsers. Nothing may be asked of anyone but the
/// agency's own node.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InBrowser {
    /// Shorter than the minute after which a page looks by itself: what is seen within it came as news.
    private static final int PATIENCE_MILLIS = 50_000;

    private final String folder;
    private final List<Desk> desks = new ArrayList<>();
    private Chromium chromium;
    DemoProcess demo;
    Browser browser;

    /// @param folder of the demo's data, below the build
    InBrowser(String folder) {
        this.folder = folder;
    }

    @BeforeAll
    void theDemoIsReadyAndABrowserIsOpen() throws Exception {
        demo = new DemoProcess(Project.emptyFolder(folder));
        chromium = new Chromium(Chromium.installed().orElseThrow());
        browser = chromium.browser;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        demo.awaitReady();
    }

    @AfterEach
    void nothingWasAskedOfAnyoneElse() {
        for (Desk desk : desks) {
            assertThat(desk.askedElsewhere()).isEmpty();
            desk.close();
        }
        desks.clear();
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (chromium != null) {
            chromium.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    Desk desk() {
        return desk("POL");
    }

    Desk desk(String agency) {
        return desk(agency, 1440, 900);
    }

    Desk desk(int width, int height) {
        return desk("POL", width, height);
    }

    Desk desk(String agency, int width, int height) {
        var desk = new Desk(browser, width, height, demo.agencies(), agency);
        desks.add(desk);
        return desk;
    }
}
