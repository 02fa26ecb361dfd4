package vn.hiepdong.format;

import java.util.Optional;

/// A cursor over text whose every line ends with `\n`, the last one too.
final class Lines {
    private final String text;
    private final String what;
    private int position;

    Lines(String text, String what) {
        this.text = text;
        this.what = what;
    }

    boolean hasNext() {
        return position < text.length();
    }

    /// The next line without its `\n`.
    String next() {
        int end = text.indexOf('\n', position);
        if (end < 0) {
            throw new FormatException(what + " ends in the middle of a line, at character " + position);
        }
        String line = text.substring(position, end);
        position = end + 1;
        return line;
    }

    /// The rest of the next line, which must begin with `start`.
    String next(String start) {
        String line = next();
        if (!line.startsWith(start)) {
            throw new FormatException(what + " has " + Strict.quoted(line) + " where \"" + start + "\" belongs");
        }
        return line.substring(start.length());
    }

    /// The rest of the next line if it begins with `start`; else it stays the next.
    Optional<String> nextIf(String start) {
        return text.startsWith(start, position) ? Optional.of(next(start)) : Optional.empty();
    }

    /// Everything that has not been read yet.
    String rest() {
        String rest = text.substring(position);
        position = text.length();
        return rest;
    }

    void end() {
        if (hasNext()) {
            throw new FormatException(what + " goes on after its end: " + Strict.quoted(text.substring(position)));
        }
    }
}
