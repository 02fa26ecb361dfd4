package vn.hiepdong.node.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// Takes a JTE template apart: the markup without any code, and the texts that code hands to other templates as they
/// are.
final class TemplateScan {
    private static final Pattern LINE = Pattern.compile("@(import|param)[^\\n]*");
    private static final Pattern CALL = Pattern.compile("@template\\.[\\w.]+\\(");
    private static final Pattern BRANCH = Pattern.compile("@(if|elseif|for)\\(");
    private static final Pattern WORD = Pattern.compile("@(else|endif|endfor)");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern FOR_PEOPLE = Pattern.compile(".*(\\s|[^\\x00-\\x7f]).*");

    private final String template;
    private final StringBuilder markup = new StringBuilder();
    private final List<String> literals = new ArrayList<>();
    /// How many brackets are open in each template call that we are inside of.
    private final Deque<Integer> calls = new ArrayDeque<>();
    private boolean code;
    private int at;

    TemplateScan(String template) {
        this.template = template;
        while (at < template.length()) {
            if (code) readCode();
            else readMarkup();
        }
    }

    String markup() {
        return markup.toString();
    }

    List<String> literals() {
        return literals;
    }

    private void readMarkup() {
        if (template.startsWith("${", at) || template.startsWith("!{", at)) {
            at = closing(at + 1, '{', '}');
        } else if (next(CALL)) {
            calls.push(1);
            code = true;
        } else if (next(BRANCH)) {
            at = closing(at - 1, '(', ')');
        } else if (template.charAt(at) == '`' && !calls.isEmpty()) {
            code = true;
            at++;
        } else if (!next(LINE) && !next(WORD)) {
            markup.append(template.charAt(at++));
        }
    }

    private void readCode() {
        var literal = LITERAL.matcher(template).region(at, template.length());
        if (literal.lookingAt()) {
            if (FOR_PEOPLE.matcher(literal.group(1)).matches() && justGiven()) literals.add(literal.group(1));
            at = literal.end();
        } else if (template.startsWith("@`", at)) {
            code = false;
            at += 2;
        } else {
            char c = template.charAt(at++);
            if (c == '(') calls.push(calls.pop() + 1);
            if (c == ')') {
                int open = calls.pop() - 1;
                if (open > 0) calls.push(open);
                else code = false;
            }
        }
    }

    /// Whether what stands here is itself the argument, as in `title = "…"`.
    private boolean justGiven() {
        return template.substring(0, at).stripTrailing().endsWith("=");
    }

    private boolean next(Pattern pattern) {
        var found = pattern.matcher(template).region(at, template.length());
        if (found.lookingAt()) at = found.end();
        return found.lookingAt();
    }

    private int closing(int from, char open, char close) {
        int depth = 0;
        for (int i = from; i < template.length(); i++) {
            var literal = LITERAL.matcher(template).region(i, template.length());
            if (literal.lookingAt()) i = literal.end() - 1;
            else if (template.charAt(i) == open) depth++;
            else if (template.charAt(i) == close && --depth == 0) return i + 1;
        }
        return template.length();
    }
}
