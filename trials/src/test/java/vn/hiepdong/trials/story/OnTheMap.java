package vn.hiepdong.trials.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.TimeoutError;
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

    /// Where the first mark of a layer is drawn in the window, once one is.
    private List<Double> mark(String layer) {
        var find = """
                () => {
                  const map = %s
                  const [mark] = map.queryRenderedFeatures({ layers: ['%s'] })
                  if (!mark) return null
                  const { x, y } = map.project(mark.geometry.coordinates)
                  const { left, top } = map.getCanvas().getBoundingClientRect()
                  return [x + left, y + top]
                }""".formatted(MAP, layer);
        try {
            return numbers(desk.page.waitForFunction(find));
        } catch (TimeoutError e) {
            throw new AssertionError("no mark of " + layer + ": " + desk.page.evaluate(STATE) + " " + desk.said, e);
        }
    }

    private static List<Double> numbers(JSHandle found) {
        return ((List<?>) found.jsonValue())
                .stream().map(each -> ((Number) each).doubleValue()).toList();
    }

    /// What the map knows and where it looks, for whoever reads why a mark was not there.
    private static final String STATE = """
            () => {
              const map = %s
              return JSON.stringify({
                items: document.querySelector('.map-pane').sheet.view.items.length,
                bounds: map.getBounds().toArray(), zoom: map.getZoom(), loaded: map.loaded(),
                said: document.documentElement.dataset.map,
              })
            }""".formatted(MAP);

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

    /// Whether a layer is drawn, wherever the map looks.
    boolean isShown(String layer) {
        return (Boolean) desk.page.evaluate("""
                layer => %s.getLayer(layer) !== undefined && %s.getLayoutProperty(layer, 'visibility') !== 'none'
                """.formatted(MAP, MAP), layer);
    }

    void showsItself() {
        assertThat(canvas).isVisible();
        assertThat(desk.page.locator(".map-notice")).isHidden();
    }
}
