package vn.hiepdong.node.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import vn.hiepdong.node.database.DatabaseFailure;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;

/// One of the subcommands `backup`, `backup-keys`, `restore`, `fsck`. All of them take `--config FILE`, and all but the
/// last a folder.
public final class BackupCommand implements Subcommand {
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;

    private final Terminal terminal;
    private final Settings.Reader configuration;
    private final Act act;

    /// What is to be done.
    public enum Act {
        BACKUP("backup", "backup.summary", "backup.usage", true),
        BACKUP_KEYS("backup-keys", "backup-keys.summary", "backup-keys.usage", true),
        RESTORE("restore", "restore.summary", "restore.usage", true),
        FSCK("fsck", "fsck.summary", "fsck.usage", false);

        private final String word;
        private final String summary;
        private final String usage;
        private final boolean folder;

        Act(String word, String summary, String usage, boolean folder) {
            this.word = word;
            this.summary = summary;
            this.usage = usage;
            this.folder = folder;
        }
    }

    public BackupCommand(Terminal terminal, Settings.Reader configuration, Act act) {
        this.terminal = terminal;
        this.configuration = configuration;
        this.act = act;
    }

    @Override
    public String name() {
        return act.word;
    }

    @Override
    public String summary() {
        return terminal.text(act.summary);
    }

    @Override
    public int run(List<String> arguments) {
        Path file = null;
        Path folder = null;
        for (var words = arguments.iterator(); words.hasNext(); ) {
            var word = words.next();
            if (word.equals("--config") && words.hasNext()) {
                file = Path.of(words.next());
            } else if (act.folder && folder == null && !word.startsWith("--")) {
                folder = Path.of(word);
            } else {
                return usage();
            }
        }
        return file == null || act.folder && folder == null ? usage() : run(file, folder);
    }

    private int usage() {
        terminal.complain(act.usage);
        return CALLED_WRONGLY;
    }

    private int run(Path file, @Nullable Path folder) {
        Settings settings;
        try {
            settings = Settings.of(configuration.read(file));
        } catch (IllegalArgumentException e) {
            terminal.printError(String.valueOf(e.getMessage()));
            return CALLED_WRONGLY;
        }
        if (settings.external() && act != Act.BACKUP_KEYS) {
            terminal.complain("backup.external");
            return FAILED;
        }
        try {
            return run(settings, folder == null ? Path.of("") : folder);
        } catch (Refusal e) {
            terminal.complain(e.key, e.values);
        } catch (IOException | SQLException | DataAccessException | DatabaseFailure e) {
            terminal.complain("backup.failed", String.valueOf(e.getMessage()));
        }
        return FAILED;
    }

    private int run(Settings settings, Path folder) throws IOException, SQLException {
        switch (act) {
            case BACKUP -> {
                Manifest made = Backup.of(settings).into(folder);
                terminal.say(
                        "backup.done", folder, made.entries(), made.takenAt().toString());
            }
            case BACKUP_KEYS -> {
                KeyCopy.of(settings).into(folder);
                terminal.say("backup-keys.done", folder);
            }
            case RESTORE -> {
                Manifest from = Restore.of(settings).from(folder);
                terminal.say("restore.done", settings.data(), from.takenAt().toString());
                terminal.say(KeyCopy.areThere(settings) ? "restore.next" : "restore.keys-missing", settings.keys());
            }
            case FSCK -> {
                return Fsck.of(settings, terminal).run() ? 0 : FAILED;
            }
        }
        return 0;
    }
}
