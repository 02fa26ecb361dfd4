package vn.hiepdong.node.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.node.NodeApplication;
import vn.hiepdong.node.RunningNode;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.attachment.Attachment;
import vn.hiepdong.node.attachment.Attachments;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Credibility;
import vn.hiepdong.node.information.ErasureReason;
import vn.hiepdong.node.information.Handling;
import vn.hiepdong.node.information.Information;
import vn.hiepdong.node.information.InformationId;
import vn.hiepdong.node.information.Purpose;
import vn.hiepdong.node.information.Reliability;
import vn.hiepdong.node.information.SourceKind;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.retention.Cleaning;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.terminal.Terminal;

/// After an erasure and a cleaning no byte of what was said is left in the data folder of a node, nor in a backup that
/// is made afterwards (G16).
///
/// PostgreSQL compresses long values and the images of pages in its log of changes, with pglz. That writes what it has
/// not seen before as it is, in runs of eight bytes. So the words searched for are letters by chance, of which nothing
/// repeats, and they count as found where any eight bytes of them in a row are.
class ErasedFromDiskTest {
    private static final Path BINARIES = Path.of("target", "postgresql").toAbsolutePath();
    private static final Actor COMMANDER = new Actor("CH", "Trực chỉ huy");
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String VIETNAMESE = "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    private Path folder;

    @Test
    void nothingOfAnErasedItemIsLeftOnTheDiskNorInANewBackup() throws Exception {
        System.out.println("seed " + seed);
        Path data = folder.resolve("data");
        String title = word(LETTERS, 40);
        String said = word(LETTERS, 60);
        String withAccents = word(VIETNAMESE, 30);
        String longText = word(LETTERS, 3900);
        String repeating = word(LETTERS, 40);
        String file = word(LETTERS, 80);
        String reason = word(LETTERS, 40);
        String answer = word(LETTERS, 40);
        String kept = word(LETTERS, 40);
        var erased = new Searched(List.of(title, said, longText, repeating, file, reason, answer), withAccents);
        var all = new TreeSet<>(Set.of(title, said, longText, repeating, file, reason, answer, withAccents));

        try (var node = start(data)) {
            var information = node.part(Information.class);
            var sql = node.part(JdbcClient.class);
            Attachment attached = node.part(Attachments.class)
                    .store(
                            new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                            "a.txt",
                            "text/plain",
                            1000);
            InformationId stays = write(information, kept, "Tin còn lại", List.of());
            var ids = List.of(
                    write(information, title, said + " " + withAccents, List.of(attached)),
                    write(information, "Dài", longText, List.of()),
                    write(information, "Lặp", repeating + "nước lên ".repeat(350), List.of()));
            sql.sql("analyze information_item").update(); // a title becomes a sample of its column
            information.correct(COMMANDER, ids.getFirst(), 1, content(title, said + withAccents, List.of()), reason);
            remember(sql, ids.getFirst(), answer);
            assertThat(in(backup(data, "before"), erased)).isEqualTo(all);

            for (InformationId id : ids) {
                information.erase(COMMANDER, id, ErasureReason.NOT_NEEDED);
            }
            until(() -> ids.stream()
                    .allMatch(id -> information.tombstone(id).orElseThrow().holders().stream()
                            .allMatch(each -> each.confirmedAt() != null)));
            sql.sql("checkpoint").update();
            // What PostgreSQL itself leaves behind: with nothing more this test fails.
            var left = in(data, erased);
            assertThat(left).contains(title, said, longText, repeating, reason, answer, withAccents);
            assertThat(left).as("the file of an erased item").doesNotContain(file);

            var ledger = node.part(Ledger.class);
            assertThat(ledger.erasures().since()).isNotNull();
            node.part(Cleaning.class).order(administrator());
            until(() -> ledger.erasures().since() == null);
            assertThat(sql.sql("select state from retention_cleaning")
                            .query(String.class)
                            .list())
                    .containsExactly("DONE");

            assertThat(in(data, erased)).isEmpty();
            assertThat(in(backup(data, "after"), erased)).isEmpty();
            assertThat(in(backup(data, "again"), new Searched(List.of(kept), kept)))
                    .contains(kept);
            assertThat(information.item(stays)).isPresent();
        }
        assertThat(in(data, erased)).as("after the node has stopped").isEmpty();
        assertThat(in(data, new Searched(List.of(kept), kept))).contains(kept);
    }

