package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.function.Function;

/// Hostile bytes against every parser: they are refused with [FormatException], or written back as they came.
///
/// In a normal build only the seeds run. With `JAZZER_FUZZ=1` and one test selected, Jazzer searches for more:
/// `JAZZER_FUZZ=1 ./mvnw -pl format test -Dtest=CodecFuzzTest#note`.
class CodecFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void note(byte[] data) {
        check(data, b -> SignedNote.parse(b).toBytes());
    }

    @FuzzTest(maxDuration = "5m")
    void signatureLines(byte[] data) {
        check(data, b -> NoteSignature.toBytes(NoteSignature.parseLines(b)));
    }

    @FuzzTest(maxDuration = "5m")
    void checkpoint(byte[] data) {
        check(data, b -> Strict.utf8(Checkpoint.parse(text(b)).text()));
    }

    @FuzzTest(maxDuration = "5m")
    void vkey(byte[] data) {
        check(data, b -> Strict.utf8(Vkey.parse(text(b)).text()));
    }

    @FuzzTest(maxDuration = "5m")
    void skey(byte[] data) {
        check(data, b -> Strict.utf8(Skey.parse(text(b)).format()));
    }

    @FuzzTest(maxDuration = "5m")
    void tilePath(byte[] data) {
        check(data, b -> Strict.utf8(Tile.parse(text(b)).path()));
    }

    @FuzzTest(maxDuration = "5m")
    void entry(byte[] data) {
        check(data, b -> EntryHeader.parse(b).toBytes());
    }

    @FuzzTest(maxDuration = "5m")
    void addCheckpoint(byte[] data) {
        check(data, b -> AddCheckpoint.parse(b).toBytes());
    }

    @FuzzTest(maxDuration = "5m")
    void addEntries(byte[] data) {
        check(data, codec("add-entries").rewrite());
    }

    @FuzzTest(maxDuration = "5m")
    void entryPackage(byte[] data) {
        check(data, codec("package").rewrite());
    }

    @FuzzTest(maxDuration = "5m")
    void mirrorInfo(byte[] data) {
        check(data, b -> MirrorInfo.parse(b).toBytes());
    }

    @FuzzTest(maxDuration = "5m")
    void tlogProof(byte[] data) {
        check(data, b -> TlogProof.parse(b).toBytes());
    }

    @FuzzTest(maxDuration = "5m")
    void bundle(byte[] data) {
        check(data, codec("bundle").rewrite());
    }

    @FuzzTest(maxDuration = "5m")
    void smallTexts(byte[] data) {
        check(data, b -> Strict.utf8(Hlc.parse(text(b)).text()));
        check(data, b -> Strict.utf8(Hash.fromBase64(text(b)).base64()));
        check(data, b -> Strict.utf8(Hash.fromHex(text(b)).hex()));
        check(data, b -> RightEdge.parse(1000, b).toBytes());
    }

    private static void check(byte[] data, Function<byte[], byte[]> rewrite) {
        byte[] again;
        try {
            again = rewrite.apply(data);
        } catch (FormatException _) {
            return;
        }
        assertThat(again).isEqualTo(data);
    }

    private static Codec codec(String name) {
        return Codec.ALL.stream()
                .filter(codec -> codec.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(byte[] data) {
        return Strict.utf8(data, "text");
    }
}
