package vn.hiepdong.node.operations;

import static java.net.http.HttpResponse.BodyHandlers.ofString;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.hiepdong.node.terminal.RemoteArguments;
import vn.hiepdong.node.terminal.RemoteNode;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;

/// `doctor`: looks at a node from outside and says what to do, also about one that does not start. With an access token
/// it asks a running node as well what that finds in itself.
public final class Doctor implements Subcommand {
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;

    private final Terminal terminal;
    private final Reader configuration;
    private final Map<String, String> environment;

    /// Reads a configuration file, or says why not.
    public interface Reader {
        /// Throws [IllegalArgumentException] with words for the operator.
        Map<String, String> read(Path file);
    }

    public Doctor(Terminal terminal, Reader configuration, Map<String, String> environment) {
        this.terminal = terminal;
        this.configuration = configuration;
        this.environment = environment;
    }

    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public String summary() {
        return terminal.text("doctor.summary");
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.size() != 2 || !arguments.getFirst().equals("--config")) {
            terminal.complain("doctor.usage");
            return CALLED_WRONGLY;
        }
        Map<String, String> settings;
        try {
            settings = configuration.read(Path.of(arguments.get(1)));
        } catch (IllegalArgumentException e) {
            say(Finding.Level.BAD, String.valueOf(e.getMessage()), terminal.text("doctor.configuration.do"));
            return FAILED;
        }
        var examination = new Examination(settings);
        boolean bad = false;
        for (Finding each : examination.findings()) {
            bad |= each.level() == Finding.Level.BAD;
            String key = "doctor.finding." + each.key();
            say(
                    each.level(),
                    terminal.text(key, each.arguments()),
                    each.level() == Finding.Level.GOOD ? null : terminal.text(key + ".do", each.arguments()));
        }
        if (examination.answers()) bad |= askTheNode(examination.url());
        terminal.print("");
        terminal.say(bad ? "doctor.bad" : "doctor.good");
        return bad ? FAILED : 0;
    }

    private void say(Finding.Level level, String text, @Nullable String advice) {
        terminal.print("%-10s %s".formatted(terminal.text("doctor.level." + level.name()), text));
        if (advice != null) terminal.print("%-10s → %s".formatted("", advice));
    }

    /// Returns whether it finds something bad in itself.
    private boolean askTheNode(String url) {
        var whom = RemoteArguments.read(List.of("--url", url), environment, Set.of(), Set.of());
        if (whom.isEmpty()) {
            terminal.say("doctor.token");
            return false;
        }
        var levels = new ArrayList<Finding.Level>();
        int code = RemoteNode.ask(terminal, whom.get(), node -> {
            var answer = node.send(node.request("/api/v1/node"), ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 200) {
                terminal.complain("doctor.refused", RemoteNode.reason(answer.statusCode(), answer.body()));
                return FAILED;
            }
            for (JsonNode each : RemoteNode.json(answer.body()).path("findings")) {
                var level = Finding.Level.valueOf(each.path("level").asString());
                levels.add(level);
                String advice = each.path("advice").asString("");
                say(level, each.path("text").asString(), advice.isEmpty() ? null : advice);
            }
            return 0;
        });
        return code != 0 || levels.contains(Finding.Level.BAD);
    }
}
