package vn.hiepdong.node.evidence;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.terminal.RemoteNode;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;

/// `evidence`: fetches the evidence file about a record, or about an alarm of a log, from a running
/// node.
public final class FetchEvidence implements Subcommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;

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
        UUID record = null;
        Path file = null;
        String url = null;
        String token = null;
        String from = "/api/v1/evidence/%s";
        for (var words = arguments.iterator(); words.hasNext(); ) {
            var word = words.next();
            if (word.equals("--alarm")) {
                from = "/api/v1/logs/alarms/%s/file";
            } else if (word.equals("--url") && words.hasNext()) {
                url = words.next();
            } else if (word.equals("--token") && words.hasNext()) {
                token = words.next();
            } else if (!word.startsWith("--") && record == null) {
                record = id(word);
                if (record == null) {
                    return usage();
                }
            } else if (!word.startsWith("--") && file == null) {
                file = Path.of(word);
            } else {
                return usage();
            }
        }
        if (record == null || url == null || token == null || !RemoteNode.isAddress(url)) {
            return usage();
        }
        String wanted = from.formatted(record);
        Path into = file == null ? Path.of(record + ".hdx") : file;
        return RemoteNode.ask(terminal, url, token, node -> fetch(node, wanted, into));
    }

    private static @Nullable UUID id(String word) {
        try {
            return UUID.fromString(word);
        } catch (IllegalArgumentException _) {
            return null;
        }
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
