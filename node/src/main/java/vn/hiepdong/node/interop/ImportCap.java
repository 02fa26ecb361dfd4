package vn.hiepdong.node.interop;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.hiepdong.node.terminal.RemoteArguments;
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
        var read = RemoteArguments.read(arguments, System.getenv(), Set.of("--to", "--realm"), Set.of());
        if (read.isEmpty() || read.get().words().size() != 1) {
            return usage();
        }
        var typed = read.get();
        var receivers =
                typed.option("--to").map(codes -> List.of(codes.split(","))).orElse(List.of());
        String path = path(typed.option("--realm").orElse("REAL"), receivers);
        return RemoteNode.ask(terminal, typed, node -> send(node, Path.of(typed.word(0)), path));
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
