package vn.hiepdong.node.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// What code and templates ask of the bundles is there, what is there is asked for, with as many arguments as it has
/// places; and nothing that people read stands outside of them.
class BundleUseTest {
    private static final Path JAVA = Path.of("src/main/java");
    private static final Path SCRIPT = Path.of("src/main/frontend/src");

    /// A key, or the beginning of one that code completes: `exchange.refusal.` + the reason.
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*(\\.[A-Za-z0-9_-]+)+\\.?|[a-z][a-z0-9-]*\\.");

    /// The words of the command line; its keys begin with the name of a subcommand.
    private static final String TERMINAL = "terminal";

    private static final Set<String> TERMINAL_CALLS = Set.of("say", "text", "complain");

    /// How many arguments that are no arguments of the text follow the key.
    private static final Map<String, Integer> CALLS =
            Map.of("text", 0, "say", 0, "complain", 0, "saying", 0, "Refused", 0, "Forbidden", 0, "lead", 0);

    /// Data in the language of the world, not words for a page: what alerts, stamps and maps say.
    private static final Set<String> DATA =
            Set.of("CapTopic.java", "SecrecyStamp.java", "Folding.java", "GazetteerReader.java");

    /// Names of files look like keys.
    private static final Pattern FILE = Pattern.compile(".*\\.(css|js|json|svg|pmtiles)");

    /// Commands that speak as an agency would (`demo`, `bench`).
    private static final Set<String> PLAYS = Set.of("demo", "bench");

    private static final Pattern NOT_ASCII_LETTER = Pattern.compile("[\\p{L}&&[^\\x00-\\x7f]]");
    private static final Pattern SENTENCE =
            Pattern.compile("\\p{Lu}\\p{Ll}+( \\p{L}{2,})+[.!?…:]?|.*\\p{L}{2,}[.!?…] .*");
    private static final Pattern SHOWN = Pattern.compile(
            ".*(textContent|innerText|innerHTML|\\.title|placeholder|ariaLabel|alert\\(|confirm\\()\\s*(=|\\+=)?$",
            Pattern.DOTALL);

    /// A file and what it says in quotes.
    record Source(Path file, SourceScan scan) {
        boolean is(String ending) {
            return file.toString().endsWith(ending);
        }

        boolean isIn(String feature) {
            return file.toString().contains("/node/" + feature + "/");
        }
    }

    private final List<Source> sources = read(JAVA, ".java", ".jte");
    private final Map<String, Properties> bundles = bundles();

    @Test
    void whatIsAskedForIsThere() {
        var missing = new TreeSet<String>();
        for (var source : sources) {
            for (var text : asked(source)) {
                if (!known(text)) missing.add(text + " in " + source.file());
            }
        }
        assertThat(missing).as("keys that no bundle has").isEmpty();
    }

    @Test
    void whatIsThereIsAskedFor() {
        var asked = sources.stream()
                .flatMap(source -> source.scan().texts().stream())
                .filter(text -> KEY.matcher(text).matches())
                .collect(Collectors.toSet());
        var unused = new TreeSet<String>();
        bundles.values()
                .forEach(words -> words.stringPropertyNames().stream()
                        .filter(key -> asked.stream().noneMatch(text -> covers(text, key)))
                        .forEach(unused::add));
        assertThat(unused).as("keys that nothing uses").isEmpty();
    }

