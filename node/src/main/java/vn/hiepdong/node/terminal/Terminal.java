package vn.hiepdong.node.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/// Where a subcommand speaks, in Vietnamese or English as the terminal is set.
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final ResourceBundle texts;

    public Terminal(PrintStream out, PrintStream err, Locale language) {
        this.out = out;
        this.err = err;
        texts = ResourceBundle.getBundle("messages.terminal", language);
    }

    /// The terminal of this process. UTF-8 whatever the locale says, since Vietnamese needs it.
    public static Terminal ofThisProcess() {
        return new Terminal(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                language(System.getenv()));
    }

    /// POSIX: the first of these that is set decides. A terminal without a language (`C`) is taken for an English one.
    static Locale language(Map<String, String> environment) {
        for (var name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            var value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value.startsWith("vi") ? Locale.of("vi") : Locale.ENGLISH;
            }
        }
        return Locale.ENGLISH;
    }

    public String text(String key, Object... values) {
        return new MessageFormat(texts.getString(key), Locale.ROOT).format(values);
    }

    public void say(String key, Object... values) {
        out.println(text(key, values));
    }

    /// For what scripts read: as it is, in no language.
    public void print(String line) {
        out.println(line);
    }

    public void printError(String line) {
        err.println(line);
    }

    public void complain(String key, Object... values) {
        err.println(text(key, values));
    }
}
