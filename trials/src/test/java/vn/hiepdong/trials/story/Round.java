package vn.hiepdong.trials.story;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Opens every screen twice: in Vietnamese, light, at a desk with an empty cache; and in English, dark, on a phone.
/// Notes what stands in the way of anyone, what is too wide, what each page weighs and whom the browser asked.
final class Round {
    private static final List<String> WCAG_2_2_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    final List<String> barriers = new ArrayList<>();
    final List<String> tooWide = new ArrayList<>();
    final List<String> askedElsewhere = new ArrayList<>();
    final Map<String, Integer> weights = new TreeMap<>();
    final Set<String> maps = new HashSet<>();

    Round(Browser browser, Agencies demo, String agency, List<Walk.Stop> stops) {
        stops.stream().collect(Collectors.groupingBy(Walk.Stop::username)).forEach((officer, pages) -> {
            try (var desk = new Desk(browser, 1440, 900, demo, agency, officer)) {
                pages.forEach(stop -> atADesk(desk, stop));
            }
            try (var phone = new Desk(browser, 390, 844, demo, agency, officer)) {
                pages.forEach(stop -> onAPhone(phone, stop));
            }
        });
    }

    private void atADesk(Desk desk, Walk.Stop stop) {
        desk.prefers("vi", ColorScheme.LIGHT);
        desk.page.navigate("about:blank"); // what the last page still waits for is not this page's weight
        try (var line = new Line(desk)) {
            desk.opens(stop.path());
            desk.isQuiet();
            weights.put(stop.screen().pattern(), line.bytes());
        }
        if (desk.hasMap()) maps.add(stop.screen().pattern());
        look(desk, stop, "vi, light, 1440");
    }

    private void onAPhone(Desk phone, Walk.Stop stop) {
        // Words are longer now in the one language, now in the other.
        for (var language : List.of("vi", "en")) {
            phone.prefers(language, ColorScheme.DARK);
            phone.opens(stop.path());
            phone.isQuiet();
            int width = phone.widthOfPage();
            if (width > 390) {
                tooWide.add(
                        "%s (%s) is %d wide: %s".formatted(stop.screen().pattern(), language, width, phone.tooWide()));
            }
        }
        look(phone, stop, "en, dark, 390");
    }

    private void look(Desk desk, Walk.Stop stop, String how) {
        for (var violation :
                new AxeBuilder(desk.page).withTags(WCAG_2_2_AA).analyze().getViolations()) {
            for (var node : violation.getNodes()) {
                barriers.add(
                        "%s (%s) %s: %s".formatted(stop.screen().pattern(), how, violation.getId(), node.getHtml()));
            }
        }
        desk.askedElsewhere().forEach(url -> askedElsewhere.add(stop.screen().pattern() + " asked " + url));
    }

    /// Counts what comes over the line, compressed as it came, as long as it is open. Tiles and what a map
    /// shows do not count: they depend on where one looks. A file that a page asks for twice counts once, as it
    /// would with a cache.
    static final class Line implements AutoCloseable {
        private final CDPSession session;
        private final Map<String, Integer> sizes = new HashMap<>();
        private final Map<String, String> files = new HashMap<>();

        Line(Desk desk) {
            session = desk.page.context().newCDPSession(desk.page);
            session.on("Network.requestWillBeSent", this::asked);
            session.on("Network.loadingFinished", this::came);
            session.send("Network.enable");
            var off = new JsonObject();
            off.addProperty("cacheDisabled", true);
            session.send("Network.setCacheDisabled", off);
        }

        private void asked(JsonObject event) {
            var url = event.getAsJsonObject("request").get("url").getAsString();
            files.put(event.get("requestId").getAsString(), url);
        }

        private void came(JsonObject event) {
            String file = files.get(event.get("requestId").getAsString());
            if (file == null) return; // asked for by the page before
            sizes.merge(file, event.get("encodedDataLength").getAsInt(), Math::max);
        }

        int bytes() {
            return sizes.entrySet().stream()
                    .filter(each -> !each.getKey().contains(".pmtiles")
                            && !each.getKey().contains("/map/items"))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }

        @Override
        public void close() {
            session.detach();
        }
    }
}
