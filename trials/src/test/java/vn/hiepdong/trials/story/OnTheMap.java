package vn.hiepdong.trials.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;

/// The map on a page, as somebody with a mouse and somebody with a keyboard use it.
final class OnTheMap {
    private static final String MAP = "document.querySelector('.map-pane').sheet.map";

    private final Desk desk;
    final Locator canvas;
    final Locator said;

    OnTheMap(Desk desk) {
        this.desk = desk;
        canvas = desk.page.locator(".map-pane canvas");
        said = desk.page.locator(".map-popup");
        canvas.waitFor();
        desk.isQuiet();
    }

    /// Where the first mark of a layer is drawn in the window.
    private List<Double> mark(String layer) {
        var found = (List<?>) desk.page.evaluate("""
                () => {
                  const map = %s
                  const [mark] = map.queryRenderedFeatures({ layers: ['%s'] })
                  if (!mark) return []
                  const { x, y } = map.project(mark.geometry.coordinates)
                  const { left, top } = map.getCanvas().getBoundingClientRect()
                  return [x + left, y + top]
                }""".formatted(MAP, layer));
        assertThat(found).as("marks of " + layer).isNotEmpty();
        return found.stream().map(each -> ((Number) each).doubleValue()).toList();
    }

    void pointsAtSeveralThatStandTogether() {
        List<Double> at = mark("hd-clusters");
        desk.page.mouse().move(at.get(0), at.get(1));
    }

    double zoom() {
        return ((Number) desk.page.evaluate("() => " + MAP + ".getZoom()")).doubleValue();
    }

    void pressesSeveralThatStandTogether() {
        List<Double> at = mark("hd-clusters");
        desk.page.mouse().click(at.get(0), at.get(1));
    }

    /// Presses the map so far right of and below its middle.
    void presses(int right, int down) {
        var box = canvas.boundingBox();
        canvas.click(new Locator.ClickOptions().setPosition(box.width / 2 + right, box.height / 2 + down));
    }

    /// By keyboard: to the next item.
    void next() {
        canvas.press("n");
    }

    void showsItself() {
        assertThat(canvas).isVisible();
        assertThat(desk.page.locator(".map-notice")).isHidden();
    }
}
