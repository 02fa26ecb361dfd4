package vn.hiepdong.node.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.attachment.AttachmentStoreForTests;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.interop.CapImports.Deed;
import vn.hiepdong.node.interop.CapRejected.Reason;
import vn.hiepdong.node.job.JobTask;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.Refused;
import vn.hiepdong.node.web.Texts;

/// Imports through their door, with a real database and a real store; the items are kept by a stand-in.
class CapImportsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-09-10T02:10:00Z"));
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final AlertTarget.Order ORDER =
            new AlertTarget.Order(new Actor("", "Trực ban"), Realm.REAL, null, Set.of());
    private static final String UPDATE = CapText.FLOOD
            .replace("HN-2026-0001", "HN-2026-0002")
            .replace(">Alert<", ">Update<")
            .replace("<sent>2026-09-10T03", "<sent>2026-09-10T05")
            .replace("báo động I ", "báo động II ")
            .replace(
                    "<info>",
                    "<references>canhbao@kttv.example.vn,HN-2026-0001,2026-09-10T03:00:00+07:00</references><info>");
    private static final String CANCEL =
            UPDATE.replace("HN-2026-0002", "HN-2026-0003").replace(">Update<", ">Cancel<");

    @TempDir
    Path data;

    private TestPostgres.Database database;
    private Items items;
    private CapImports imports;

    @BeforeEach
    void nothingImported() {
        database = TestPostgres.freshDatabase();
        items = new Items();
        imports = imports(items);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anAlertBecomesAnItemAndItsFileIsKept() throws Exception {
        var file = CapText.bytes(CapText.FLOOD);
        var imported = imports.importAlert(file, ORDER);
        assertThat(imported.deed()).isEqualTo(Deed.WRITTEN);
        assertThat(items.titles(imported.item().id())).containsExactly("Lũ trên sông Đáy vượt báo động I tại Ba Thá");
        assertThat(items.urgencies).containsExactly(Urgency.IMMEDIATE);
        var hex = Hash.sha256(file).hex();
        assertThat(data.resolve("attachments").resolve(hex.substring(0, 2)).resolve(hex.substring(2)))
                .hasBinaryContent(file);
    }

    @Test
    void importingTwiceIsImportingOnce() {
        var first = imports.importAlert(CapText.bytes(CapText.FLOOD), ORDER);
        var second = imports.importAlert(CapText.bytes(CapText.FLOOD), ORDER);
        assertThat(second).isEqualTo(new CapImports.Imported(first.item(), Deed.KNOWN));
        assertThat(items.deeds).containsExactly("write");
    }

    @Test
    void manyAtOnceMakeOneItem() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<CapImports.Imported> one = () -> imports.importAlert(CapText.bytes(CapText.FLOOD), ORDER);
            for (var done : threads.invokeAll(List.of(one, one, one, one, one))) {
                assertThat(done.get().item().version()).isOne();
            }
        }
        assertThat(items.deeds).containsExactly("write");
    }

    @Test
    void anItemThatACrashLeftUnrecordedIsFoundAgain() {
        items.crashAfterWriting = true;
        assertThatThrownBy(() -> imports.importAlert(CapText.bytes(CapText.FLOOD), ORDER))
                .isInstanceOf(IllegalStateException.class);
        items.crashAfterWriting = false;
        assertThat(imports.importAlert(CapText.bytes(CapText.FLOOD), ORDER).deed())
                .isEqualTo(Deed.KNOWN);
        assertThat(items.deeds).containsExactly("write");
    }

    @Test
    void theSameIdentifierWithOtherContentIsAConflict() {
        imports.importAlert(CapText.bytes(CapText.FLOOD), ORDER);
        var other = CapText.bytes(CapText.FLOOD.replace("5,62", "6,55"));
        assertRefused(() -> imports.importAlert(other, ORDER), Reason.CONFLICT);
        assertRefused(() -> imports.preview(other, Realm.REAL), Reason.CONFLICT);
        assertThat(items.deeds).containsExactly("write");
    }

    @Test
    void anUpdateCorrectsAndACancellationRetracts() {
        var item =
                imports.importAlert(CapText.bytes(CapText.FLOOD), ORDER).item().id();
        assertThat(imports.preview(CapText.bytes(UPDATE), Realm.REAL).deed()).isEqualTo(Deed.CORRECTED);
        var corrected = imports.importAlert(CapText.bytes(UPDATE), ORDER);
        assertThat(corrected.deed()).isEqualTo(Deed.CORRECTED);
        assertThat(corrected.item().id()).isEqualTo(item);
        assertThat(items.titles(item)).hasSize(2).last().asString().contains("báo động II");
        var cancelled = imports.importAlert(CapText.bytes(CANCEL), ORDER);
        assertThat(cancelled.deed()).isEqualTo(Deed.RETRACTED);
        assertThat(items.deeds).containsExactly("write", "correct", "retract");
        assertThat(items.reasons.getLast()).contains("HN-2026-0003");
    }

    @Test
    void anUpdateOfSomethingUnknownOrRetractedIsANewItemThatSaysSo() {
        var update = imports.importAlert(CapText.bytes(UPDATE), ORDER);
        assertThat(update.deed()).isEqualTo(Deed.WRITTEN);
        assertThat(items.texts.getLast()).contains("cập nhật bản tin chưa được nhập ở đây: HN-2026-0001");
    }

    @Test
    void nobodyTakesBackWhatAnotherSenderSaid() {
        imports.importAlert(CapText.bytes(CapText.FLOOD), ORDER);
        var foreign = CANCEL.replace("<sender>canhbao@kttv.example.vn", "<sender>stranger@example.net");
        assertThat(imports.importAlert(CapText.bytes(foreign), ORDER).deed()).isEqualTo(Deed.WRITTEN);
        assertThat(items.deeds).containsExactly("write", "write");
    }

    @Test
    void anUpdateOfSeveralAlertsJoinsThemInTheNewest() {
        var first =
                imports.importAlert(CapText.bytes(CapText.FLOOD), ORDER).item().id();
        var later = CapText.FLOOD
                .replace("HN-2026-0001", "HN-2026-0009")
                .replace("<sent>2026-09-10T03", "<sent>2026-09-10T04");
        var second = imports.importAlert(CapText.bytes(later), ORDER).item().id();
        var both = UPDATE.replace(
                "</references>", " canhbao@kttv.example.vn,HN-2026-0009,2026-09-10T04:00:00+07:00</references>");
        assertThat(imports.importAlert(CapText.bytes(both), ORDER).item().id()).isEqualTo(second);
        assertThat(items.retracted).containsExactly(first);
    }

    @Test
    void aRefusedFileChangesNothing() throws Exception {
        assertRefused(() -> imports.importAlert(SharedData.alert("invalid.cap"), ORDER), Reason.EXPECTED_ELEMENT);
        assertRefused(
                () -> imports.importAlert(CapText.bytes(CapText.FLOOD.replace("Actual", "Exercise")), ORDER),
                Reason.WRONG_REALM);
        items.refuses = true;
        assertThatThrownBy(() -> imports.importAlert(CapText.bytes(CapText.FLOOD), ORDER))
                .hasMessage("refused");
        assertThat(items.deeds).isEmpty();
        assertThat(JdbcClient.create(database)
                        .sql("select count(*) from interop_cap")
                        .query(Long.class)
                        .single())
                .isZero();
        items.refuses = false;
        assertThat(imports.importAlert(CapText.bytes(CapText.FLOOD), ORDER).deed())
                .isEqualTo(Deed.WRITTEN);
    }

    @Test
    void aStampedAlertIsNotKept() throws Exception {
        var stamped = CapText.bytes(CapText.FLOOD.replace("đang lên.", "đang lên.\nTỐI MẬT\n"));
        assertThatThrownBy(() -> imports.importAlert(stamped, ORDER)).hasMessage("STAMPED");
        try (var files = Files.walk(data)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Immediate, Extreme, FLASH", "Immediate, Severe, IMMEDIATE", "Immediate, Minor, ROUTINE",
        "Expected, Extreme, IMMEDIATE", "Expected, Severe, PRIORITY", "Future, Extreme, PRIORITY",
        "Past, Extreme, ROUTINE", "Unknown, Unknown, ROUTINE"
    })
    void theLevelFollowsTheTable(CapAlert.Urgency urgency, CapAlert.Severity severity, Urgency level) {
        assertThat(table().level(urgency, severity, LocalDate.of(2026, 9, 10))).isEqualTo(level);
    }

    @Test
    void theTableKnowsEveryPairAndCanBeReplacedFromADayOn() {
        assertThat(JdbcClient.create(database)
                        .sql("select count(*) from interop_cap_urgency")
                        .query(Long.class)
                        .single())
                .isEqualTo(25);
        JdbcClient.create(database).sql("""
                update interop_cap_urgency set valid_to = date '2027-01-01' where urgency = 'Future' and severity = 'Severe';
                insert into interop_cap_urgency (urgency, severity, level, valid_from, source)
                values ('Future', 'Severe', 'IMMEDIATE', date '2027-01-01', 'test')
                """).update();
        var future = CapAlert.Urgency.Future;
        assertThat(table().level(future, CapAlert.Severity.Severe, LocalDate.of(2026, 12, 31)))
                .isEqualTo(Urgency.PRIORITY);
        assertThat(table().level(future, CapAlert.Severity.Severe, LocalDate.of(2027, 1, 1)))
                .isEqualTo(Urgency.IMMEDIATE);
    }

    @Test
    void everyRealAlertThatMayBeImportedIs() throws Exception {
        for (var name : List.of(
                "australia.cap",
                "canada.cap",
                "canada_signed.cap",
                "earthquake-iso8859-1.cap",
                "earthquake.cap",
                "wcatwc-warning.cap",
                "weather.cap",
                "validator-examples/thunderstorm.cap")) {
            assertThat(imports.importAlert(SharedData.alert(name), ORDER).deed())
                    .as(name)
                    .isEqualTo(Deed.WRITTEN);
        }
        assertThat(items.texts).allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(4_000));
    }

    @Test
    void aProgramGetsTheItemAndHearsOfTheRuleItBroke() {
        var api = new CapImportApi(imports);
        var officer = new Officer(
                new UUID(0, 1),
                "truc",
                "Trực ban",
                "",
                "Trực ban",
                Set.of(Role.DUTY_OFFICER),
                Set.of(Scope.IMPORT_WRITE));
        var file = CapText.bytes(CapText.FLOOD);
        var first = api.importAlert(file, "REAL", null, Set.of("MIL"), officer);
        assertThat(first.getStatusCode().value()).isEqualTo(201);
        assertThat(first.getBody())
                .isNotNull()
                .extracting(CapImportApi.Answer::version)
                .isEqualTo(1);
        assertThat(api.importAlert(file, "REAL", null, Set.of("MIL"), officer)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThatThrownBy(() -> api.importAlert(file, "real", null, Set.of("mil"), officer))
                .isInstanceOfSatisfying(
                        BadInput.class, bad -> assertThat(bad.fields()).hasSize(2));

        var failures = new CapFailures();
        var broken =
                catchThrowable(() -> api.importAlert(SharedData.alert("invalid.cap"), "REAL", null, Set.of(), officer));
        assertThat(failures.translate(broken)).hasValueSatisfying(failure -> {
            assertThat(failure.status()).isEqualTo(400);
            assertThat(failure.fields().getFirst().field()).isEqualTo("info@9:7");
        });
        var wrongRealm = catchThrowable(() -> api.importAlert(file, "EXERCISE", null, Set.of(), officer));
        assertThat(failures.translate(wrongRealm))
                .hasValueSatisfying(f -> assertThat(f.status()).isEqualTo(422));
        assertThat(failures.translate(new IllegalStateException())).isEmpty();
    }

    private CapImportTable table() {
        return new CapImportTable(JdbcClient.create(database));
    }

    private CapImports imports(AlertTarget target) {
        return new CapImports(
                new CapSignatures(Map.of()),
                new CapMapper(CapMapperTest::say, ZONE),
                table(),
                AttachmentStoreForTests.in(data, database, CLOCK),
                target,
                new TransactionTemplate(new JdbcTransactionManager(database)),
                CLOCK,
                ZONE);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable what, Reason reason) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        CapRejected.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /// Keeps items in memory.
    @Test
    void manyFilesAreImportedOneAfterTheOtherAndOneThatIsRefusedStopsNone() {
        var files = new CapFileTable(JdbcClient.create(database), CLOCK);
        var batch = UUID.randomUUID();
        var chosen = List.of(
                new CapFileTable.Chosen("lu.xml", CapText.bytes(CapText.FLOOD)),
                new CapFileTable.Chosen("hong.xml", "<alert".getBytes(StandardCharsets.UTF_8)),
                new CapFileTable.Chosen("lu-2.xml", CapText.bytes(UPDATE)));
        files.keep(batch, OFFICER, chosen);
        var work = new CapBatch(imports, files, new Texts(true), JsonMapper.shared());
        var task = new Task(work.input(new CapBatch.Input(batch, 3, Realm.REAL, List.of("MIL"), "PC", "Trực ban")));

        task.stopsAfter = 2;
        assertThatThrownBy(() -> work.work(task)).isInstanceOf(Stopped.class);
        assertThat(files.of(batch, OFFICER))
                .extracting(CapFileTable.Chosen::file)
                .doesNotContain("lu.xml");
        task.stopsAfter = 9;
        work.work(task);

        assertThat(task.told)
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("1. lu.xml: Đã nhập bản tin thành tin mới. /information/item-1"),
                        line -> assertThat(line).startsWith("2. hong.xml: Không nhập: "),
                        line -> assertThat(line).startsWith("3. lu-2.xml: Đã đính chính tin"));
        assertThat(task.place()).isEqualTo("3");
        assertThat(items.deeds).containsExactly("write", "correct");
        assertThat(files.of(batch, OFFICER)).isEmpty();
    }

    @Test
    void filesAreThereForWhoChoseThemAndForAWeek() {
        var files = new CapFileTable(JdbcClient.create(database), CLOCK);
        var batch = UUID.randomUUID();
        files.keep(batch, OFFICER, List.of(new CapFileTable.Chosen("lu.xml", new byte[] {1})));
        assertThat(files.of(batch, UUID.randomUUID())).isEmpty();

        var later = new CapFileTable(JdbcClient.create(database), InstantSource.offset(CLOCK, Duration.ofDays(8)));
        later.keep(UUID.randomUUID(), OFFICER, List.of());
        assertThat(files.of(batch, OFFICER)).isEmpty();
        var work = new CapBatch(imports, files, new Texts(true), JsonMapper.shared());
        assertThatThrownBy(() -> work.work(
                        new Task(work.input(new CapBatch.Input(batch, 1, Realm.REAL, List.of(), "PC", "Trực ban")))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.key()).isEqualTo("interop.cap.batch.gone"));
    }

    private static final UUID OFFICER = UUID.fromString("01999999-0000-7000-8000-000000000001");

    private static final class Stopped extends RuntimeException {}

    /// A run that is stopped after so many parts, as by a restart.
    private static final class Task implements JobTask {
        final List<String> told = new ArrayList<>();
        int stopsAfter = 9;
        private final String input;
        private String place = "";

        Task(String input) {
            this.input = input;
        }

        @Override
        public UUID account() {
            return OFFICER;
        }

        @Override
        public String input() {
            return input;
        }

        @Override
        public Language language() {
            return Language.VI;
        }

        @Override
        public String place() {
            return place;
        }

        @Override
        public void store(byte[] part, String next, long done, long total) {
            try (var open = new GZIPInputStream(new ByteArrayInputStream(part))) {
                told.add(new String(open.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            place = next;
            assertThat(done).isEqualTo(Long.parseLong(next)).isLessThanOrEqualTo(total);
            if (told.size() == stopsAfter) throw new Stopped();
        }
    }

    private static final class Items implements AlertTarget {
        final List<String> deeds = new ArrayList<>();
        final List<String> reasons = new ArrayList<>();
        final List<String> texts = new ArrayList<>();
        final List<Urgency> urgencies = new ArrayList<>();
        final Set<String> retracted = new HashSet<>();
        final Map<String, List<CapImport>> versions = new HashMap<>();
        boolean crashAfterWriting;
        boolean refuses;

        @Override
        public synchronized Optional<ItemRef> madeBy(CapImport alert) {
            return versions.entrySet().stream()
                    .filter(e ->
                            e.getValue().stream().anyMatch(v -> v.original().equals(alert.original())))
                    .map(e -> ref(e.getKey()))
                    .findFirst();
        }

        @Override
        public synchronized ItemRef write(CapImport alert, Order order) {
            if (refuses) {
                throw new IllegalArgumentException("refused");
            }
            var id = "item-" + (versions.size() + 1);
            add("write", id, alert);
            if (crashAfterWriting) {
                throw new IllegalStateException("crash");
            }
            return ref(id);
        }

        @Override
        public synchronized ItemRef correct(String item, CapImport alert, String reason, Order order) {
            reasons.add(reason);
            add("correct", item, alert);
            return ref(item);
        }

        @Override
        public synchronized ItemRef retract(String item, String reason, Order order) {
            deeds.add("retract");
            reasons.add(reason);
            retracted.add(item);
            return ref(item);
        }

        @Override
        public synchronized boolean stands(String item) {
            return !retracted.contains(item);
        }

        List<String> titles(String item) {
            return versions.get(item).stream().map(CapImport::title).toList();
        }

        private void add(String deed, String item, CapImport alert) {
            deeds.add(deed);
            texts.add(alert.text());
            urgencies.add(alert.urgency());
            versions.computeIfAbsent(item, i -> new ArrayList<>()).add(alert);
        }

        private ItemRef ref(String id) {
            return new ItemRef(id, versions.get(id).size(), Hash.sha256(id.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
