package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.terminal.RemoteArguments;
import vn.hiepdong.node.terminal.RemoteNode;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;

/// `carry`: makes files for a partner without a line and takes in those of a partner.
public final class CarryCommand implements Subcommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;
    private static final Set<String> OPTIONS = Set.of("--to", "--from", "--megabytes", "--receipt");
    private static final Set<String> FLAGS = Set.of("--onward", "--everything");
    private static final int MOST_FILES = 999;
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Terminal terminal;
    private final Map<String, String> environment;

    public CarryCommand(Terminal terminal) {
        this(terminal, System.getenv());
    }

    CarryCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public String name() {
        return "carry";
    }

    @Override
    public String summary() {
        return terminal.text("carry.summary");
    }

    @Override
    public int run(List<String> arguments) {
        var read = RemoteArguments.read(arguments, environment, OPTIONS, FLAGS);
        if (read.isEmpty()) return usage();
        var typed = read.get();
        var partner = typed.option("--to").or(() -> typed.option("--from")).orElse("");
        boolean named = AgencyCode.isCode(partner);
        boolean sized = size(typed).matches("[1-9][0-9]{0,3}");
        return RemoteNode.ask(terminal, typed, node -> switch (typed.act()) {
            case "out2" -> named && sized ? out(node, partner, Path.of(typed.word(1)), typed) : usage();
            case "in2" -> in(node, Path.of(typed.word(1)));
            case "in1" -> typed.option("--receipt").isPresent() ? typed(node, typed) : usage();
            case "receipts1" -> named ? receipts(node, partner) : usage();
            default -> usage();
        });
    }

    private static String size(RemoteArguments typed) {
        return typed.option("--megabytes").orElse("16");
    }

    private static Courier.Range range(RemoteArguments typed) {
        if (typed.has("--everything")) return Courier.Range.EVERYTHING;
        return typed.has("--onward") ? Courier.Range.ONWARD : Courier.Range.UNCONFIRMED;
    }

    private int usage() {
        terminal.complain("carry.usage");
        return CALLED_WRONGLY;
    }

    /// As many files as it takes: FILE, FILE-2, FILE-3 …
    private int out(RemoteNode node, String partner, Path file, RemoteArguments typed)
            throws IOException, InterruptedException {
        Courier.Range range = range(typed);
        for (int number = 1; number <= MOST_FILES; number++) {
            Path next = numbered(file, number);
            if (Files.exists(next)) {
                terminal.complain("carry.exists", next);
                return CALLED_WRONGLY;
            }
            var query = "?range=" + range + "&megabytes=" + size(typed);
            var request = node.request(CarryApi.PATH + "/" + partner + CarryApi.IN + query)
                    .timeout(PATIENCE)
                    .POST(BodyPublishers.noBody());
            Path partial = next.resolveSibling(next.getFileName() + ".partial");
            HttpResponse<Path> answer = node.send(
                    request,
                    BodyHandlers.ofFile(
                            partial,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE));
            if (answer.statusCode() != 200) {
                String body = Files.readString(partial);
                Files.delete(partial);
                return failed(answer.statusCode(), body);
            }
            Files.move(partial, next);
            terminal.say("carry.written", next, Math.ceilDiv(Files.size(next), 1024));
            if (!answer.headers().firstValue(CarryDesk.MORE).orElse("").equals("true")) {
                return DONE;
            }
            range = Courier.Range.ONWARD;
        }
        terminal.complain("carry.too-many", MOST_FILES);
        return FAILED;
    }

    private static Path numbered(Path file, int number) {
        var name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        int at = dot > 0 ? dot : name.length();
        return number == 1 ? file : file.resolveSibling(name.substring(0, at) + "-" + number + name.substring(at));
    }

    private int in(RemoteNode node, Path file) throws IOException, InterruptedException {
        if (!Files.isRegularFile(file)) {
            terminal.complain("carry.no-file", file);
            return CALLED_WRONGLY;
        }
        return in(node, BodyPublishers.ofFile(file));
    }

    private int typed(RemoteNode node, RemoteArguments typed) throws IOException, InterruptedException {
        return in(node, BodyPublishers.ofString(typed.option("--receipt").orElseThrow(), StandardCharsets.UTF_8));
    }

    private int in(RemoteNode node, BodyPublisher body) throws IOException, InterruptedException {
        var request = node.request(CarryApi.PATH + CarryApi.IN)
                .timeout(PATIENCE)
                .header("Content-Type", "application/octet-stream")
                .POST(body);
        var answer = node.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            return failed(answer.statusCode(), answer.body());
        }
        JsonNode taken = RemoteNode.json(answer.body());
        String partner = taken.path("partner").asString("");
        if (taken.path("pending").booleanValue(false)) {
            terminal.say("carry.pending", partner);
            return DONE;
        }
        terminal.say(
                "carry.taken",
                partner,
                taken.path("entries").asLong(0),
                taken.path("attachments").asInt(0),
                taken.path("receipts").asInt(0));
        if (taken.path("more").booleanValue(false)) {
            terminal.say("carry.more");
            return DONE;
        }
        return taken.path("entries").asLong(0) > 0 ? receipts(node, partner) : DONE;
    }

    private int receipts(RemoteNode node, String partner) throws IOException, InterruptedException {
        var answer = node.send(node.request(CarryApi.PATH + "/" + partner + "/receipts"), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            return failed(answer.statusCode(), answer.body());
        }
        JsonNode receipts = RemoteNode.json(answer.body());
        terminal.say(receipts.isEmpty() ? "carry.no-receipts" : "carry.receipts", partner);
        for (JsonNode each : receipts) {
            String text = each.path("text").asString("");
            terminal.print("# " + each.path("origin").asString("") + " "
                    + each.path("size").asLong(0));
            terminal.print(text);
            new ReceiptCode(text.replace(" ", "")).lines().forEach(terminal::print);
        }
        return DONE;
    }

    private int failed(int status, String body) {
        terminal.complain("carry.failed", RemoteNode.reason(status, body));
        return FAILED;
    }
}
