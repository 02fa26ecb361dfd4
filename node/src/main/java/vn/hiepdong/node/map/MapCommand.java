package vn.hiepdong.node.map;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import vn.hiepdong.node.terminal.RemoteArguments;
import vn.hiepdong.node.terminal.RemoteNode;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;

/// `map`: shows a running node what else there is to be drawn and found on its map, and takes it away again.
public final class MapCommand implements Subcommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;

    private static final List<String> ENDINGS = List.of(".pmtiles", ".geojson", ".topojson", ".json", ".csv");
    private static final Map<String, String> OPTIONS = Map.of(
            "--title", "title",
            "--attribution", "attribution",
            "--as", "as",
            "--valid-from", "validFrom",
            "--valid-to", "validTo");

    private final Terminal terminal;
    private final Map<String, String> environment;

    public MapCommand(Terminal terminal) {
        this(terminal, System.getenv());
    }

    MapCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public String name() {
        return "map";
    }

    @Override
    public String summary() {
        return terminal.text("pack.summary");
    }

    @Override
    public int run(List<String> arguments) {
        // What the system's locale cannot carry arrives as this sign; a title of it would stay for ever.
        if (arguments.stream().anyMatch(word -> word.indexOf('\uFFFD') >= 0)) {
            terminal.complain("pack.letters");
            return CALLED_WRONGLY;
        }
        var read = RemoteArguments.read(arguments, environment, OPTIONS.keySet(), Set.of());
        if (read.isEmpty()) return usage();
        var typed = read.get();
        return RemoteNode.ask(terminal, typed, node -> switch (typed.act()) {
            case "add2" -> add(node, Path.of(typed.word(1)), said(typed));
            case "list1" -> list(node);
            case "remove2" -> remove(node, typed.word(1));
            default -> usage();
        });
    }

    /// What the node is told about a file, by the names of its interface.
    private static Map<String, String> said(RemoteArguments typed) {
        var said = new TreeMap<String, String>();
        OPTIONS.forEach((option, name) -> typed.option(option)
                .ifPresent(value -> said.put(name, name.equals("as") ? value.toUpperCase(Locale.ROOT) : value)));
        return said;
    }

    private int usage() {
        terminal.complain("pack.usage");
        return CALLED_WRONGLY;
    }

    /// A folder is taken whole or not at all: when one file is refused, those before it are taken away again.
    private int add(RemoteNode node, Path path, Map<String, String> said) throws IOException, InterruptedException {
        var files = files(path);
        if (files.isEmpty()) {
            terminal.complain(Files.isDirectory(path) ? "pack.empty-folder" : "pack.no-file", path);
            return CALLED_WRONGLY;
        }
        var added = new ArrayList<String>();
        for (var file : files) {
            var answer = send(node, file, said);
            if (answer.statusCode() / 100 != 2) {
                terminal.complain("pack.refused", file, RemoteNode.reason(answer.statusCode(), answer.body()));
                for (var id : added) takeAway(node, id);
                if (!added.isEmpty()) terminal.complain("pack.taken-back", added.size());
                return FAILED;
            }
            var body = RemoteNode.json(answer.body());
            boolean known = body.path("known").booleanValue(false);
            if (!known) added.add(body.path("id").asString(""));
            terminal.say(known ? "pack.known" : "pack.added", file, line(body));
        }
        return DONE;
    }

    private static List<Path> files(Path path) throws IOException {
        if (Files.isRegularFile(path)) return List.of(path);
        if (!Files.isDirectory(path)) return List.of();
        try (var found = Files.list(path)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> ENDINGS.stream()
                            .anyMatch(file.getFileName().toString().toLowerCase(Locale.ROOT)::endsWith))
                    .sorted()
                    .toList();
        }
    }

    private int list(RemoteNode node) throws IOException, InterruptedException {
        var answer = node.send(node.request(PackApi.PATH), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            terminal.complain("pack.failed", RemoteNode.reason(answer.statusCode(), answer.body()));
            return FAILED;
        }
        var packs = RemoteNode.json(answer.body());
        if (packs.isEmpty()) terminal.say("pack.none");
        for (var pack : packs) terminal.print(line(pack));
        return DONE;
    }

    private int remove(RemoteNode node, String id) throws IOException, InterruptedException {
        if (!id.matches("[0-9a-fA-F-]{36}")) return usage();
        var answer = takeAway(node, id);
        if (answer.statusCode() == 404) terminal.complain("pack.unknown", id);
        else if (answer.statusCode() != 204) {
            terminal.complain("pack.failed", RemoteNode.reason(answer.statusCode(), answer.body()));
        } else terminal.say("pack.removed", id);
        return answer.statusCode() == 204 ? DONE : FAILED;
    }

    private String line(JsonNode pack) {
        var kind = pack.path("kind").asString("").toLowerCase(Locale.ROOT);
        return "%s  %s  %s  %s"
                .formatted(
                        pack.path("id").asString(""),
                        terminal.text("pack.kind." + (kind.isEmpty() ? "layer" : kind)),
                        pack.path("title").asString(""),
                        terminal.text(
                                "pack.counts",
                                pack.path("features").asInt(0),
                                pack.path("places").asInt(0),
                                pack.path("size").asLong(0) / 1024));
    }

    /// Streamed: a map of a whole country does not fit into memory. An hour, for a slow disk.
    private static HttpResponse<String> send(RemoteNode node, Path file, Map<String, String> said)
            throws IOException, InterruptedException {
        var path = new StringBuilder(PackApi.PATH)
                .append("?file=")
                .append(RemoteNode.encoded(file.getFileName().toString()));
        said.forEach((name, value) -> path.append('&').append(name).append('=').append(RemoteNode.encoded(value)));
        var request = node.request(path.toString())
                .timeout(Duration.ofHours(1))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofFile(file));
        return node.send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> takeAway(RemoteNode node, String id) throws IOException, InterruptedException {
        return node.send(node.request(PackApi.PATH + "/" + id).DELETE(), BodyHandlers.ofString());
    }
}
