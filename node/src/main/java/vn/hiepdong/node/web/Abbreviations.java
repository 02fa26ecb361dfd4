package vn.hiepdong.node.web;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// The abbreviations that the agencies use (CATP, BĐBP, PTDS …), from the bundle `glossary`, and how they stand on a
/// page: what one means shows when it is pointed at, reached by keyboard or touched, and is always read aloud. It works
/// without script.
@Component
public final class Abbreviations {
    private static final String KEY = "glossary.short.";

    private final Map<Language, SortedMap<String, String>> meanings = new EnumMap<>(Language.class);
    private final Pattern any;

    Abbreviations(Texts texts) {
        for (var language : Language.values()) {
            var words = new TreeMap<String, String>();
            texts.keys(language).stream()
                    .filter(key -> key.startsWith(KEY))
                    .forEach(key -> words.put(key.substring(KEY.length()), texts.get(language, key)));
            meanings.put(language, words);
        }
        // The longest first: PCCC&CNCH is one, not two. After them whatever may be an agency's code.
        any = Pattern.compile("(?<![\\p{L}\\p{N}])("
                + all(Language.VI).keySet().stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"))
                + "|[A-Z][A-Z0-9-]{1,15})(?![\\p{L}\\p{N}])");
    }

    /// How the keyboard comes to an abbreviation.
    enum Stop {
        /// It stops here.
        HERE(" tabindex=\"0\""),
        /// It passes by, since it stopped at the same one before; a finger or a click still reaches it.
        PASSED(" tabindex=\"-1\""),
        /// The abbreviation stands inside a link or a button, which is such a stop itself.
        INSIDE("");

        private final String attribute;

        Stop(String attribute) {
            this.attribute = attribute;
        }
    }

    /// Abbreviation to what it means.
    public SortedMap<String, String> all(Language language) {
        return meanings.getOrDefault(language, new TreeMap<>());
    }

    /// The text as HTML, escaped, each abbreviation in it explained.
    ///
    /// @param codes what else is explained: a word to what it stands for, or to nothing
    /// @param stop how the keyboard comes to each
    String explained(Language language, String text, UnaryOperator<String> codes, Function<String, Stop> stop) {
        var html = new StringBuilder();
        int from = 0;
        for (var found = any.matcher(text); found.find(); from = found.end()) {
            html.append(escaped(text.substring(from, found.start())));
            html.append(mark(language, found.group(), codes.apply(found.group()), stop));
        }
        return html.append(escaped(text.substring(from))).toString();
    }

    /// The text as HTML, escaped, with a stop at each abbreviation outside links.
    public String explained(Language language, String text, boolean inside) {
        return explained(language, text, _ -> "", _ -> inside ? Stop.INSIDE : Stop.HERE);
    }

    /// One short form with what it stands for; when that is not known, the short form alone.
    String mark(Language language, String brief, String full, Function<String, Stop> stop) {
        var known = full.isEmpty() || full.equals(brief) ? all(language).getOrDefault(brief, "") : full;
        return known.isEmpty() ? escaped(brief) : mark(brief, known, stop.apply(brief));
    }

    private static String mark(String brief, String full, Stop stop) {
        return "<span class=\"abbr\"" + stop.attribute + "><abbr>" + escaped(brief)
                + "</abbr><span class=\"abbr-full\">" + escaped(full) + "</span></span>";
    }

    /// Vietnamese stays as it is: pages are UTF-8.
    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
