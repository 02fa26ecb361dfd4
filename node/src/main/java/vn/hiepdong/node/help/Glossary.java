package vn.hiepdong.node.help;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.web.Abbreviations;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.Texts;

/// The words of the trade in both languages.
@Component
final class Glossary {
    private static final String TERM = "glossary.term.";
    private static final String MEANING = "glossary.meaning.";

    private final Texts texts;
    private final Abbreviations abbreviations;

    Glossary(Texts texts, Abbreviations abbreviations) {
        this.texts = texts;
        this.abbreviations = abbreviations;
    }

    /// @param name what the list is sorted by
    /// @param other the same in the other language
    record Line(String name, String meaning, String other) {}

    List<Line> terms(Language language) {
        return texts.named(TERM).stream()
                .map(term -> new Line(
                        texts.get(language, TERM + term),
                        texts.get(language, MEANING + term),
                        texts.get(other(language), TERM + term)))
                .sorted(byName(language))
                .toList();
    }

    List<Line> abbreviations(Language language) {
        var elsewhere = abbreviations.all(other(language));
        return abbreviations.all(language).entrySet().stream()
                .map(each -> new Line(each.getKey(), each.getValue(), elsewhere.getOrDefault(each.getKey(), "")))
                .sorted(byName(Language.VI))
                .toList();
    }

    /// As a dictionary does: Đ after D.
    private static Comparator<Line> byName(Language language) {
        var order = Collator.getInstance(language.locale());
        return (one, another) -> order.compare(one.name(), another.name());
    }

    private static Language other(Language language) {
        return language == Language.VI ? Language.EN : Language.VI;
    }
}
