package vn.hiepdong.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.web.Screens;

/// Whoever does not know what to do on a page finds help on that page, in either language.
class HelpTest {
    private static final Path HELP = Path.of("src/main/resources/help");
    private static final Pattern LINK = Pattern.compile("]\\(([^)]*)\\)");

    /// Screens of the demo that explain themselves.
    private static final List<String> WITHOUT = List.of("/design");

    @Test
    void everyScreenHasExactlyOneTopic() throws IOException {
        var explained = topics().flatMap(line -> line.stream().skip(1)).toList();

        assertThat(explained).doesNotHaveDuplicates();
        assertThat(Screens.all().stream()
                        .map(Screens.Screen::pattern)
                        .filter(pattern -> !explained.contains(pattern) && !WITHOUT.contains(pattern)))
                .as("screens without help: write it and name the screen in help/topics.txt")
                .isEmpty();
    }

    @Test
    void bothLanguagesHaveEveryTopicInTheSameShape() throws IOException {
        var names = topics().map(List::getFirst).collect(Collectors.toCollection(TreeSet::new));

        for (var language : List.of("vi", "en")) {
            assertThat(written(language)).isEqualTo(names);
        }
        for (var name : names) {
            assertThat(shape("en", name)).as(name).isEqualTo(shape("vi", name));
        }
    }

    @Test
    void linksInHelpLeadSomewhere() throws IOException {
        var names = topics().map(List::getFirst).map("/help/"::concat).collect(Collectors.toCollection(TreeSet::new));
        names.add("/help/glossary");

        for (var language : List.of("vi", "en")) {
            for (var name : written(language)) {
                LINK.matcher(Files.readString(HELP.resolve(language + "/" + name + ".md")))
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> link.startsWith("/help")
                                || Screens.at(Screens.all(), link).isEmpty())
                        .forEach(link -> assertThat(names).as(name).contains(link));
            }
        }
    }

    private static Stream<List<String>> topics() throws IOException {
        return Files.readAllLines(HELP.resolve("topics.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Arrays.asList(line.split("\\s+")));
    }

    private static TreeSet<String> written(String language) throws IOException {
        try (var files = Files.list(HELP.resolve(language))) {
            return files.map(file -> file.getFileName().toString().replace(".md", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /// Headings, list items and rows of tables: what was added in one language only shows.
    private static List<String> shape(String language, String topic) throws IOException {
        var shape = new ArrayList<String>();
        for (var line : Files.readAllLines(HELP.resolve(language + "/" + topic + ".md"))) {
            if (line.isBlank()) continue;
            var mark = line.replaceFirst("^(#+|-|[0-9]+\\.|\\|).*", "$1");
            shape.add(mark.equals(line) ? "text" : mark);
        }
        return shape;
    }
}
