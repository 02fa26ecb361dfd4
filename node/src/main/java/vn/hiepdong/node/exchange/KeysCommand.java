package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vn.hiepdong.node.terminal.RemoteArguments;
import vn.hiepdong.node.terminal.RemoteNode;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;

/// `keys`: shows the log keys of a running node and changes them.
public final class KeysCommand implements Subcommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;

    private final Terminal terminal;
    private final Map<String, String> environment;

    public KeysCommand(Terminal terminal) {
        this(terminal, System.getenv());
    }

    KeysCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public String summary() {
        return terminal.text("keys.summary");
    }

    @Override
    public int run(List<String> arguments) {
        var read = RemoteArguments.read(arguments, environment, Set.of(), Set.of());
        if (read.isEmpty()) return usage();
        var typed = read.get();
        return RemoteNode.ask(terminal, typed, node -> switch (typed.act()) {
            case "show1" -> ask(node, "", false);
            case "rotate1" -> ask(node, "", true);
            case "retire2" ->
                typed.word(1).matches("[0-9]{1,3}") ? ask(node, "/" + typed.word(1) + "/retirement", true) : usage();
            default -> usage();
        });
    }

    private int usage() {
        terminal.complain("keys.usage");
        return CALLED_WRONGLY;
    }

    private int ask(RemoteNode node, String path, boolean change) throws IOException, InterruptedException {
        var request = node.request(KeyApi.PATH + path);
        var answer = node.send(change ? request.POST(BodyPublishers.noBody()) : request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            terminal.complain("keys.failed", RemoteNode.reason(answer.statusCode(), answer.body()));
            return FAILED;
        }
        JsonNode keys = RemoteNode.json(answer.body());
        terminal.say(
                "keys.agency",
                keys.path("agency").asString(""),
                keys.path("fingerprint").asString(""));
        for (JsonNode pair : keys.path("pairs")) {
            boolean retired = pair.path("retired").isString();
            terminal.say(
                    retired ? "keys.retired" : "keys.signs",
                    pair.path("pair").asInt(0),
                    pair.path("fingerprint").asString(""),
                    pair.path("since").asString("-"),
                    pair.path("retired").asString("-"));
            sizes("    > ", pair.path("from"));
            sizes("    <= ", pair.path("to"));
        }
        return DONE;
    }

    private void sizes(String relation, JsonNode sizes) {
        for (Map.Entry<String, JsonNode> each : sizes.properties()) {
            terminal.print(relation + each.getValue().asLong(0) + "  " + each.getKey());
        }
    }
}
