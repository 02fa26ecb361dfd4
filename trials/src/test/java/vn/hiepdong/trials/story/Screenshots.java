package vn.hiepdong.trials.story;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import vn.hiepdong.node.web.Screens.Screen;

/// `./hiepdong screenshots DIR`: every screen of the demo in both languages, light and dark, on a desk and on a phone,
/// as PNG files with a page to look at them side by side. Lives here and not in the node, because it needs a browser
/// and the library that drives it.
public final class Screenshots {
    private static final String AGENCY = "POL";
    private static final String PARTNER = "MIL";
    private static final List<String> LANGUAGES = List.of("vi", "en");
    private static final List<ColorScheme> COLOURS = List.of(ColorScheme.LIGHT, ColorScheme.DARK);
    private static final List<Integer> WIDTHS = List.of(1440, 390);
    /// Other faces of screens that the walk has met already.
    private static final List<String> VIEWS = List.of("/information?view=map", "/?wall");

    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;

    private final Path folder;
    private final List<String> troubles = new ArrayList<>();
    private int taken;

    private Screenshots(Path folder) {
        this.folder = folder;
    }

    /// @param arguments the folder to write to; then, optionally, `--demo` and the data folder of a demo that runs
    /// already
    public static void main(String[] arguments) throws Exception {
        boolean running = arguments.length == 3 && arguments[1].equals("--demo");
        if (arguments.length != 1 && !running) {
            System.err.println("./hiepdong screenshots DIR [--demo DATA]");
            System.exit(CALLED_WRONGLY);
        }
        var browser = Chromium.installed();
        if (browser.isEmpty()) {
            System.err.println("""
                    Cần trình duyệt Chromium hoặc Chrome nhưng không tìm thấy. Hãy cài đặt (Debian: apt-get install chromium)
                    hoặc ghi đường dẫn vào biến môi trường HIEPDONG_BROWSER.
                    Chromium or Chrome is needed and was not found. Install it (Debian: apt-get install chromium) or name
                    its program in the environment variable HIEPDONG_BROWSER.""");
            System.exit(FAILED);
        }
        var shots = new Screenshots(Files.createDirectories(Path.of(arguments[0])));
        try (var chromium = new Chromium(browser.get())) {
            if (running) {
                shots.take(chromium, new Agencies(Path.of(arguments[2])));
            } else {
                try (var demo = new DemoProcess(Project.emptyFolder("screenshots"))) {
                    demo.awaitReady();
                    shots.take(chromium, demo.agencies());
                }
            }
        }
        shots.troubles.forEach(System.err::println);
        System.out.println(shots.taken + " PNG: " + shots.folder.resolve("index.html"));
        System.exit(shots.troubles.isEmpty() ? 0 : FAILED);
    }

    private void take(Chromium chromium, Agencies agencies) throws IOException {
        Scene.set(agencies, AGENCY, PARTNER);
        var walk = new Walk(agencies, AGENCY);
        walk.unreached().stream()
                .filter(each -> !Walk.BEHIND_NO_LINK.contains(each))
                .forEach(each -> troubles.add("no way to " + each));
        var stops = new ArrayList<>(walk.stops());
        VIEWS.forEach(each -> stops.add(new Walk.Stop(new Screen(each, Screenshots.class), each, "trucban")));
        var officers = stops.stream().collect(Collectors.groupingBy(Walk.Stop::username));
        for (var officer : officers.entrySet()) {
            for (int width : WIDTHS) {
                try (var desk = new Desk(
                        chromium.browser, width, width > 800 ? 900 : 844, agencies, AGENCY, officer.getKey())) {
                    officer.getValue().forEach(stop -> take(desk, stop, width));
                }
            }
        }
        Files.writeString(folder.resolve("index.html"), sheet(stops));
    }

    private void take(Desk desk, Walk.Stop stop, int width) {
        for (var language : LANGUAGES) {
            for (var colours : COLOURS) {
                desk.prefers(language, colours);
                try {
                    desk.opens(stop.path());
                    desk.isQuiet();
                    desk.page.screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(folder.resolve(file(stop, language, colours, width))));
                    taken++;
                } catch (PlaywrightException e) {
                    troubles.add(stop.path() + ": " + e.getMessage());
                }
            }
        }
    }

    private static String file(Walk.Stop stop, String language, ColorScheme colours, int width) {
        return "%s-%s-%s-%d.png".formatted(stop.name(), language, colours.name().toLowerCase(Locale.ROOT), width);
    }

    private static String sheet(List<Walk.Stop> stops) {
        var html = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en"><meta charset="utf-8"><title>Hiệp Đồng: screens</title>
                <style>
                  body { font-family: sans-serif; margin: 1rem; background: #888 }
                  section { margin-bottom: 2rem } h2 { font-size: 1rem; margin: 0 0 .5rem }
                  div { display: flex; gap: .5rem; align-items: flex-start; overflow-x: auto }
                  figure { margin: 0; flex: none } figcaption { font-size: .75rem }
                  img { height: 22rem; object-fit: cover; object-position: top; border: 1px solid #444; background: #fff }
                </style>
                """);
        for (var stop : stops) {
            html.append("<section><h2>%s <small>%s</small></h2><div>\n"
                    .formatted(stop.screen().pattern(), stop.username()));
            for (int width : WIDTHS) {
                for (var language : LANGUAGES) {
                    for (var colours : COLOURS) {
                        var file = file(stop, language, colours, width);
                        html.append(
                                "<figure><a href=\"%1$s\"><img src=\"%1$s\" loading=\"lazy\" alt=\"\"></a><figcaption>%2$s %3$s %4$d</figcaption></figure>\n"
                                        .formatted(
                                                file, language, colours.name().toLowerCase(Locale.ROOT), width));
                    }
                }
            }
            html.append("</div></section>\n");
        }
        return html.append("</html>\n").toString();
    }
}
