package vn.hiepdong.node.web;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
        // The longest first: PCCC&CNCH is one, not two.
        any = Pattern.compile("(?<![\\p{L}\\p{N}])("
                + all(Language.VI).keySet().stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"))
                + ")(?![\\p{L}\\p{N}])");
    }

    /// Abbreviation to what it means.
    public SortedMap<String, String> all(Language language) {
        return meanings.getOrDefault(language, new TreeMap<>());
    }

    /// The text as HTML, escaped, each abbreviation in it explained.
    ///
    /// @param stop whether the keyboard stops at each; not inside a link or a button, which is such a stop itself
    public String explained(Language language, String text, boolean stop) {
        var html = new StringBuilder();
        int from = 0;
        for (var found = any.matcher(text); found.find(); from = found.end()) {
            html.append(escaped(text.substring(from, found.start())));
            html.append(mark(found.group(), all(language).getOrDefault(found.group(), ""), stop));
        }
        return html.append(escaped(text.substring(from))).toString();
    }

    /// One short form with what it stands for.
    static String mark(String brief, String full, boolean stop) {
        return "<span class=\"abbr\"" + (stop ? " tabindex=\"0\"" : "") + "><abbr>" + escaped(brief)
                + "</abbr><span class=\"abbr-full\">" + escaped(full) + "</span></span>";
    }

    /// Vietnamese stays as it is: pages are UTF-8.
    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
