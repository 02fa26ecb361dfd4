package vn.hiepdong.trials.story;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.web.Screens;
import vn.hiepdong.node.web.Screens.Screen;

/// Finds a way to every screen of a node as people do: signs in as each officer in turn and follows links. What no
/// officer can reach by links is no screen that anybody could use.
final class Walk {
    private static final Pattern LINK = Pattern.compile("(?:href|data-href)=\"(/[^\"#]*)");
    private static final List<String> OFFICERS =
            List.of("", "trucban", "chihuy", "xacminh", "phantich", "quantri", "giamsat");

    /// The link to the first is printed once, before there are accounts; the second is for those who write pages;
    /// the third is there when a log is forked, the next two while keys overlap, the others when a line is or
    /// was down, as none of the demo's are.
    static final Set<String> BEHIND_NO_LINK = Set.of(
            "/setup",
            "/design",
            "/logs/alarms/{id}",
            "/admin/keys/{pair}/retirement",
            "/admin/keys/line/switch",
            "/partners/{code}/outage",
            "/calls/to/{code}/{item}/{version:[0-9]{1,6}}");

    /// Several of a kind differ in what they lead to: an item of one's own can be corrected, another's verified.
    private static final int OF_ONE_SCREEN = 8;
    private static final int OF_ONE_OFFICER = 300;

    /// @param screen what it is an example of
    /// @param username who may open it; empty: anybody
    record Stop(Screen screen, String path, String username) {
        /// As a name for files: `information-id-corrections`.
        String name() {
            var name = screen.pattern()
                    .replaceAll(":[^/}]*(\\{[^}]*}[^/}]*)?}", "}")
                    .replaceAll("[^A-Za-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
            return name.isEmpty() ? "watch" : name;
        }
    }

    private final List<Screen> screens = Screens.all();
    private final Map<Screen, Stop> reached = new LinkedHashMap<>();

    Walk(Agencies demo, String agency) {
        for (var officer : OFFICERS) {
            var browser = new Browser(demo.url(agency));
            if (!officer.isEmpty()) browser.signIn(officer, demo.password(agency, officer));
            follow(browser, officer, officer.isEmpty() ? "/sign-in" : "/");
            if (reached.size() == screens.size()) return;
        }
    }

    List<Stop> stops() {
        return reached.values().stream()
                .sorted(Comparator.comparing((Stop stop) -> stop.screen().pattern()))
                .toList();
    }

    Set<String> unreached() {
        var patterns = new TreeSet<String>();
        screens.stream()
                .filter(screen -> !reached.containsKey(screen))
                .forEach(screen -> patterns.add(screen.pattern()));
        return patterns;
    }

    private void follow(Browser browser, String officer, String start) {
        Deque<String> ahead = new ArrayDeque<>(List.of(start));
        Set<String> seen = new HashSet<>(ahead);
        Map<Screen, Integer> visits = new HashMap<>();
        for (int fetched = 0; !ahead.isEmpty() && fetched < OF_ONE_OFFICER; ) {
            var path = ahead.removeFirst();
            var screen = Screens.at(screens, path.replaceFirst("\\?.*", "")).orElse(null);
            if (screen == null || visits.merge(screen, 1, Integer::sum) > OF_ONE_SCREEN) continue;
            var answer = browser.get(path);
            fetched++;
            if (answer.statusCode() != 200) continue;
            reached.putIfAbsent(screen, new Stop(screen, path, officer));
            for (var link : links(answer.body())) {
                if (!seen.add(link)) continue;
                boolean fresh = Screens.at(screens, link.replaceFirst("\\?.*", ""))
                        .filter(each -> !reached.containsKey(each))
                        .isPresent();
                if (fresh) ahead.addFirst(link);
                else ahead.addLast(link);
            }
        }
    }

    private static List<String> links(String page) {
        var links = new ArrayList<String>();
        LINK.matcher(page)
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .filter(link -> !link.matches(".*[?&](lang|theme)=.*"))
                .forEach(links::add);
        return links;
    }
}
