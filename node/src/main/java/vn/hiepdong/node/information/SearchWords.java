package vn.hiepdong.node.information;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Vietnamese words as they are looked for: what the index holds of a title, what a reader's words ask of it, and which
/// words of a title were meant.
///
/// A syllable has a plain form without any marks, in which đ is d (`lũ` → `lu`), and, when it bears marks, an exact
/// form: the tone as a digit and the letters without it (`lũ` → `=4lu`). So it does not matter on which vowel the tone
/// was set: `hoà` and `hòa` are both `=2hoa`. A word that is typed without marks asks for the plain form and finds
/// every way to mark it; a word with marks finds only itself. `y` after h, k, l, m, s, t counts as `i` (Mỹ, Mĩ).
///
/// What a reader types: words in any order, of which the last may be a beginning; `"words in this order"`; `-without`.
final class SearchWords {
    /// Texts longer than their field allows come from partners; the index of PostgreSQL counts no further than this.
    private static final int MOST_WORDS = 1000;

    private static final int LONGEST = 60;
    private static final Pattern CLAUSE =
            Pattern.compile("(?<minus>[-–−])?[\"“”„](?<phrase>[^\"“”„]*)(?:[\"“”„]|$)|(?<word>\\S+?)(?=[\"“”„\\s]|$)");
    private static final Pattern Y = Pattern.compile("^([hklmst])y$");

    private SearchWords() {}

    /// One word of a text.
    ///
    /// @param exact null when the word bears no marks
    record Form(String plain, @Nullable String exact, int start, int end) {}

