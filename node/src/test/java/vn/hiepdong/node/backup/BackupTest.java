package vn.hiepdong.node.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.NodeApplication;
import vn.hiepdong.node.RunningNode;
import vn.hiepdong.node.audit.AuditEntry;
import vn.hiepdong.node.database.NodeDatabase;
import vn.hiepdong.node.exchange.Continuity;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.terminal.Terminal;

class BackupTest {
    private static final Path BINARIES = Path.of("target", "postgresql").toAbsolutePath();

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void whatIsCopiedWhileItIsWrittenComesBackAndAsksBeforeItSigns() throws Exception {
        var data = folder.resolve("data");
        var copy = folder.resolve("copy");
        List<byte[]> before;
        try (var node = start(data)) {
            var ledger = node.part(Ledger.class);
            var going = new AtomicBoolean(true);
            var writing = Thread.ofVirtual().start(() -> {
                while (going.get()) {
                    search(ledger, 20);
                }
            });
            search(ledger, 300);
            Files.createDirectories(data.resolve("attachments/ab"));
            Files.writeString(data.resolve("attachments/ab/cdef"), "a file");
            assertThat(run(BackupCommand.Act.BACKUP, data, copy)).isZero();
            going.set(false);
            writing.join();
            LogView log = ledger.logs().getFirst();
            before = ledger.bytes(log.id(), 0, log.size());
            assertThat(run(BackupCommand.Act.FSCK, data, null)).as(said()).isZero();
            assertThat(run(BackupCommand.Act.BACKUP, data, copy)).isEqualTo(1); // it is there already
        }
        assertThat(Files.exists(copy.resolve("keys"))).isFalse();

        var keys = folder.resolve("locked away");
        assertThat(run(BackupCommand.Act.BACKUP_KEYS, data, keys)).isZero();
        assertThat(keys.resolve("recovery.key")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("log-ed25519.seed"))))
                .isEqualTo("rw-------");
        assertThat(run(BackupCommand.Act.RESTORE, data, copy)).isEqualTo(1); // never over anything

        var again = folder.resolve("again");
        Files.createDirectories(again);
        Files.move(keys, again.resolve("keys"));
        assertThat(run(BackupCommand.Act.RESTORE, again, copy)).as(said()).isZero();
        assertThat(again.resolve("attachments/ab/cdef")).hasContent("a file");
        assertThat(again.resolve("restoring")).doesNotExist();
        assertThat(run(BackupCommand.Act.FSCK, again, null)).as(said()).isZero();
        try (var node = start(again)) {
            var ledger = node.part(Ledger.class);
            LogView log = ledger.logs().getFirst();
            assertThat(log.size()).isBetween(300L, (long) before.size());
            assertThat(ledger.bytes(log.id(), 0, log.size()))
                    .usingElementComparator((a, b) -> java.util.Arrays.compare(a, b))
                    .isEqualTo(before.subList(0, (int) log.size()));
            search(ledger, 1);
            var continuity = node.part(Continuity.class);
            assertThat(continuity.heldBack())
                    .anySatisfy(each -> assertThat(each.unsigned()).isPositive());
            assertThat(ledger.log(log.id()).orElseThrow().signedSize()).isLessThan(log.size() + 1);
            continuity.resume();
            until(() -> ledger.log(log.id()).orElseThrow().signedSize() > log.size());
        }
        damage(again);
        said.reset();
        assertThat(run(BackupCommand.Act.FSCK, again, null)).isEqualTo(1);
        assertThat(said()).contains("audit_event");
    }

    @Test
    void aDamagedBackupIsNotRestored() throws Exception {
        var data = folder.resolve("data");
        var copy = folder.resolve("copy");
        try (var node = start(data)) {
            search(node.part(Ledger.class), 3);
        }
        assertThat(run(BackupCommand.Act.BACKUP, data, copy)).as(said()).isZero(); // the node does not run
        var file = copy.resolve("database/ledger_entry.copy.gz");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(run(BackupCommand.Act.RESTORE, folder.resolve("again"), copy))
                .isEqualTo(1);
        assertThat(said()).contains("ledger_entry");
        assertThat(folder.resolve("again/database")).doesNotExist();
    }

    private static void damage(Path data) throws Exception {
        try (var database = NodeDatabase.in(data, BINARIES);
                var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("update audit_event set query = 'other' where applied = (select min(applied)"
                    + " from audit_event where query <> '')");
        }
    }

    private static void search(Ledger ledger, int times) {
        for (int i = 0; i < times; i++) {
            ledger.append(new Statement(
                    ledger.privatePlace(),
                    Actor.NODE,
                    Set.of(),
                    new AuditEntry.Searched(UUID.randomUUID(), "information", "q" + i)));
        }
    }

    private static void until(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(10);
        }
    }

    private int run(BackupCommand.Act act, Path data, @org.jspecify.annotations.Nullable Path argument) {
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        var command = new BackupCommand(new Terminal(out, out, Locale.ENGLISH), _ -> settings(data), act);
        var words = argument == null ? List.of("--config", "file") : List.of(argument.toString(), "--config", "file");
        return command.run(words);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, String> settings(Path data) {
        return Map.of(
                "hiepdong.data", data.toString(),
                "hiepdong.database.binaries", BINARIES.toString(),
                "hiepdong.agency.code", "POL",
                "hiepdong.agency.name-vi", "Công an",
                "hiepdong.agency.name-en", "Police",
                "hiepdong.agency.kind", "police");
    }

    private static RunningNode start(Path data) {
        var settings = new TreeMap<>(settings(data));
        settings.put("hiepdong.web.port", "0");
        settings.put("hiepdong.exchange.port", "0");
        return NodeApplication.start(settings);
    }
}
