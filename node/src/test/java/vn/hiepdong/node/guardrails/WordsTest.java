package vn.hiepdong.node.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// G34: every word for people stands in a message bundle, in Vietnamese and in English.
class WordsTest {
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path TEMPLATES = Path.of("src/main/java");
    /// The same in every language.
    private static final Set<String> PROPER_NAMES =
            Set.of("HTTP", "CAP", "JSON", "API", "SHA", "SHA-256", "Ctrl", "Esc");

    @ParameterizedTest
    @MethodSource("bundles")
    void aBundleSaysTheSameInBothLanguages(Path vietnamese) throws IOException {
        Properties vi = load(vietnamese);
        Properties en = load(english(vietnamese));

        assertThat(en.stringPropertyNames()).isEqualTo(vi.stringPropertyNames());
        for (String key : vi.stringPropertyNames()) {
            assertThat(vi.getProperty(key)).as("%s in Vietnamese", key).isNotBlank();
            assertThat(en.getProperty(key)).as("%s in English", key).isNotBlank();
            assertThat(places(en.getProperty(key))).as("places in %s", key).isEqualTo(places(vi.getProperty(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void noKeyStandsTwiceInABundle(Path vietnamese) throws IOException {
        for (Path bundle : List.of(vietnamese, english(vietnamese))) {
            List<String> keys = Files.readAllLines(bundle).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith(" "))
                    .map(line -> line.split("[=:\\s]", 2)[0])
                    .toList();
            assertThat(keys).as(bundle.toString()).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyEnglishBundleHasAVietnameseOne() throws IOException {
        try (var files = Files.list(MESSAGES)) {
            assertThat(files.map(each -> each.getFileName().toString())
                            .filter(name -> name.endsWith("_en.properties"))
                            .map(name -> name.replace("_en.", "_vi."))
                            .filter(name -> !Files.exists(MESSAGES.resolve(name))))
                    .isEmpty();
        }
    }

    @Test
    void noTemplateHasWordsOfItsOwn() throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.walk(TEMPLATES)) {
            for (Path template :
                    files.filter(each -> each.toString().endsWith(".jte")).toList()) {
                words(Files.readString(template)).stream()
                        .filter(word -> !PROPER_NAMES.contains(word))
                        .forEach(word -> found.add(template.getFileName() + ": " + word));
            }
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <p>Xin chào</p>                                    | Xin
                    <input placeholder="Type here">                    | Type here
                    @if(a.equals("b"))<b>Gửi</b>@endif                 | Gửi
                    @template.web.field(label = "Tên", name = "title") | Tên
                    """)
    void aWordInATemplateIsFound(String template, String word) {
        assertThat(words(template)).contains(word);
    }

    static Stream<Path> bundles() throws IOException {
        try (var files = Files.list(MESSAGES)) {
            return files.filter(each -> each.toString().endsWith("_vi.properties")).sorted().toList().stream();
        }
    }

    private static Path english(Path vietnamese) {
        return vietnamese.resolveSibling(vietnamese.getFileName().toString().replace("_vi.", "_en."));
    }

    private static Properties load(Path bundle) throws IOException {
        var words = new Properties();
        try (var reader = Files.newBufferedReader(bundle)) {
            words.load(reader);
        }
        return words;
    }

    private static TreeSet<String> places(String text) {
        var places = new TreeSet<String>();
        var matcher = Pattern.compile("\\{\\d[^}]*}").matcher(text);
        while (matcher.find()) {
            places.add(matcher.group().replaceAll("[^{}\\d].*", "}"));
        }
        return places;
    }

    /// Words between tags, and in the attributes and parameters that people read.
    private static List<String> words(String template) {
        var words = new ArrayList<String>();
        String bare = withoutExpressions(template.replaceAll("(?s)<%--.*?--%>", " "));
        collect("(?<![-\\w])(?:placeholder|title|alt|aria-label|label|hint|summary)\\s*=\\s*\"([^\"]*)\"", bare, words);
        String text = bare.lines()
                .filter(line -> !line.startsWith("@import") && !line.startsWith("@param"))
                .reduce("", (all, line) -> all + line + "\n");
        text = withoutCalls(text).replaceAll("(?s)<[^>]*>", " ").replaceAll("&[a-z]+;", " ");
        collect("(\\p{L}[\\p{L}\\p{M}]+)", text.replaceAll("@(else|endif|endfor|raw|endraw)", " "), words);
        return words;
    }

    private static void collect(String pattern, String text, List<String> words) {
        var matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).codePoints().anyMatch(Character::isLetter)) {
                words.add(matcher.group(1));
            }
        }
    }

    /// `${…}` and `!{…}` hold code.
    private static String withoutExpressions(String template) {
        return cut(template, Pattern.compile("[$!](unsafe)?\\{"), '{', '}');
    }

    /// What stands in the brackets of `@if(…)`, `@for(…)`, `@template.x(…)` is code, except for content in backticks.
    private static String withoutCalls(String template) {
        String inner = template.replaceAll("@`", ") ").replaceAll("`", " ( ");
        String cut = cut(inner, Pattern.compile("@(if|elseif|for|template[.\\w]*)\\s*\\("), '(', ')');
        return cut.replaceAll("(?m)\\(\\s*,[^<\\n]*|\\(\\s*\\)", " ");
    }

    private static String cut(String text, Pattern opening, char open, char close) {
        var kept = new StringBuilder();
        int at = 0;
        var matcher = opening.matcher(text);
        while (matcher.find(at)) {
            kept.append(text, at, matcher.start()).append(' ');
            int depth = 1;
            int end = matcher.end();
            while (end < text.length() && depth > 0) {
                char c = text.charAt(end++);
                depth += c == open ? 1 : c == close ? -1 : 0;
            }
            at = end;
        }
        return kept.append(text.substring(at)).toString();
    }
}