    /// What a reader asks for: words that follow each other.
    private record Clause(List<Form> words, boolean without, boolean prefix) {
        boolean matches(List<Form> text, int at) {
            if (at + words.size() > text.size()) {
                return false;
            }
            for (int i = 0; i < words.size(); i++) {
                boolean beginning = prefix && i == words.size() - 1;
                if (!matches(words.get(i), text.get(at + i), beginning)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean matches(Form wanted, Form found, boolean beginning) {
            String want = wanted.exact() == null ? wanted.plain() : wanted.exact();
            String have = wanted.exact() == null ? found.plain() : found.exact();
            return have != null && (beginning ? have.startsWith(want) : have.equals(want));
        }
    }

    /// A piece of a text, and whether it was looked for.
    record Piece(String text, boolean hit) {}

    /// What the index holds of an item, as a `tsvector`. The area stands far behind the title, so that no sequence of
    /// words reaches from one into the other.
    static String vector(String title, @Nullable String area) {
        var vector = new StringBuilder();
        add(vector, title, 'A', 0);
        if (area != null) {
            add(vector, area, 'B', MOST_WORDS);
        }
        return vector.toString();
    }

    private static void add(StringBuilder vector, String text, char weight, int place) {
        List<Form> words = words(normal(text));
        for (Form word : words.subList(0, Math.min(words.size(), MOST_WORDS))) {
            place++;
            lexeme(vector, word.plain(), weight, place);
            if (word.exact() != null) {
                lexeme(vector, word.exact(), weight, place);
            }
        }
    }

    /// Nothing to escape: a word holds letters and digits only.
    private static void lexeme(StringBuilder vector, String word, char weight, int place) {
        vector.append('\'')
                .append(word)
                .append("':")
                .append(place)
                .append(weight)
                .append(' ');
    }

    /// What the typed words ask of the index.
    ///
    /// @param text a `tsquery`
    /// @param narrow whether the index can answer it alone: not when it only says what must be absent
    record Query(String text, boolean narrow) {}

    /// Empty when nothing that was typed is a word.
    static Optional<Query> query(String typed) {
        boolean narrow = false;
        var parts = new ArrayList<String>();
        for (Clause clause : clauses(typed)) {
            var phrase = new ArrayList<String>();
            for (int i = 0; i < clause.words().size(); i++) {
                Form word = clause.words().get(i);
                boolean beginning = clause.prefix() && i == clause.words().size() - 1;
                phrase.add("'" + (word.exact() == null ? word.plain() : word.exact()) + (beginning ? "':*" : "'"));
            }
            narrow |= !clause.without();
            parts.add((clause.without() ? "!" : "") + "(" + String.join(" <-> ", phrase) + ")");
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Query(String.join(" & ", parts), narrow));
    }

    /// The text in pieces, of which those that were looked for are to be marked.
    static List<Piece> highlight(String text, Optional<String> typed) {
        String normal = normal(text);
        List<Form> words = words(normal);
        var hit = new boolean[words.size()];
        for (Clause clause : typed.map(SearchWords::clauses).orElse(List.of())) {
            for (int at = 0; !clause.without() && at < words.size(); at++) {
                if (clause.matches(words, at)) {
                    java.util.Arrays.fill(hit, at, at + clause.words().size(), true);
                }
            }
        }
        return pieces(normal, words, hit);
    }

    private static List<Piece> pieces(String text, List<Form> words, boolean[] hit) {
        var pieces = new ArrayList<Piece>();
        int done = 0;
        for (int i = 0; i < hit.length; i++) {
            if (!hit[i]) {
                continue;
            }
            int from = words.get(i).start();
            while (i + 1 < hit.length
                    && hit[i + 1]
                    && text.substring(words.get(i).end(), words.get(i + 1).start())
                            .isBlank()) {
                i++;
            }
            int to = words.get(i).end();
            if (from > done) {
                pieces.add(new Piece(text.substring(done, from), false));
            }
            pieces.add(new Piece(text.substring(from, to), true));
            done = to;
        }
        if (done < text.length()) {
            pieces.add(new Piece(text.substring(done), false));
        }
        return pieces;
    }

    private static List<Clause> clauses(String typed) {
        var clauses = new ArrayList<Clause>();
        String text = normal(typed);
        Matcher matcher = CLAUSE.matcher(text);
        while (matcher.find()) {
            String word = matcher.group("word");
            boolean quoted = word == null;
            boolean without =
                    quoted ? matcher.group("minus") != null : word.length() > 1 && "-–−".indexOf(word.charAt(0)) >= 0;
            List<Form> words = words(quoted ? matcher.group("phrase") : word);
            boolean last = matcher.end() == text.stripTrailing().length();
            if (!words.isEmpty()) {
                clauses.add(new Clause(words, without, last && !quoted && !without));
            }
        }
        return clauses;
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static List<Form> words(String text) {
        var words = new ArrayList<Form>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && belongs(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            if (at > start) {
                form(text.substring(start, at), start, at).ifPresent(words::add);
            } else {
                at += Character.charCount(text.codePointAt(at));
            }
        }
        return words;
    }

    private static boolean belongs(int character) {
        return Character.isLetterOrDigit(character) || Character.getType(character) == Character.NON_SPACING_MARK;
    }

    private static Optional<Form> form(String word, int start, int end) {
        var letters = new StringBuilder();
        var plain = new StringBuilder();
        int tone = 0;
        String taken = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        for (int i = 0; i < taken.length() && plain.length() < LONGEST; i++) {
            char c = taken.charAt(i);
            switch (c) {
                case '\u0301' -> tone = 1;
                case '\u0300' -> tone = 2;
                case '\u0309' -> tone = 3;
                case '\u0303' -> tone = 4;
                case '\u0323' -> tone = 5;
                case '\u0302', '\u0306', '\u031b' -> letters.append(c);
                case '\u0111' -> {
                    letters.append(c);
                    plain.append('d');
                }
                default -> {
                    if (Character.getType(c) != Character.NON_SPACING_MARK) {
                        letters.append(c);
                        plain.append(c);
                    }
                }
            }
        }
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        String base = withoutY(normal(letters.toString()));
        String bare = withoutY(plain.toString());
        return Optional.of(new Form(bare, tone == 0 && base.equals(bare) ? null : "=" + tone + base, start, end));
    }

    private static String withoutY(String syllable) {
        return Y.matcher(syllable).replaceFirst("$1i");
    }
}
