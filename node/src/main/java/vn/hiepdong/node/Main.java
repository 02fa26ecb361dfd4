package vn.hiepdong.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vn.hiepdong.node.backup.BackupCommand;
import vn.hiepdong.node.bench.BenchCommand;
import vn.hiepdong.node.demo.Demo;
import vn.hiepdong.node.demo.FloodNight;
import vn.hiepdong.node.demo.Introductions;
import vn.hiepdong.node.demo.WatchInTurn;
import vn.hiepdong.node.evidence.FetchEvidence;
import vn.hiepdong.node.evidence.VerifyEvidence;
import vn.hiepdong.node.exchange.CarryCommand;
import vn.hiepdong.node.exchange.KeysCommand;
import vn.hiepdong.node.exchange.ResumeSigning;
import vn.hiepdong.node.interop.ImportCap;
import vn.hiepdong.node.map.MapCommand;
import vn.hiepdong.node.operations.Doctor;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;

/// `./hiepdong`: picks the subcommand that was asked for.
public final class Main {
    private final Terminal terminal;
    private final List<Subcommand> subcommands;

    Main(Terminal terminal) {
        this.terminal = terminal;
        Path home = Path.of(System.getProperty("hiepdong.home", ""));
        // Real alerts lie beside the project where it is developed; elsewhere the demo has only its own.
        var floodNight = new FloodNight(home.resolve("../shared/data/cap/google-cap-library"));
        subcommands = List.of(
                new Demo(terminal, List.of(new Introductions()), List.of(floodNight, new WatchInTurn())),
                new Serve(terminal),
                new ImportCap(terminal),
                new MapCommand(terminal),
                new CarryCommand(terminal),
                new KeysCommand(terminal),
                backup(BackupCommand.Act.BACKUP),
                backup(BackupCommand.Act.BACKUP_KEYS),
                backup(BackupCommand.Act.RESTORE),
                backup(BackupCommand.Act.FSCK),
                new Doctor(terminal, this::settings, System.getenv()),
                new ResumeSigning(terminal),
                new FetchEvidence(terminal),
                new VerifyEvidence(terminal),
                new BenchCommand(terminal, NodeApplication::start));
    }

    private BackupCommand backup(BackupCommand.Act act) {
        return new BackupCommand(terminal, this::settings, act);
    }

    private Map<String, String> settings(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(terminal.text("config.absent", file));
        }
        try {
            var configuration = ConfigurationFile.read(file);
            if (!configuration.mistakes().isEmpty()) {
                throw new IllegalArgumentException(terminal.text("config.mistakes", file));
            }
            return configuration.settings();
        } catch (ConfigurationFile.Unreadable e) {
            throw new IllegalArgumentException(terminal.text("config.unreadable", file, e.why), e);
        }
    }

    public static void main(String[] arguments) {
        System.exit(new Main(Terminal.ofThisProcess()).run(Arrays.asList(arguments)));
    }

    int run(List<String> arguments) {
        if (arguments.isEmpty() || List.of("help", "--help", "-h").contains(arguments.getFirst())) {
            help();
            return 0;
        }
        var wanted = arguments.getFirst();
        for (var subcommand : subcommands) {
            if (subcommand.name().equals(wanted)) {
                return subcommand.run(arguments.subList(1, arguments.size()));
            }
        }
        terminal.complain("main.unknown", wanted);
        help();
        return 2;
    }

    private void help() {
        terminal.say("main.usage");
        terminal.print("  %-12s %s".formatted("help", terminal.text("main.help")));
        for (var subcommand : subcommands) {
            terminal.print("  %-12s %s".formatted(subcommand.name(), subcommand.summary()));
        }
        // Run by the launcher, where the trials are.
        terminal.print("  %-12s %s".formatted("screenshots", terminal.text("main.screenshots")));
        terminal.print("  %-12s %s".formatted("trial", terminal.text("main.trial")));
    }
}
