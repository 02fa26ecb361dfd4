package vn.hiepdong.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.RecoveryKey;
import vn.hiepdong.verifier.Report.Problem.Kind;

class VerificationTest {
    private static final String RECORD = "0199a3f2-c400-7000-8000-0000000000aa";

    private final Author pol = new Author("POL", "real");
    private final Author mil = new Author("MIL", "real");
    private final SortedMap<String, byte[]> members = new TreeMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void anItemThatWasCorrectedAndAcknowledged() {
        Hash written = pol.say(
                "information.written",
                "{\"id\":\"" + RECORD + "\",\"content\":{\"title\":\"Nước lên <5 m>\",\"text\":\"Ba Thá\"}}");
        pol.say("information.corrected", "{\"id\":\"" + RECORD + "\",\"version\":2,\"reason\":\"đọc lại thước\"}");
        mil.say(
                "information.acknowledged",
                "{\"id\":\"" + RECORD + "\",\"version\":1,\"hash\":\"" + written.hex() + "\"}");
        members.put(Verification.FIRST, Verification.about(RECORD, pol.agency.id()));
        pol.into(members, 0, mil.receipt(pol.checkpoint(2), 1_790_000_050));
        pol.earlier(members, 0, 1, mil.receipt(pol.checkpoint(1), 1_790_000_002));
        mil.into(members, 1, pol.receipt(mil.checkpoint(1), 1_790_000_060));
    }

    @Test
    void aWholeFileHoldsAndSaysWhoSaidWhatAboutWhichVersionBetweenWhichTimes() {
        Report report = Verification.of(file(), Set.of());

        assertThat(report.problems()).isEmpty();
        assertThat(report.holds()).isTrue();
        assertThat(report.trusted()).isNull();
        assertThat(report.statements())
                .extracting(Report.Statement::kind)
                .containsExactlyInAnyOrder("information.written", "information.corrected", "information.acknowledged");
        Report.Statement written = statement(report, "information.written");
        assertThat(written.says().fields()).containsEntry("content.title", "Nước lên <5 m>");
        assertThat(written.notAfter())
                .isEqualTo(new Report.Receipt(mil.agency.id(), Instant.ofEpochSecond(1_790_000_002)));
        assertThat(statement(report, "information.corrected").notAfter().at())
                .isEqualTo(Instant.ofEpochSecond(1_790_000_050));
        assertThat(statement(report, "information.acknowledged").about())
                .isEqualTo(new Report.Place(pol.agency.id(), 0));
    }

    @Test
    void whatKeysSignedThatWereRecoveredHoldsAndWhatTheLostOnesSignedStaysGood() {
        mil.recover(members);
        mil.into(members, 1, pol.receipt(mil.checkpoint(1), 1_790_000_060));
        pol.into(members, 0, mil.receipt(pol.checkpoint(2), 1_790_000_050));
        Report report = Verification.of(file(), Set.of());
        assertThat(report.problems()).isEmpty();
        assertThat(statement(report, "information.written").notAfter().at())
                .as("by the lost key of receipts")
                .isEqualTo(Instant.ofEpochSecond(1_790_000_002));
        assertThat(statement(report, "information.corrected").notAfter().at())
                .isEqualTo(Instant.ofEpochSecond(1_790_000_050));
        members.remove("rosters/" + mil.agency.id());
        assertThat(Verification.of(file(), Set.of()).problems())
                .extracting(Report.Problem::kind)
                .contains(Kind.SIGNATURE, Kind.RECEIPT);
    }

    @Test
    void aRecoveryByAnotherRecoveryKeyThanThatOfTheIdentityIsNone() {
        mil.recover(members, RecoveryKey.generate(new SecureRandom()));
        mil.into(members, 1);
        assertThat(Verification.of(file(), Set.of()).problems())
                .extracting(Report.Problem::kind)
                .contains(Kind.KEYS, Kind.SIGNATURE);
    }

    @Test
    void anyChangedByteIsFoundAndNamed() {
        byte[] file = file();
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        // Every byte of what frames the members, and many within them.
        for (int i = 0; i < file.length; i += i < 200 || i > file.length - 400 ? 1 : 1 + random.nextInt(40)) {
            byte[] changed = file.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            Report report = Verification.of(changed, Set.of());
            assertThat(report.holds()).as("byte %d changed", i).isFalse();
            assertThat(report.problems()).as("byte %d changed", i).isNotEmpty();
        }
    }

    @Test
    void aChangedMemberInAFileThatIsWellFormedIsFoundAndNamed() {
        for (String name : members.keySet()) {
            var changed = new TreeMap<>(members);
            byte[] bytes = members.get(name).clone();
            if (bytes.length == 0) {
                bytes = new byte[] {'x'};
            } else {
                bytes[bytes.length / 2] ^= 1;
            }
            changed.put(name, bytes);
            Report report = Verification.of(file(changed), Set.of());
            assertThat(report.problems()).as(name).isNotEmpty();
            assertThat(report.problems().toString())
                    .as(name)
                    .contains(name.substring(
                            0, name.lastIndexOf('.') > name.lastIndexOf('/') ? name.lastIndexOf('.') : name.length()));
        }
    }

    @Test
    void aMemberThatIsMissingOrDoesNotBelongIsNamed() {
        var without = new TreeMap<>(members);
        without.remove("logs/0/1.proof");
        assertThat(Verification.of(file(without), Set.of()).problems())
                .extracting(Report.Problem::where)
                .contains("logs/0/1.entry");
        var with = new TreeMap<>(members);
        with.put("note", new byte[] {1});
        assertThat(Verification.of(file(with), Set.of()).problems())
                .extracting(Report.Problem::kind, Report.Problem::where)
                .contains(org.assertj.core.groups.Tuple.tuple(Kind.STRANGE, "note"));
    }

