package vn.hiepdong.node.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssetsTest {
    private static final Path BUNDLED = Path.of("target/classes/static/assets");

    private final Assets assets = new Assets();

    @Test
    void whatTheLayoutNeedsIsBundledUnderAHashedName() {
        for (var name : new String[] {"style.css", "app.js", "icons.svg", "mark.svg"}) {
            assertThat(assets.path(name)).matches("/assets/[a-z]+-[A-Z0-9]{8}\\.(css|js|svg)");
            assertThat(AssetsTest.class.getResource("/static" + assets.path(name)))
                    .isNotNull();
        }
    }

    @Test
    void everyIconThatATemplateShowsIsBundled() throws IOException {
        var shown = Pattern.compile("frame\\.icon\\(\"([^\"]*)\"\\)|icon = \"([^\"]*)\"");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var template :
                    files.filter(file -> file.toString().endsWith(".jte")).toList()) {
                shown.matcher(Files.readString(template))
                        .results()
                        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                        .forEach(icon -> assertThat(assets.icon(icon))
                                .as(template.toString())
                                .endsWith("#" + icon));
            }
        }
        assertThatThrownBy(() -> assets.icon("no-such-icon")).hasMessageContaining("no-such-icon");
    }

    /// A slow line is the yardstick: everything the first page needs, all weights and subsets of the letters included.
    @Test
    void theFirstPageWeighsLessThan200Kilobytes() throws IOException {
        assertThat(weight(false)).isBetween(50_000L, 195_000L);
    }

    /// The map and its worker come on top, with all that they bring, and nothing else for each map that follows.
    @Test
    void aPageWithAMapWeighsLessThan600KilobytesBeforeItsTiles() throws IOException {
        assertThat(weight(true)).isBetween(300_000L, 600_000L);
    }

    private static long weight(boolean withMap) throws IOException {
        try (Stream<Path> files = Files.list(BUNDLED)) {
            long weight = 0;
            for (var file : files.toList()) {
                var name = String.valueOf(file.getFileName());
                boolean sent = name.endsWith(".gz") || name.endsWith(".woff2");
                if (sent && (withMap || !name.startsWith("map-"))) weight += Files.size(file);
            }
            return weight;
        }
    }

    @Test
    void theMapIsBundledWithAWorkerOfItsOwn() throws IOException {
        for (var name : new String[] {"map.css", "map.js", "map-worker.js"}) {
            assertThat(assets.path(name)).matches("/assets/map-[a-zA-Z0-9-]+\\.(css|js)");
        }
        // The first part, which comes with the page, is small: what draws is fetched when a map is about to be seen.
        assertThat(Files.size(BUNDLED.resolve(assets.path("map.js").replace("/assets/", ""))))
                .isLessThan(5_000);
    }

    @Test
    void nothingRefersToAnotherHost() throws IOException {
        try (Stream<Path> files = Files.list(BUNDLED)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".css")).toList()) {
                assertThat(Files.readString(file)).doesNotContainPattern("(url\\(|@import)\\s*[\"']?(https?:)?//");
            }
        }
    }
}
