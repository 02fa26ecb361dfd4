package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import vn.hiepdong.node.terminal.RemoteArguments;
import vn.hiepdong.node.terminal.RemoteNode;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;

/// `resume-signing`: an operator decides that a running node signs again. Without `--yes` it only says which logs are
/// not signed and what the decision means.
public final class ResumeSigning implements Subcommand {
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;
    private static final String PATH = "/api/v1/partners/signing";

    private final Terminal terminal;

    public ResumeSigning(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public String name() {
        return "resume-signing";
    }

    @Override
    public String summary() {
        return terminal.text("signing.summary");
    }

    @Override
    public int run(List<String> arguments) {
        var typed = RemoteArguments.read(arguments, System.getenv(), Set.of(), Set.of("--yes"));
        if (typed.isEmpty() || !typed.get().words().isEmpty()) {
            return usage();
        }
        boolean decided = typed.get().has("--yes");
        return RemoteNode.ask(terminal, typed.get(), node -> decided ? resume(node) : show(node));
    }

    private int usage() {
        terminal.complain("signing.usage");
        return CALLED_WRONGLY;
    }

    private int show(RemoteNode node) throws IOException, InterruptedException {
        var answer = node.send(node.request(PATH), BodyHandlers.ofString(StandardCharsets.UTF_8));
        terminal.print(answer.body());
        if (answer.statusCode() != 200) {
            return FAILED;
        }
        terminal.say("signing.consequence");
        return 0;
    }

    private int resume(RemoteNode node) throws IOException, InterruptedException {
        var answer = node.send(
                node.request(PATH).POST(BodyPublishers.noBody()), BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            terminal.printError(answer.body());
            return FAILED;
        }
        terminal.print(answer.body());
        terminal.say("signing.done");
        return 0;
    }
}
