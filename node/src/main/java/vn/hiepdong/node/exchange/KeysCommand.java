package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.terminal.RemoteArguments;
import vn.hiepdong.node.terminal.RemoteNode;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;

/// `keys`: shows the keys of a running node, changes them by plan, and puts new ones in the place
/// of lost ones.
public final class KeysCommand implements Subcommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;
    private static final long MOST_PAPER = 4096;
    private static final String COUNT = "[1-9][0-9]?";

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
            case "show1" -> show(node.send(node.request(KeyApi.PATH), BodyHandlers.ofString()));
            case "rotate1" -> post(node, "", Map.of());
            case "retire2" ->
                typed.word(1).matches("[0-9]{1,3}")
                        ? post(node, "/" + typed.word(1) + "/retirement", Map.of())
                        : usage();
            case "carried2" -> post(node, "/recovery/confirmation", Map.of("end", typed.word(1)));
            case "recover2" -> recover(node, Path.of(typed.word(1)));
            case "compromised1" -> plan(node, "");
            case "compromised2" -> typed.word(1).matches(COUNT) ? plan(node, "?holders=" + typed.word(1)) : usage();
            case "compromised3" -> compromised(node, typed.word(1), Path.of(typed.word(2)), Map.of());
            case "compromised4" ->
                typed.word(3).matches(COUNT)
                        ? compromised(
                                node,
                                typed.word(1),
                                Path.of(typed.word(2)),
                                Map.of("holders", Integer.valueOf(typed.word(3))))
                        : usage();
            case "line1" -> post(node, "/line", Map.of());
            case "switch1" -> post(node, "/line/switch", Map.of());
            case "receipts1" -> post(node, "/receipts", Map.of());
            case "object1" -> post(node, "/objection", Map.of());
            case "approve3" ->
                AgencyCode.isCode(typed.word(1))
                        ? post(node, "/partners/" + typed.word(1) + "/approval", Map.of("fingerprint", typed.word(2)))
                        : usage();
            case "statement2" -> statement(node, Path.of(typed.word(1)));
            default -> usage();
        });
    }

    private int usage() {
        terminal.complain("keys.usage");
        return CALLED_WRONGLY;
    }

    private int post(RemoteNode node, String path, Map<String, ?> body) throws IOException, InterruptedException {
        var request = node.request(KeyApi.PATH + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
        return show(node.send(request, BodyHandlers.ofString()));
    }

    /// The recovery key is read from a file, so that it is neither on the screen nor in the history
    /// of the shell.
    private int recover(RemoteNode node, Path file) throws IOException, InterruptedException {
        return isPaper(file) ? post(node, "/recovery", Map.of("key", paper(file))) : FAILED;
    }

    private boolean isPaper(Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) <= MOST_PAPER) {
            return true;
        }
        terminal.complain("keys.no-file", file);
        return false;
    }

    private static String paper(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    private int compromised(RemoteNode node, String reason, Path file, Map<String, Integer> more)
            throws IOException, InterruptedException {
        if (!isPaper(file)) {
            return FAILED;
        }
        var body = new HashMap<String, Object>(more);
        body.put("reason", reason);
        body.put("key", paper(file));
        return post(node, "/compromise", body);
    }

    /// What would be done, before it is.
    private int plan(RemoteNode node, String query) throws IOException, InterruptedException {
        var answer = node.send(node.request(KeyApi.PATH + "/compromise" + query), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            terminal.complain("keys.failed", RemoteNode.reason(answer.statusCode(), answer.body()));
            return FAILED;
        }
        JsonNode plan = RemoteNode.json(answer.body());
        terminal.say("keys.plan", plan.path("holders").asInt(0));
        for (JsonNode log : plan.path("logs")) {
            terminal.print("  " + log.path("log").asString(""));
            terminal.say(
                    "keys.ends",
                    log.path("end").asLong(0),
                    log.path("size").asLong(0),
                    log.path("again").asLong(0));
            log.path("held")
                    .properties()
                    .forEach(each -> terminal.say(
                            "keys.held", each.getKey(), each.getValue().asLong(0)));
        }
        terminal.say("keys.plan-how");
        return DONE;
    }

    private int statement(RemoteNode node, Path file) throws IOException, InterruptedException {
        if (Files.exists(file)) {
            terminal.complain("keys.file-there", file);
            return FAILED;
        }
        var answer = node.send(node.request(KeyApi.PATH + "/statement"), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            terminal.complain("keys.failed", RemoteNode.reason(answer.statusCode(), answer.body()));
            return FAILED;
        }
        Files.writeString(file, answer.body());
        terminal.say("keys.statement", file);
        return DONE;
    }

    private int show(HttpResponse<String> answer) {
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
            boolean lost = pair.path("lost").asBoolean(false);
            terminal.say(
                    retired ? "keys.retired" : lost ? "keys.lost-pair" : "keys.signs",
                    pair.path("pair").asInt(0),
                    pair.path("fingerprint").asString(""),
                    pair.path("since").asString("-"),
                    pair.path("retired").asString("-"));
            sizes("    > ", pair.path("from"));
            sizes("    <= ", pair.path("to"));
        }
        warn(keys);
        return DONE;
    }

    private void warn(JsonNode keys) {
        if (keys.path("recoveryKeyHere").asBoolean(false)) {
            terminal.say("keys.recovery-here");
        }
        if (keys.path("lineChanging").asBoolean(false)) {
            terminal.say("keys.line");
            keys.path("unaware").forEach(each -> terminal.say("keys.unaware", each.asString("")));
        }
        if (keys.path("lost").asBoolean(false)) {
            terminal.say("keys.lost");
        }
        if (keys.path("claimedBy").isString()) {
            terminal.say("keys.claimed", keys.path("claimedBy").asString(""));
        }
        for (JsonNode each : keys.path("partners")) {
            terminal.say(
                    each.path("compromised").asBoolean(false)
                            ? "keys.compromised"
                            : each.path("contested").asBoolean(false) ? "keys.contested" : "keys.waits",
                    each.path("partner").asString(""),
                    each.path("fingerprint").asString(""),
                    each.path("inForce").asString(""));
        }
    }

    private void sizes(String relation, JsonNode sizes) {
        for (Map.Entry<String, JsonNode> each : sizes.properties()) {
            terminal.print(relation + each.getValue().asLong(0) + "  " + each.getKey());
        }
    }
}
