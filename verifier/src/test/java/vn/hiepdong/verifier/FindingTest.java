package vn.hiepdong.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.format.Hash;
import vn.hiepdong.verifier.Report.Finding;
import vn.hiepdong.verifier.Report.Problem.Kind;

/// Files about a log that does not show everybody the same.
class FindingTest {
    /// One agency, two stories: both are signed with its real keys.
    private final Author toPol = new Author("MIL", "real");
    private final Author toAut = new Author("MIL", "real");
    private final Author pol = new Author("POL", "real");
    private final SortedMap<String, byte[]> members = new TreeMap<>();

    @Test
    void twoRootsOfOneSizeAreAFork(@TempDir Path folder) throws IOException {
        toPol.say("note.written", "{\"text\":\"lùi\"}");
        toAut.say("note.written", "{\"text\":\"tiến\"}");
        fork(1, 1);

        Report report = Verification.of(file(), Set.of());

        assertThat(report.problems()).isEmpty();
        Finding finding = report.finding();
        assertThat(finding.kind()).isEqualTo(Finding.Kind.FORK);
        assertThat(finding.agency()).isEqualTo(toPol.agency.id());
        assertThat(finding.first().root()).isNotEqualTo(finding.second().root());
        Path written = Files.write(folder.resolve("fork.hdx"), file());
        assertThat(said(0, written.toString(), "--lang", "vi")).contains("ĐÃ CHỨNG MINH: MIL (Cơ quan MIL) đã ký hai");
        assertThat(said(0, written.toString(), "--lang", "en")).contains("PROVEN: MIL", "Why it happened");
        assertThat(said(0, written.toString(), "--json"))
                .contains("\"finding\":{\"kind\":\"fork\",\"log\":\"hd1/real/");
    }

    @Test
    void aLargerTreeWithAnotherBeginningIsAFork() {
        grow(3, 7);
        fork(3, 7);
        beginning(3, 7);
        assertThat(Verification.of(file(), Set.of()).problems()).isEmpty();
    }

    @Test
    void twoEntriesAtOnePlaceAreAForkAndTheReportNamesThePlace() {
        grow(3, 7);
        fork(3, 7);
        different(1);
        Report report = Verification.of(file(), Set.of());
        assertThat(report.problems()).isEmpty();
        assertThat(report.finding().index()).isEqualTo(1);
    }

    @Test
    void aLogThatOnlyGrewIsNoFork() {
        grow(3, 7);
        about(Finding.Kind.FORK);
        members.put("fork/first", toAut.sign(toAut.checkpoint(3)).toBytes());
        members.put("fork/second", toAut.sign(toAut.checkpoint(7)).toBytes());
        broken("nothing shows");
        members.put(
                "fork/second.root",
                Verification.proof(List.of(toAut.checkpoint(3).root())));
        members.put("fork/second.proof", Verification.proof(toAut.consistency(3, 7)));
        broken("no proof that the larger tree has another beginning");
    }

    @Test
    void aRootThatIsNotTheBeginningProvesNothing() {
        grow(3, 7);
        fork(3, 7);
        beginning(3, 7);
        members.put("fork/second.root", Verification.proof(List.of(Hash.sha256(new byte[] {1}))));
        broken("no proof that the larger tree has another beginning");
    }

    @Test
    void theSameEntryInBothProvesNothing() {
        grow(3, 7);
        fork(3, 7);
        members.put("fork/1.first.entry", toPol.entry(1));
        members.put("fork/1.first.proof", Verification.proof(toPol.inclusion(1, 3)));
        members.put("fork/1.second.entry", toPol.entry(1));
        members.put("fork/1.second.proof", Verification.proof(toAut.inclusion(1, 7)));
        broken("fork/1.second is not entry 1 of 7");
    }

    @Test
    void whatAnotherSignedIsNoFork() {
        grow(3, 7);
        fork(3, 7);
        beginning(3, 7);
        members.put("fork/second", pol.sign(toAut.checkpoint(7)).toBytes());
        broken("");
    }

