package vn.hiepdong.node.interop;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vn.hiepdong.node.terminal.RemoteNode;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;

/// `import-cap`: hands an alert file to a running node.
public final class ImportCap implements Subcommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;

    private final Terminal terminal;

    public ImportCap(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public String name() {
        return "import-cap";
    }

    @Override
    public String summary() {
        return terminal.text("import-cap.summary");
    }

    @Override
    public int run(List<String> arguments) {
        Path file = null;
        String url = null;
        String token = null;
        var receivers = new ArrayList<String>();
        var realm = "REAL";
        for (var words = arguments.iterator(); words.hasNext(); ) {
            var word = words.next();
            if (word.equals("--url") && words.hasNext()) {
                url = words.next();
            } else if (word.equals("--token") && words.hasNext()) {
                token = words.next();
            } else if (word.equals("--to") && words.hasNext()) {
                receivers.addAll(List.of(words.next().split(",")));
            } else if (word.equals("--realm") && words.hasNext()) {
                realm = words.next();
            } else if (!word.startsWith("--") && file == null) {
                file = Path.of(word);
            } else {
                return usage();
            }
        }
        if (file == null || url == null || token == null || !RemoteNode.isAddress(url)) {
            return usage();
        }
        Path alert = file;
        String path = path(realm, receivers);
        return RemoteNode.ask(terminal, url, token, node -> send(node, alert, path));
    }

    private int usage() {
        terminal.complain("import-cap.usage");
        return CALLED_WRONGLY;
    }

    private int send(RemoteNode node, Path file, String path) throws IOException, InterruptedException {
        try {
            var request = node.request(path)
                    .header("Content-Type", "application/xml")
                    .POST(BodyPublishers.ofByteArray(Files.readAllBytes(file)));
            var answer = node.send(request, BodyHandlers.ofString());
            terminal.print(answer.body());
            return answer.statusCode() / 100 == 2 ? DONE : FAILED;
        } catch (NoSuchFileException e) {
            terminal.complain("import-cap.no-file", file);
            return CALLED_WRONGLY;
        }
    }

    private static String path(String realm, List<String> receivers) {
        var query = receivers.stream()
                .map(code -> "&releasableTo=" + RemoteNode.encoded(code))
                .collect(Collectors.joining());
        return "/api/v1/imports/cap?realm=" + RemoteNode.encoded(realm) + query;
    }
}
