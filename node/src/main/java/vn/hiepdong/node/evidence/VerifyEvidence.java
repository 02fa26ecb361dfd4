package vn.hiepdong.node.evidence;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;
import vn.hiepdong.verifier.Verify;

/// `verify`: what the verifier alone does, at hand where the node is.
public final class VerifyEvidence implements Subcommand {
    private final Terminal terminal;

    public VerifyEvidence(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return terminal.text("verify.summary");
    }

    @Override
    public int run(List<String> arguments) {
        return new Verify(
                        new PrintStream(System.out, true, StandardCharsets.UTF_8),
                        new PrintStream(System.err, true, StandardCharsets.UTF_8),
                        Locale.of(terminal.text("node.language")))
                .run(arguments);
    }
}