    @Test
    void aTextGetsAsManyArgumentsAsItHasPlaces() {
        var wrong = new TreeMap<String, String>();
        for (var source : sources) {
            for (var call : source.scan().calls()) {
                var text = text(call.first());
                if (text == null || call.arguments() < 0 || !CALLS.containsKey(call.name())) continue;
                int places = places(text);
                // The text of a constant: `text("web.theme", theme)`; the key alone is the title above them.
                if (places == 0 && call.arguments() == 1 && known(call.first() + ".")) continue;
                if (places != call.arguments()) {
                    wrong.put(
                            call.first() + " in " + source.file(),
                            "has " + places + " places and gets " + call.arguments());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void codeHoldsNoVietnamese() {
        var found = new TreeSet<String>();
        for (var source : sources) {
            if (!source.is(".java") || DATA.contains(source.file().getFileName().toString())) continue;
            if (PLAYS.stream().anyMatch(source::isIn)) continue;
            source.scan().texts().stream()
                    .filter(text -> NOT_ASCII_LETTER.matcher(text).find() && !text.equals("Hiệp Đồng"))
                    .forEach(text -> found.add(text + " in " + source.file()));
        }
        assertThat(found).isEmpty();
    }

    /// Only these write times and numbers for people; elsewhere they would come in another zone or another fashion.
    /// (`interop` writes them for other systems and into the text of items.)
    @Test
    void timesAndNumbersAreWrittenInOnePlace() {
        var found = sources.stream()
                .filter(source -> Stream.of("bench", "demo", "interop").noneMatch(source::isIn))
                .filter(source -> !Set.of("TimeTexts.java", "Texts.java")
                        .contains(source.file().getFileName().toString()))
                .filter(source -> content(source.file())
                        .matches("(?s).*(NumberFormat\\.get|DateTimeFormatter\\.(ofPattern|ofLocalized)|DecimalFormat|"
                                + "SimpleDateFormat).*"))
                .map(source -> source.file().getFileName().toString())
                .toList();
        assertThat(found).isEmpty();
    }

    @Test
    void scriptHoldsNoWords() {
        var found = new TreeSet<String>();
        for (var source : read(SCRIPT, ".js")) {
            wordsIn(source.scan()).forEach(words -> found.add(words + " in " + source.file()));
        }
        assertThat(found)
                .as("words in script; templates hand them over in data attributes")
                .isEmpty();
    }

    @Test
    void theScansFindWhatTheyLookFor() {
        var java = new SourceScan(
                "a(\"web.x\"); // \"web.y\"\nf.text(\"web.z\", one(1, 2), \"q,\") + \"\"\"\n w\"\"\"",
                SourceScan.Language.JAVA);
        assertThat(java.texts()).containsExactly("web.x", "web.z", "q,", "\n w");
        assertThat(java.calls())
                .containsExactly(new SourceScan.Call("a", "web.x", 0), new SourceScan.Call("text", "web.z", 2));
        assertThat(new SourceScan("text(\"web.\" + name, 1)", SourceScan.Language.JAVA).calls())
                .containsExactly(new SourceScan.Call("text", "web.", -1));

        var template = new SourceScan(
                "<a href=\"${f.with(\"a.b\", x)}\">@template.web.e(t = f.text(\"web.q\", 1), c = @`<b"
                        + " id=\"i\">${f.text(\"web.r\")}</b>`)",
                SourceScan.Language.TEMPLATE);
        assertThat(template.texts()).containsExactly("a.b", "web.q", "web.r");
        assertThat(new SourceScan("a = /[\"']/g; b = `x ${c(`y`)} z`", SourceScan.Language.SCRIPT).texts())
                .containsExactly("x ${c(`y`)} z");

        assertThat(wordsIn(new SourceScan(
                        "b.className = 'btn btn-primary'; on('keydown', 'details.menu summary')",
                        SourceScan.Language.SCRIPT)))
                .isEmpty();
        assertThat(wordsIn(new SourceScan("p.textContent = 'Loading'", SourceScan.Language.SCRIPT)))
                .containsExactly("Loading");
        assertThat(wordsIn(new SourceScan("say(`Mất kết nối`)", SourceScan.Language.SCRIPT)))
                .containsExactly("Mất kết nối");
        assertThat(wordsIn(new SourceScan("show('No connection. Try again')", SourceScan.Language.SCRIPT)))
                .containsExactly("No connection. Try again");
        assertThat(wordsIn(new SourceScan("p.setAttribute('aria-label', 'Close')", SourceScan.Language.SCRIPT)))
                .containsExactly("Close");

        assertThat(covers("web.urgency", "web.urgency.FLASH")).isTrue();
        assertThat(covers("web.failure.", "web.failure.404.title")).isTrue();
        assertThat(covers("web", "web.failure.404.title")).isFalse();
        assertThat(covers("web.urg", "web.urgency.FLASH")).isFalse();
    }

    private static List<String> wordsIn(SourceScan script) {
        var found = new ArrayList<String>();
        for (var literal : script.literals()) {
            var words = literal.text().replaceAll("\\$\\{[^}]*}", "");
            boolean shown = SHOWN.matcher(literal.before()).matches()
                    || literal.before().matches("(?s).*setAttribute\\([\"'`]{2},$") && labels(script, literal);
            if (NOT_ASCII_LETTER.matcher(words).find()
                    || SENTENCE.matcher(words).matches()
                    || shown && words.matches("(?s).*\\p{L}{2,}.*")) {
                found.add(literal.text());
            }
        }
        return found;
    }

    /// Whether the text in quotes before this one names an attribute that people hear or read.
    private static boolean labels(SourceScan script, SourceScan.Literal literal) {
        int before = script.literals().indexOf(literal) - 1;
        return before >= 0
                && Set.of("aria-label", "title", "alt", "placeholder", "aria-description")
                        .contains(script.literals().get(before).text());
    }

    /// What a file asks of the bundles: texts that look like a key of one, and what the command line says.
    private Set<String> asked(Source source) {
        var asked = source.scan().texts().stream()
                .filter(text -> KEY.matcher(text).matches())
                .filter(text -> !FILE.matcher(text).matches())
                .filter(text -> bundles.keySet().stream()
                        .anyMatch(bundle -> !bundle.equals(TERMINAL) && text.startsWith(bundle + ".")))
                .collect(Collectors.toCollection(TreeSet::new));
        if (source.is(".java")
                && Stream.concat(Stream.of(TERMINAL), PLAYS.stream()).anyMatch(source::isIn)) {
            source.scan().calls().stream()
                    .filter(call -> TERMINAL_CALLS.contains(call.name()))
                    .map(SourceScan.Call::first)
                    .filter(text -> KEY.matcher(text).matches())
                    .forEach(asked::add);
        }
        return asked;
    }

    private boolean known(String text) {
        return bundles.values().stream()
                .flatMap(words -> words.stringPropertyNames().stream())
                .anyMatch(key -> covers(text, key));
    }

    /// Whether code that holds this text may ask for the key: it is the key, or code completes it.
    private static boolean covers(String text, String key) {
        if (text.equals(key)) return true;
        if (text.endsWith(".")) return key.startsWith(text);
        return text.indexOf('.') > 0 && key.startsWith(text + ".");
    }

    private @org.jspecify.annotations.Nullable String text(String key) {
        return bundles.values().stream()
                .map(words -> words.getProperty(key))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static int places(String text) {
        return Pattern.compile("\\{([0-9])}")
                .matcher(text)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)) + 1)
                .max()
                .orElse(0);
    }

    private static List<Source> read(Path folder, String... endings) {
        try (var files = Files.walk(folder)) {
            var found = files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .map(file ->
                            new Source(file, new SourceScan(content(file), SourceScan.Language.of(file.toString()))))
                    .toList();
            assertThat(found).as("sources below " + folder).isNotEmpty();
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Bundle to its Vietnamese words; [BundlesTest] sees to it that the English ones are the same.
    private static Map<String, Properties> bundles() {
        var bundles = new TreeMap<String, Properties>();
        try {
            for (var file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*_vi.properties")) {
                var words = new Properties();
                try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    words.load(reader);
                }
                bundles.put(String.valueOf(file.getFilename()).replace("_vi.properties", ""), words);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundles;
    }
}
