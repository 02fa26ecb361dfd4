package vn.hiepdong.node.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Takes source text in Java, JavaScript or JTE apart into the texts in quotes and everything else; comments are left
/// out. No compiler: it knows quotes, text blocks, template literals and comments, and nothing more.
final class SourceScan {
    /// A text in quotes.
    ///
    /// @param before the code that stands before it, without blanks at its end
    /// @param at where its opening quote stands in the source
    record Literal(String text, String before, int at) {}

    /// A call that begins with a text in quotes: `name("first", …)`.
    ///
    /// @param arguments how many follow the first
    record Call(String name, String first, int arguments) {}

    /// What the source is written in.
    enum Language {
        JAVA,
        SCRIPT,
        TEMPLATE;

        static Language of(String file) {
            return file.endsWith(".jte") ? TEMPLATE : file.endsWith(".js") ? SCRIPT : JAVA;
        }
    }

    private static final Pattern CODE_IN_MARKUP = Pattern.compile("[$!](unsafe)?\\{|@[a-z][\\w.]*\\(");
    private static final Pattern REGULAR_EXPRESSION =
            Pattern.compile("/(?![*/])(\\\\.|\\[(\\\\.|[^]\\n])*]|[^/\\n])+/");

    private final String source;
    private final Language language;
    private final List<Literal> literals = new ArrayList<>();
    private final StringBuilder code = new StringBuilder();
    private int at;

    SourceScan(String source, Language language) {
        this.source = source;
        this.language = language;
        if (language == Language.TEMPLATE) markup();
        else while (at < source.length()) code();
    }

    /// Markup up to the backtick that ends it; code stands in it here and there.
    private void markup() {
        var begin = CODE_IN_MARKUP.matcher(source);
        while (at < source.length() && source.charAt(at) != '`') {
            if (begin.region(at, source.length()).lookingAt()) {
                at = begin.end();
                code.append(begin.group());
                codeUpToClosing();
            } else {
                at++;
            }
        }
        at++;
    }

    private void codeUpToClosing() {
        for (int depth = 1; depth > 0 && at < source.length(); ) {
            char c = source.charAt(at);
            if (source.startsWith("@`", at)) {
                at += 2;
                markup();
            } else {
                if (c == '(' || c == '{') depth++;
                if (c == ')' || c == '}') depth--;
                code();
            }
        }
    }

    /// One character of code, or one text in quotes, or one comment.
    private void code() {
        if (source.startsWith("//", at)) skipTo("\n");
        else if (source.startsWith("/*", at)) skipTo("*/");
        else if (source.startsWith("\"\"\"", at)) literal("\"\"\"");
        else if (isQuote(source.charAt(at))) literal(String.valueOf(source.charAt(at)));
        else if (!skipRegularExpression()) code.append(source.charAt(at++));
    }

    private boolean skipRegularExpression() {
        if (language != Language.SCRIPT || source.charAt(at) != '/') return false;
        var before = code.toString().stripTrailing();
        if (!before.isEmpty() && "(,=:[!&|?{};".indexOf(before.charAt(before.length() - 1)) < 0) return false;
        var found = REGULAR_EXPRESSION.matcher(source).region(at, source.length());
        if (!found.lookingAt()) return false;
        at = found.end();
        code.append("//");
        return true;
    }

    List<Literal> literals() {
        return literals;
    }

    List<String> texts() {
        return literals.stream().map(Literal::text).toList();
    }

    List<Call> calls() {
        var calls = new ArrayList<Call>();
        for (var literal : literals) {
            if (!literal.before().endsWith("(")) continue;
            var called = literal.before().substring(0, literal.before().length() - 1);
            int start = called.length();
            while (start > 0 && Character.isJavaIdentifierPart(called.charAt(start - 1))) start--;
            if (start < called.length()) {
                calls.add(new Call(called.substring(start), literal.text(), arguments(literal.at())));
            }
        }
        return calls;
    }

    /// How many commas part the arguments of the call in which the quote at this place is the first. A call whose
    /// first argument goes on after the quote (`"key." + name`) has -1.
    private int arguments(int from) {
        int depth = 0;
        int commas = 0;
        boolean first = true;
        for (int i = from; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '"') {
                i = closing(i + 1, "\"");
                continue;
            }
            if (c == '(' || c == '[' || c == '{') depth++;
            else if (c == ')' || c == ']' || c == '}') {
                if (depth-- == 0) return commas;
            } else if (c == ',' && depth == 0) {
                commas++;
                first = false;
            } else if (c == '+' && first) return -1;
        }
        return commas;
    }

    private void skipTo(String end) {
        int found = source.indexOf(end, at + 2);
        at = found < 0 ? source.length() : found + end.length();
        code.append(' ');
    }

    private boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`' && language == Language.SCRIPT;
    }

    private void literal(String quote) {
        int end = closing(at + quote.length(), quote);
        var text = source.substring(Math.min(at + quote.length(), end), end);
        literals.add(new Literal(text, code.toString().stripTrailing(), at));
        code.append(quote).append(quote);
        at = Math.min(source.length(), end + quote.length());
    }

    private int closing(int from, String quote) {
        for (int i = from; i < source.length(); i++) {
            if (source.charAt(i) == '\\') i++;
            else if (source.startsWith(quote, i)) return i;
            else if (quote.equals("`") && source.startsWith("${", i)) i = closingBrace(i + 2);
        }
        return source.length();
    }

    private int closingBrace(int from) {
        int depth = 1;
        for (int i = from; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '`') i = closing(i + 1, "`");
            else if (c == '{') depth++;
            else if (c == '}' && --depth == 0) return i;
        }
        return source.length();
    }
}
