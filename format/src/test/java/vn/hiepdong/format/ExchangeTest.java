package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What agencies send each other: checkpoints, entries in packages, and the answers.
class ExchangeTest {
    private static final MemoryTree TREE = Trees.records(1000);

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "0, 256",
        "0, 300",
        "0, 1000",
        "1, 2",
        "100, 300",
        "255, 257",
        "256, 300",
        "299, 300",
        "700, 1000"
    })
    void anUploadIsCutSentCheckedAndStored(long start, long end) throws IOException {
        var body = new java.io.ByteArrayOutputStream();
        body.writeBytes(new AddEntries("log.example", start, end, Bytes.of(new byte[] {7})).toBytes());
        for (long at = start; at < end; at = EntryPackage.endOf(at, end)) {
            List<byte[]> entries = Trees.records(at, EntryPackage.endOf(at, end));
            body.writeBytes(EntryPackage.of(TREE, at, end, entries).toBytes());
        }

        var in = new ByteArrayInputStream(body.toByteArray());
        AddEntries header = AddEntries.read(in);
        assertThat(header).isEqualTo(new AddEntries("log.example", start, end, Bytes.of(new byte[] {7})));
        var held = new ArrayList<>(Trees.leaves(0, start));
        for (long at = start; at < end; ) {
            EntryPackage read = EntryPackage.read(in, at, end).orElseThrow();
            List<Hash> before = held.subList((int) EntryPackage.subtreeStart(at), (int) at);
            assertThat(read.verify(before, end, TREE.root(end))).isTrue();
            held.addAll(read.leaves());
            at = read.end();
        }
        assertThat(in.available()).isZero();
        assertThat(Merkle.root(held)).isEqualTo(TREE.root(end));
    }

    @Test
    void aPackageAtARightEdgeIsCheckedWithoutAnythingBeforeIt() {
        EntryPackage last = EntryPackage.of(TREE, 768, 1000, Trees.records(768, 1000));
        assertThat(last.verify(List.of(), 1000, TREE.root())).isTrue();
    }

    @Test
    void aPackageWithAnythingElseIsRefused() {
        EntryPackage good = EntryPackage.of(TREE, 300, 1000, Trees.records(300, 512));
        List<Hash> before = Trees.leaves(256, 300);
        assertThat(good.verify(before, 1000, TREE.root())).isTrue();
        assertThat(good.verify(before, 1000, TREE.root(999))).isFalse();
        assertThat(good.verify(before, 1030, TREE.root())).isFalse();
        assertThat(good.verify(before, 400, TREE.root(400))).isFalse();
        assertThat(good.verify(Trees.leaves(256, 299), 1000, TREE.root())).isFalse();
        assertThat(good.verify(Trees.leaves(255, 299), 1000, TREE.root())).isFalse();
        var changed = new ArrayList<>(good.entries());
        changed.set(5, Strict.utf8("record x"));
        assertThat(new EntryPackage(300, changed, good.proof()).verify(before, 1000, TREE.root()))
                .isFalse();
        var shorter = new EntryPackage(300, good.entries().subList(0, 200), good.proof());
        assertThat(shorter.verify(before, 1000, TREE.root())).isFalse();
        assertThat(new EntryPackage(556, good.entries(), good.proof()).verify(before, 1000, TREE.root()))
                .isFalse();
        assertThat(new EntryPackage(300, good.entries(), List.of()).verify(before, 1000, TREE.root()))
                .isFalse();
    }

    @Test
    void anUploadMayEndBetweenPackagesButNotWithinOne() throws IOException {
        byte[] whole = EntryPackage.of(TREE, 256, 300, Trees.records(256, 300)).toBytes();
        assertThat(EntryPackage.read(new ByteArrayInputStream(new byte[0]), 256, 300))
                .isEmpty();
        for (int length = 1; length < whole.length; length++) {
            var cut = new ByteArrayInputStream(whole, 0, length);
            assertThatThrownBy(() -> EntryPackage.read(cut, 256, 300)).isInstanceOf(FormatException.class);
        }
    }

    @Test
    void aPackageWithMoreThan63HashesIsRefused() {
        byte[] bytes = {0, 0, 64};
        assertThatThrownBy(() -> EntryPackage.read(new ByteArrayInputStream(bytes), 0, 1))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void theLargestPackageAndTheLargestIndexWork() throws IOException {
        var entries = new Samples(1).exactly(256, () -> new byte[Bundle.MAX_ENTRY]);
        var large = new EntryPackage(512, entries, List.of());
        assertThat(EntryPackage.read(new ByteArrayInputStream(large.toBytes()), 512, 5000))
                .get()
                .satisfies(read -> assertThat(read.entries()).hasSize(256));
        assertThat(EntryPackage.endOf(Long.MAX_VALUE - 1, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theHeaderOfAnUploadIsTheSpecifiedBytes() {
        byte[] bytes = new AddEntries("log", 300, 1000, Bytes.of(new byte[] {1, 2})).toBytes();
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("00036c6f67000000000000012c00000000000003e800020102");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000000000000000012c00000000000003e80000",
                "00036c6f67000000000000012c00000000000001000000",
                "00036c6f67800000000000012c80000000000003e80000",
                "00036c6f67000000000000012c00000000000003e80001",
                "00036c0a67000000000000012c00000000000003e80000",
                "0003ff6f67000000000000012c00000000000003e80000"
            })
    void aMalformedHeaderIsRefused(String hex) {
        var in = new ByteArrayInputStream(HexFormat.of().parseHex(hex));
        assertThatThrownBy(() -> AddEntries.read(in)).isInstanceOf(FormatException.class);
    }

    @Test
    void aCheckpointIsSentWithItsProof() {
        var note = new Samples(5).signedCheckpoint();
        var sent = new AddCheckpoint(300, Proofs.consistency(TREE, 300, 1000), note);
        String text = new String(sent.toBytes(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("old 300\n" + sent.proof().getFirst().base64() + "\n");
        assertThat(AddCheckpoint.parse(sent.toBytes())).isEqualTo(sent);
        for (String wrong : List.of(
                text.replace("old 300", "old 0300"),
                text.replace("old 300", "old +300"),
                text.replace("old 300", "new 300"),
                text.replace("old 300\n", "old 300\n" + (sent.proof().getFirst() + "\n").repeat(63)),
                text.replace("=\n", "\n"))) {
            assertThatThrownBy(() -> AddCheckpoint.parse(Strict.utf8(wrong)))
                    .as(wrong)
                    .isInstanceOf(FormatException.class);
        }
    }

    @Test
    void aCheckpointOver128KibIsRefused() {
        byte[] body = Strict.utf8("old 0\n\n" + "x\n".repeat(70_000));
        assertThatThrownBy(() -> AddCheckpoint.parse(body)).hasMessageContaining("limit");
    }

    @Test
    void aMirrorAnswersInThreeLines() {
        var info = new MirrorInfo(1000, 300, Bytes.of(new byte[] {1, 2, 3}));
        assertThat(info.toBytes()).isEqualTo(Strict.utf8("1000\n300\nAQID\n"));
        assertThat(MirrorInfo.parse(Strict.utf8("1000\n300\n\n"))).isEqualTo(new MirrorInfo(1000, 300, Bytes.EMPTY));
        for (String wrong :
                List.of("", "1000\n300\n", "1000\n300\nAQID", "1000\n300\nAQID\n\n", "01\n0\n\n", "1\n0\nQ\n")) {
            assertThatThrownBy(() -> MirrorInfo.parse(Strict.utf8(wrong)))
                    .as(wrong)
                    .isInstanceOf(FormatException.class);
        }
    }

    @Test
    void aBundleHasExactlyItsWidth() {
        byte[] bundle = Bundle.format(Trees.records(0, 3));
        assertThat(Bundle.parse(bundle, 3)).hasSize(3);
        assertThatThrownBy(() -> Bundle.parse(bundle, 2)).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> Bundle.parse(bundle, 4)).isInstanceOf(FormatException.class);
        assertThat(Bundle.parse(Bundle.format(List.of(new byte[0], new byte[65_535])), 2))
                .hasSize(2);
        assertThatThrownBy(() -> Bundle.format(List.of(new byte[65_536]))).isInstanceOf(IllegalArgumentException.class);
    }
}
