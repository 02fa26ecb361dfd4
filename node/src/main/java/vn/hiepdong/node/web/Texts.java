package vn.hiepdong.node.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// The words of all features in all languages, from `messages/<feature>_<language>.properties`.
///
/// A text may hold `{0}`, `{1}` … for arguments; numbers among them are written as the language does. Nothing else
/// in a text is special, apostrophes and braces around anything but a number included.
@Component
public final class Texts {
    private static final Logger log = LoggerFactory.getLogger(Texts.class);

    private final Map<Language, Map<String, String>> texts = new EnumMap<>(Language.class);
    private final boolean strict;

    /// @param strict a missing key throws; otherwise the key itself is shown, which is ugly but stops no officer's
    /// work
    public Texts(@Value("${hiepdong.web.strict-texts:false}") boolean strict) {
        this.strict = strict;
        for (var language : Language.values()) texts.put(language, load(language));
    }

    public String get(Language language, String key, Object... args) {
        var text = texts.getOrDefault(language, Map.of()).get(key);
        if (text != null) return fill(language, text, args);
        if (strict) throw new IllegalArgumentException("no text for " + key + " in " + language.code());
        log.warn("no text for {} in {}", key, language.code());
        return key;
    }

    /// Picks `key.one` or `key.other` and gives the number as `{0}`.
    public String count(Language language, String key, long number) {
        return get(language, key + (number == 1 ? ".one" : ".other"), number);
    }

    /// A point in time in the pattern that stands under a key, for files.
    public String time(Language language, String key, java.time.ZonedDateTime at) {
        return java.time.format.DateTimeFormatter.ofPattern(get(language, key), language.locale())
                .format(at);
    }

    public boolean has(Language language, String key) {
        return texts.getOrDefault(language, Map.of()).containsKey(key);
    }

    /// How the language writes a number.
    public String number(Language language, Number number) {
        return NumberFormat.getInstance(language.locale()).format(number);
    }

    /// What follows this beginning in the keys that have it.
    public Set<String> named(String beginning) {
        return keys(Language.VI).stream()
                .filter(key -> key.startsWith(beginning))
                .map(key -> key.substring(beginning.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> keys(Language language) {
        return texts.getOrDefault(language, Map.of()).keySet();
    }

    private String fill(Language language, String text, Object[] args) {
        if (args.length == 0 || text.indexOf('{') < 0) return text;
        var filled = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            int place = place(text, at);
            if (place >= 0 && place < args.length) {
                filled.append(shown(language, args[place]));
                at += 2;
            } else {
                filled.append(text.charAt(at));
            }
        }
        return filled.toString();
    }

    private static int place(String text, int at) {
        boolean braces = text.charAt(at) == '{' && at + 2 < text.length() && text.charAt(at + 2) == '}';
        return braces ? Character.digit(text.charAt(at + 1), 10) : -1;
    }

    private String shown(Language language, Object arg) {
        return switch (arg) {
            case Number number -> number(language, number);
            case Word word ->
                String.join(
                        ", ",
                        word.keys().stream().map(key -> get(language, key)).toList());
            default -> String.valueOf(arg);
        };
    }

    private static Map<String, String> load(Language language) {
        var all = new HashMap<String, String>();
        try {
            var resolver = new PathMatchingResourcePatternResolver(Texts.class.getClassLoader());
            for (Resource file : resolver.getResources("classpath*:messages/*_" + language.code() + ".properties")) {
                var words = new Properties();
                try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    words.load(reader);
                }
                words.forEach((key, text) -> {
                    if (all.put((String) key, (String) text) != null) {
                        throw new IllegalStateException("two texts for " + key + " in " + language.code());
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