    /// @param words of single bytes, found even where they were compressed
    /// @param whole found only as it is
    private record Searched(List<String> words, String whole) {}

    /// Which of the words any file below a folder holds; zipped ones are unpacked.
    private static Set<String> in(Path where, Searched searched) throws IOException {
        Map<Long, String> runs = new HashMap<>();
        for (String word : searched.words()) {
            // The index of words has them in small letters.
            for (String form : List.of(word, word.toLowerCase(Locale.ROOT))) {
                byte[] bytes = form.getBytes(StandardCharsets.US_ASCII);
                for (int at = 0; at + 8 <= bytes.length; at++) {
                    long run = 0;
                    for (int i = 0; i < 8; i++) {
                        run = run << 8 | bytes[at + i];
                    }
                    runs.put(run, word);
                }
            }
        }
        var found = new TreeSet<String>();
        try (var all = Files.walk(where)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                search(read(file), runs, searched.whole(), found);
            }
        }
        return found;
    }

    private static void search(byte[] bytes, Map<Long, String> runs, String whole, Set<String> found) {
        long run = 0;
        for (int at = 0; at < bytes.length; at++) {
            run = run << 8 | bytes[at] & 0xff;
            // All are letters and digits of ASCII: most places are passed over without a look into the map.
            if (at >= 7 && (run & 0x8080808080808080L) == 0) {
                String word = runs.get(run);
                if (word != null) {
                    found.add(word);
                }
            }
        }
        // Bytes as letters of Latin 1: a search that is built in.
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        if (latin.contains(new String(whole.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))) {
            found.add(whole);
        }
    }

    /// PostgreSQL removes files while they are looked through.
    private static byte[] read(Path file) throws IOException {
        try {
            if (!file.toString().endsWith(".gz")) {
                return Files.readAllBytes(file);
            }
            try (var zipped = new GZIPInputStream(Files.newInputStream(file))) {
                return zipped.readAllBytes();
            }
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    private String word(String letters, int length) {
        var word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private static void remember(JdbcClient sql, InformationId id, String answer) {
        sql.sql("""
                        insert into access_idempotency (actor, key, request_hash, started_at, attempt, status, headers, body)
                        values (:actor, 'key', '', now(), :actor, 200, '{}', :body)
                        """)
                .param("actor", UUID.randomUUID())
                .param("body", (id + " " + answer).getBytes(StandardCharsets.UTF_8))
                .update();
    }

    private static InformationId write(Information information, String title, String text, List<Attachment> files) {
        return information
                .write(COMMANDER, Realm.REAL, null, Set.of(), content(title, text, files))
                .id();
    }

    private static Content content(String title, String text, List<Attachment> files) {
        return new Content(
                title,
                text,
                "flood",
                Urgency.ROUTINE,
                Purpose.RESPONSE,
                Handling.NOI_BO,
                Instant.parse("2026-09-01T02:10:00Z"),
                null,
                SourceKind.SENSOR,
                null,
                Reliability.A,
                Credibility.of("2"),
                files.stream()
                        .map(each ->
                                new Content.AttachmentRef(each.sha256().hex(), each.type(), each.size(), each.name()))
                        .toList(),
                null);
    }

    private static Officer administrator() {
        return new Officer(UUID.randomUUID(), "quantri", "Quản trị", "", "", Set.of(Role.ADMINISTRATOR), Set.of());
    }

    private Path backup(Path data, String name) {
        Path copy = folder.resolve(name);
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(out, out, Locale.ENGLISH);
        assertThat(new BackupCommand(terminal, _ -> settings(data), BackupCommand.Act.BACKUP)
                        .run(List.of(copy.toString(), "--config", "file")))
                .isZero();
        return copy;
    }

    private static void until(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 240_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(50);
        }
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
