package vn.hiepdong.node.evidence;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vn.hiepdong.node.terminal.RemoteArguments;
import vn.hiepdong.node.terminal.RemoteNode;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;

/// `evidence`: fetches the evidence file about a record, or about an alarm of a log, from a running
/// node.
public final class FetchEvidence implements Subcommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Terminal terminal;

    public FetchEvidence(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public String name() {
        return "evidence";
    }

    @Override
    public String summary() {
        return terminal.text("evidence.summary");
    }

    @Override
    public int run(List<String> arguments) {
        var read = RemoteArguments.read(arguments, System.getenv(), Set.of(), Set.of("--alarm"));
        int words = read.map(each -> each.words().size()).orElse(0);
        if (words < 1 || words > 2 || !ID.matcher(read.get().word(0)).matches()) {
            return usage();
        }
        var typed = read.get();
        String record = typed.word(0);
        String from = (typed.has("--alarm") ? "/api/v1/logs/alarms/%s/file" : "/api/v1/evidence/%s").formatted(record);
        Path into = Path.of(words == 2 ? typed.word(1) : record + ".hdx");
        return RemoteNode.ask(terminal, typed, node -> fetch(node, from, into));
    }

    private int usage() {
        terminal.complain("evidence.usage");
        return CALLED_WRONGLY;
    }

    private int fetch(RemoteNode node, String path, Path file) throws IOException, InterruptedException {
        var answer = node.send(node.request(path), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            terminal.printError(new String(answer.body(), StandardCharsets.UTF_8));
            return FAILED;
        }
        try {
            Files.write(file, answer.body(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            terminal.complain("evidence.exists", file);
            return CALLED_WRONGLY;
        }
        terminal.say("evidence.written", file);
        return DONE;
    }
}
