package vn.hiepdong.node.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything can be read by tired eyes on a bad screen: computed from the tokens, in light and in dark.
class ContrastTest {
    private static final double LETTERS = 4.5;
    private static final double LINES = 3;

    private static final List<String> GROUNDS = List.of("page", "surface", "raised", "sunken", "hover", "selected");
    private static final List<String> INKS = List.of(
            "ink", "ink-strong", "quiet", "link", "link-hover", "good-text", "warn-text", "danger-text", "info-text");
    private static final List<String> STROKES = List.of("control-line", "focus", "exercise-line", "test-line");

    record Pair(String front, String ground, double least) {}

    static Stream<Pair> pairs() {
        return Stream.of(
                        every(INKS, GROUNDS, LETTERS),
                        every(STROKES, GROUNDS, LINES),
                        List.of("good", "warn", "danger", "info").stream()
                                .flatMap(kind -> Stream.of(
                                        new Pair(kind + "-text", kind + "-soft", LETTERS),
                                        new Pair("ink", kind + "-soft", LETTERS),
                                        new Pair("quiet", kind + "-soft", LETTERS),
                                        new Pair("control-line", kind + "-soft", LINES))),
                        List.of("routine", "priority", "immediate", "flash").stream()
                                .map(level -> new Pair(level + "-ink", level, LETTERS)),
                        every(
                                List.of("routine-line", "priority-line", "immediate-line", "flash-line", "danger"),
                                List.of("surface"),
                                LINES),
                        every(
                                List.of("realm-ink"),
                                List.of("exercise", "exercise-stripe", "test", "test-stripe"),
                                LETTERS),
                        every(List.of("top-text", "top-quiet"), List.of("top", "top-hover"), LETTERS),
                        every(List.of("accent"), List.of("page", "surface"), LINES),
                        Stream.of(
                                new Pair("selected-ink", "selected", LETTERS),
                                new Pair("accent-ink", "accent", LETTERS),
                                new Pair("accent-ink", "accent-hover", LETTERS),
                                new Pair("danger-ink", "danger", LETTERS),
                                new Pair("danger-ink", "danger-hover", LETTERS),
                                new Pair("priority-line", "priority", LINES),
                                new Pair("top-line", "top", LINES),
                                new Pair("flash-ink", "danger-hover", LETTERS),
                                new Pair("surface", "ink-strong", LETTERS),
                                new Pair("code", "code-paper", LETTERS),
                                new Pair("map-cluster-text", "map-cluster", LETTERS),
                                new Pair("map-flash-word", "map-cluster", LETTERS)),
                        List.of("routine", "priority", "immediate", "flash", "withdrawn").stream()
                                .flatMap(level -> Stream.of(
                                        new Pair("map-" + level + "-text", "map-" + level, LETTERS),
                                        new Pair("map-" + level + "-line", "map-sheet", LINES))),
                        every(
                                List.of("map-exercise", "map-test", "map-focus", "map-drawn", "map-line"),
                                List.of("map-sheet"),
                                LINES))
                .flatMap(each -> each);
    }

    private static Stream<Pair> every(List<String> fronts, List<String> grounds, double least) {
        return fronts.stream().flatMap(front -> grounds.stream().map(ground -> new Pair(front, ground, least)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatStandsOnAGroundCanBeToldFromIt(Pair pair) throws IOException {
        for (boolean dark : new boolean[] {false, true}) {
            assertThat(Tokens.read(dark).contrast(pair.front(), pair.ground()))
                    .as("%s on %s, %s", pair.front(), pair.ground(), dark ? "dark" : "light")
                    .isGreaterThanOrEqualTo(pair.least());
        }
    }

    /// The figures of WCAG's own examples, and of the red of Tabler that had to be replaced.
    @Test
    void contrastIsComputedAsTheStandardSays() {
        var tokens = new Tokens(
                Map.of("--hd-white", "#ffffff", "--hd-black", "#000000", "--hd-grey", "#767676", "--hd-red", "#d63939"),
                false);

        assertThat(tokens.contrast("white", "black")).isEqualTo(21, within(0.001));
        assertThat(tokens.contrast("grey", "white")).isEqualTo(4.54, within(0.005));
        assertThat(tokens.contrast("white", "red")).isLessThan(4.7);
    }

    static List<Path> styles() throws IOException {
        try (var files = Files.walk(Tokens.FILE.getParent())) {
            return files.filter(each -> each.toString().endsWith(".css"))
                    .filter(each -> !each.equals(Tokens.FILE))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("styles")
    void coloursStandInTheTokensAlone(Path file) throws IOException {
        var named = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\b(?:rgba?|hsla?|oklch|light-dark)\\(");

        assertThat(named.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group())
                        .toList())
                .isEmpty();
    }

    @Test
    void everyTokenThatAStyleAsksForIsThere() throws IOException {
        var tokens = Tokens.read(false).values().keySet();
        var asked = Pattern.compile("var\\((--(?:hd|map)-[\\w-]+)");
        for (var file : styles()) {
            asked.matcher(Files.readString(file))
                    .results()
                    .forEach(found -> assertThat(tokens).as(file.toString()).contains(found.group(1)));
        }
    }
}