    @Test
    void moreThanWasShownIsWithheldAndHoldsNothingIsAllowed() {
        grow(3, 7);
        about(Finding.Kind.WITHHELD);
        members.put("withheld/shown", toAut.sign(toAut.checkpoint(7)).toBytes());
        assertThat(Verification.of(file(), Set.of()).finding().first().size()).isZero();
        members.put("withheld/held", toAut.sign(toAut.checkpoint(3)).toBytes());
        Report report = Verification.of(file(), Set.of());
        assertThat(report.problems()).isEmpty();
        assertThat(report.finding().kind()).isEqualTo(Finding.Kind.WITHHELD);
        members.put("withheld/held", toAut.sign(toAut.checkpoint(7)).toBytes());
        broken("not less than what was shown");
    }

    @Test
    void anyChangedByteIsFoundAndNamed() {
        grow(3, 7);
        fork(3, 7);
        beginning(3, 7);
        different(2);
        byte[] file = file();
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < file.length; i += 1 + random.nextInt(60)) {
            byte[] changed = file.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            Report report = Verification.of(changed, Set.of());
            assertThat(report.holds()).as("byte %d, seed %d", i, seed).isFalse();
            assertThat(report.problems()).isNotEmpty();
        }
    }

    @Test
    void aMemberThatIsMissingOrDoesNotBelongIsNamed() {
        grow(3, 7);
        fork(3, 7);
        beginning(3, 7);
        byte[] proof = members.remove("fork/second.proof");
        broken("there is no fork/second.proof");
        members.put("fork/second.proof", proof);
        members.put("fork/more", new byte[0]);
        assertThat(Verification.of(file(), Set.of()).problems())
                .extracting(Report.Problem::kind)
                .containsExactly(Kind.STRANGE);
    }

    private void grow(int first, int second) {
        for (int i = 0; i < first; i++) {
            toPol.say("note.written", "{\"text\":\"pol " + i + "\"}");
        }
        for (int i = 0; i < second; i++) {
            toAut.say("note.written", "{\"text\":\"" + (i == 0 ? "pol " : "aut ") + i + "\"}");
        }
    }

    private void about(Finding.Kind kind) {
        members.put(Verification.FIRST, Verification.about(kind, toPol.origin, pol.agency.id()));
        members.put("agencies/" + toPol.agency.id(), toPol.agency.toBytes());
        members.put("agencies/" + pol.agency.id(), pol.agency.toBytes());
    }

    private void fork(int first, int second) {
        about(Finding.Kind.FORK);
        members.put("fork/first", toPol.sign(toPol.checkpoint(first)).toBytes());
        members.put("fork/second", toAut.sign(toAut.checkpoint(second)).toBytes());
    }

    private void beginning(int first, int second) {
        members.put(
                "fork/second.root",
                Verification.proof(List.of(toAut.checkpoint(first).root())));
        members.put("fork/second.proof", Verification.proof(toAut.consistency(first, second)));
    }

    private void different(int index) {
        members.put("fork/" + index + ".first.entry", toPol.entry(index));
        members.put("fork/" + index + ".first.proof", Verification.proof(toPol.inclusion(index, 3)));
        members.put("fork/" + index + ".second.entry", toAut.entry(index));
        members.put("fork/" + index + ".second.proof", Verification.proof(toAut.inclusion(index, 7)));
    }

    private void broken(String detail) {
        Report report = Verification.of(file(), Set.of());
        assertThat(report.holds()).isFalse();
        assertThat(report.finding()).isNull();
        assertThat(report.problems()).anySatisfy(each -> {
            assertThat(each.kind()).isEqualTo(Kind.FINDING);
            assertThat(each.detail()).contains(detail);
        });
    }

    private byte[] file() {
        Report report = Verification.of(new EvidenceFile(members), Set.of());
        var whole = new TreeMap<>(members);
        for (Page page : Page.values()) {
            whole.put(page.member(), page.of(report));
        }
        return new EvidenceFile(whole).toBytes();
    }

    private static String said(int expected, String... arguments) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(new Verify(stream, stream, Locale.ENGLISH).run(List.of(arguments)))
                .isEqualTo(expected);
        return out.toString(StandardCharsets.UTF_8);
    }
}
