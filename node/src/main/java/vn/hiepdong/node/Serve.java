package vn.hiepdong.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;

/// `serve`: runs one node until it is told to stop.
final class Serve implements Subcommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;

    private final Terminal terminal;

    Serve(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public String name() {
        return "serve";
    }

    @Override
    public String summary() {
        return terminal.text("serve.summary");
    }

    @Override
    public int run(List<String> arguments) {
        Path file = null;
        var overrides = new TreeMap<String, String>();
        var whileInput = false;
        for (var words = arguments.iterator(); words.hasNext(); ) {
            var word = words.next();
            if (word.equals("--config") && words.hasNext()) {
                file = Path.of(words.next());
            } else if (word.equals("--database-url") && words.hasNext()) {
                overrides.put(SettingKey.DATABASE_URL.key, words.next());
            } else if (word.equals("--while-input")) {
                whileInput = true;
            } else {
                terminal.complain("serve.argument", word);
                return usage();
            }
        }
        return file == null ? usage() : run(file, overrides, whileInput);
    }

    private int usage() {
        terminal.complain("serve.usage");
        explainSettings();
        return CALLED_WRONGLY;
    }

    private int run(Path file, TreeMap<String, String> settings, boolean whileInput) {
        if (!Files.isRegularFile(file)) {
            terminal.complain("config.absent", file);
            return usage();
        }
        try {
            var configuration = ConfigurationFile.read(file);
            if (!configuration.mistakes().isEmpty()) {
                explain(file, configuration);
                return CALLED_WRONGLY;
            }
            configuration.settings().forEach(settings::putIfAbsent);
        } catch (ConfigurationFile.Unreadable e) {
            terminal.complain("config.unreadable", file, e.why);
            return CALLED_WRONGLY;
        }
        return serve(settings, whileInput);
    }

    private int serve(TreeMap<String, String> settings, boolean whileInput) {
        try (var node = NodeApplication.start(settings)) {
            terminal.say("serve.running", node.agency(), node.url());
            if (whileInput) {
                awaitEndOfInput();
            } else {
                node.awaitClosing();
            }
            return DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (RuntimeException e) {
            // Spring Boot has logged what went wrong, in words where it has them.
            terminal.complain("serve.failed");
            return FAILED;
        }
    }

    /// A node that another process started stops when that process is gone, however it went.
    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void explain(Path file, ConfigurationFile configuration) {
        terminal.complain("config.mistakes", file);
        for (var mistake : configuration.mistakes()) {
            var form = mistake.more().isEmpty()
                    ? ""
                    : terminal.text("form." + mistake.more().toLowerCase(Locale.ROOT));
            terminal.complain("config." + mistake.kind().name().toLowerCase(Locale.ROOT), mistake.what(), form);
        }
        explainSettings();
    }

    private void explainSettings() {
        terminal.complain("config.keys");
        for (var setting : SettingKey.values()) {
            var form = terminal.text("form." + setting.form.name().toLowerCase(Locale.ROOT));
            terminal.complain(
                    setting.required ? "config.key.required" : "config.key.optional",
                    setting.key,
                    terminal.text("setting." + setting.key),
                    form);
        }
    }
}
