package vn.hiepdong.node.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Words in two languages, and nowhere else.
class BundlesTest {
    private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");
    private static final Pattern KEY =
            Pattern.compile("(?:frame\\.text|frame\\.count)\\(\"([a-z][a-zA-Z0-9.-]*)\"\\s*[,)]");
    private static final Path SOURCES = Path.of("src/main/java");

    static Stream<String> features() throws IOException {
        var files = new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*_vi.properties");
        return Stream.of(files).map(file -> String.valueOf(file.getFilename()).replace("_vi.properties", ""));
    }

    static Stream<Path> templates() throws IOException {
        return Files.walk(SOURCES).filter(file -> file.toString().endsWith(".jte"));
    }

    @ParameterizedTest
    @MethodSource("features")
    void bothLanguagesSayTheSameThings(String feature) throws IOException {
        var vietnamese = words(feature, "vi");
        var english = words(feature, "en");

        assertThat(new TreeSet<>(english.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(vietnamese.stringPropertyNames()));
        for (var key : vietnamese.stringPropertyNames()) {
            assertThat(vietnamese.getProperty(key)).as(key).isNotBlank();
            assertThat(english.getProperty(key)).as(key).isNotBlank();
            if (!key.endsWith(".one")) {
                assertThat(places(english.getProperty(key))).as(key).isEqualTo(places(vietnamese.getProperty(key)));
            }
        }
    }

    /// The terminal's words go through MessageFormat, where an apostrophe must be doubled; a page would show both.
    @ParameterizedTest
    @MethodSource("features")
    void apostrophesAreWrittenAsTheyAreRead(String feature) throws IOException {
        boolean doubled = feature.equals("terminal");
        for (var language : List.of("vi", "en")) {
            var words = words(feature, language);
            for (var key : words.stringPropertyNames()) {
                String text = words.getProperty(key);
                assertThat(doubled ? text.replace("''", "") : text)
                        .as("%s in %s", key, language)
                        .doesNotContain(doubled ? "'" : "''");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aTemplateHoldsNoWords(Path template) throws IOException {
        assertThat(wordsIn(Files.readString(template))).as(template.toString()).isEmpty();
    }

    @Test
    void theScanFindsWordsInATemplate() {
        assertThat(wordsIn("@param Frame frame\n<p class=\"x\">Xin chào ${frame.text(\"a\")}</p>"))
                .containsExactly("Xin chào");
        assertThat(wordsIn("<img alt=\"map of it\">")).containsExactly("map of it");
        assertThat(wordsIn("@template.web.empty(frame = frame, title = \"Chưa có\")"))
                .containsExactly("Chưa có");
        assertThat(wordsIn("@if(a.b(\"x y\"))@template.a(c = @`<b>${f(\"k\")} Lũ</b>`)@endif"))
                .containsExactly("Lũ");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTextThatATemplateAsksForIsThere(Path template) throws IOException {
        var texts = new Texts(true);
        KEY.matcher(Files.readString(template))
                .results()
                .map(found -> found.group(1))
                .forEach(key -> {
                    for (var language : Language.values()) {
                        assertThat(texts.keys(language))
                                .as("%s in %s, %s", key, template, language)
                                .anyMatch(known -> known.equals(key) || known.startsWith(key + "."));
                    }
                });
    }

    private static List<String> wordsIn(String template) {
        var scan = new TemplateScan(template);
        var attributes = Pattern.compile("\\s(?:alt|title|placeholder|aria-label)=\"([^\"]*)\"")
                .matcher(scan.markup())
                .results()
                .map(found -> found.group(1));
        var between = Pattern.compile("<[^>]*>|\\n").splitAsStream(scan.markup());
        return Stream.of(attributes, between, scan.literals().stream())
                .flatMap(words -> words)
                .map(String::strip)
                .filter(words -> Pattern.compile("\\p{L}{2,}")
                        .matcher(words.replaceAll("HTTP|SHA-256|Ctrl|Esc", ""))
                        .find())
                .toList();
    }

    private static TreeSet<String> places(String text) {
        var places = new TreeSet<String>();
        PLACE.matcher(text).results().forEach(found -> places.add(found.group()));
        return places;
    }

    private static Properties words(String feature, String language) throws IOException {
        var words = new Properties();
        var name = "/messages/" + feature + "_" + language + ".properties";
        try (var stream = BundlesTest.class.getResourceAsStream(name)) {
            assertThat(stream).as(name).isNotNull();
            words.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
        return words;
    }
}