    @Test
    void aPayloadMayBeWithheldAndTheRestStillHolds() {
        members.remove("logs/0/0.payload");
        members.remove("logs/0/0.salt");

        Report report = Verification.of(file(), Set.of());

        assertThat(report.holds()).isTrue();
        assertThat(statement(report, "information.written").says()).isNull();
        assertThat(statement(report, "information.acknowledged").about()).isNotNull();
    }

    @Test
    void anotherAgencysReceiptCannotBeMadeUp() {
        members.put("logs/0/receipts/1", members.get("logs/0/receipts/1").clone());
        pol.earlier(members, 0, 1, new Author("MIL", "exercise").receipt(mil.checkpoint(1), 1_700_000_000));

        Report report = Verification.of(file(), Set.of());

        assertThat(report.problems()).extracting(Report.Problem::kind).contains(Kind.RECEIPT);
    }

    @Test
    void keysOfSomebodyElseUnderAKnownNameAreRefused() {
        members.put("agencies/" + pol.agency.id(), new Author("AUT", "real").agency.toBytes());

        assertThat(Verification.of(file(), Set.of()).problems())
                .extracting(Report.Problem::kind)
                .contains(Kind.KEYS, Kind.SIGNATURE);
    }

    @Test
    void aPageThatSaysSomethingElseIsFound() {
        EvidenceFile honest = EvidenceFile.read(file());
        var changed = new TreeMap<>(honest.members());
        String page = new String(changed.get("page.vi.html"), StandardCharsets.UTF_8);
        assertThat(page).contains("Nước lên &lt;5 m&gt;", "Trực ban");
        changed.put("page.vi.html", page.replace("đọc lại thước", "khác").getBytes(StandardCharsets.UTF_8));

        assertThat(Verification.of(new EvidenceFile(changed).toBytes(), Set.of())
                        .problems())
                .extracting(Report.Problem::kind, Report.Problem::where)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.PAGE, "page.vi.html"));
    }

    @Test
    void onlyFingerprintsThatTheReaderNamesAreTrusted() {
        String known = pol.agency.fingerprint();

        assertThat(Verification.of(file(), Set.of(known)).holds()).isFalse();
        assertThat(Verification.of(
                                file(), Set.of(known, mil.agency.fingerprint().substring(0, 16)))
                        .holds())
                .isTrue();
    }

    @Test
    void anExerciseIsMarkedInWordsAndOnThePage() {
        var exercise = new Author("POL", "exercise");
        exercise.say("information.written", "{\"id\":\"" + RECORD + "\"}");
        members.clear();
        members.put(Verification.FIRST, Verification.about(RECORD, exercise.agency.id()));
        exercise.into(members, 0);

        assertThat(new String(EvidenceFile.read(file()).members().get("page.vi.html"), StandardCharsets.UTF_8))
                .contains("DIỄN TẬP");
    }

    @Test
    void theCommandSpeaksBothLanguagesAndJsonAndItsCodeTells() throws IOException {
        Path file = Files.write(folder.resolve("e.hdx"), file());

        assertThat(run("vi", 0, file.toString())).contains("ĐÚNG", "Xác nhận đã nhận", "Nói về đúng mục số 0 của POL");
        assertThat(run("en", 0, file.toString())).contains("IT HOLDS", "does NOT prove");
        assertThat(run("en", 0, "--json", file.toString()))
                .startsWith("{\"holds\":true")
                .contains("\"notAfter\":");
        byte[] changed = Files.readAllBytes(file);
        changed[500] ^= 1;
        Path broken = Files.write(folder.resolve("b.hdx"), changed);
        assertThat(run("en", 1, broken.toString())).contains("DOES NOT HOLD");
        assertThat(run("en", 2)).isEmpty();
        assertThat(run("en", 2, folder.resolve("none").toString())).isEmpty();
    }

    @Test
    void anyZipProgramOpensTheFile() throws IOException {
        Path file = Files.write(folder.resolve("e.hdx"), file());
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.size()).isEqualTo(members.size() + 2);
            assertThat(zip.getInputStream(zip.getEntry("logs/0/0.payload")).readAllBytes())
                    .isEqualTo(members.get("logs/0/0.payload"));
        }
    }

    @Test
    void whatIsNoFileIsRefusedWithWords() {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            assertThat(Verification.of(bytes, Set.of()).holds()).isFalse();
            byte[] cut = Arrays.copyOf(file(), random.nextInt(2000));
            assertThat(Verification.of(cut, Set.of()).holds()).isFalse();
        }
    }

    private String run(String language, int code, String... arguments) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        var err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(new Verify(out, err, Locale.of(language)).run(List.of(arguments)))
                .isEqualTo(code);
        return said.toString(StandardCharsets.UTF_8);
    }

    private static Report.Statement statement(Report report, String kind) {
        return report.statements().stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private byte[] file() {
        return file(members);
    }

    private static byte[] file(SortedMap<String, byte[]> members) {
        var all = new TreeMap<>(members);
        Report facts = Verification.of(new EvidenceFile(members), Set.of());
        for (Page page : Page.values()) {
            all.put(page.member(), page.of(facts));
        }
        return new EvidenceFile(all).toBytes();
    }
}
