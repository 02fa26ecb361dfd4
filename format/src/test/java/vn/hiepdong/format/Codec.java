package vn.hiepdong.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/// Every format of this module as "read these bytes, then write them back", for tests that treat all alike.
///
/// @param sample bytes of a random valid value
/// @param rewrite reads and writes back
record Codec(String name, Function<Samples, byte[]> sample, Function<byte[], byte[]> rewrite) {

    static final List<Codec> ALL = List.of(
            new Codec("note", s -> s.note().toBytes(), b -> SignedNote.parse(b).toBytes()),
            new Codec(
                    "signature lines",
                    s -> NoteSignature.toBytes(s.someOf(4, s::signature)),
                    b -> NoteSignature.toBytes(NoteSignature.parseLines(b))),
            text(
                    "signature line",
                    s -> s.signature().line(),
                    t -> NoteSignature.parse(t).line()),
            text(
                    "checkpoint",
                    s -> s.checkpoint().text(),
                    t -> Checkpoint.parse(t).text()),
            text("vkey", s -> s.vkey().text(), t -> Vkey.parse(t).text()),
            text("skey", s -> s.skey().format(), t -> Skey.parse(t).format()),
            text("tile path", s -> s.tile().path(), t -> Tile.parse(t).path()),
            text("clock reading", s -> s.hlc().text(), t -> Hlc.parse(t).text()),
            text("hash", s -> s.hash().base64(), t -> Hash.fromBase64(t).base64()),
            text("hash in hex", s -> s.hash().hex(), t -> Hash.fromHex(t).hex()),
            new Codec(
                    "entry",
                    s -> s.entryHeader().toBytes(),
                    b -> EntryHeader.parse(b).toBytes()),
            new Codec(
                    "add-checkpoint",
                    s -> s.addCheckpoint().toBytes(),
                    b -> AddCheckpoint.parse(b).toBytes()),
            new Codec(
                    "mirror info",
                    s -> s.mirrorInfo().toBytes(),
                    b -> MirrorInfo.parse(b).toBytes()),
            new Codec(
                    "tlog-proof",
                    s -> s.tlogProof().toBytes(),
                    b -> TlogProof.parse(b).toBytes()),
            new Codec("add-entries", s -> s.addEntries().toBytes(), Codec::rewriteAddEntries),
            new Codec("bundle", Codec::bundle, b -> Bundle.format(Bundle.parse(b, 7))),
            new Codec("package", Codec::entryPackage, Codec::rewritePackage),
            new Codec("right edge", Codec::edge, b -> RightEdge.parse(1000, b).toBytes()),
            new Codec("tile", Codec::tile, b -> Tile.toBytes(new Tile(0, 0, 9).parse(b))));

    private static Codec text(String name, Function<Samples, String> sample, Function<String, String> rewrite) {
        return new Codec(
                name,
                samples -> Strict.utf8(sample.apply(samples)),
                bytes -> Strict.utf8(rewrite.apply(Strict.utf8(bytes, name))));
    }

    private static byte[] bundle(Samples samples) {
        return Bundle.format(samples.exactly(7, () -> samples.bytes(30)));
    }

    private static byte[] edge(Samples samples) {
        return RightEdge.of(1000, samples.exactly(Long.bitCount(1000), samples::hash))
                .toBytes();
    }

    private static byte[] tile(Samples samples) {
        return Tile.toBytes(samples.exactly(9, samples::hash));
    }

    private static byte[] entryPackage(Samples samples) {
        return new EntryPackage(250, samples.exactly(6, () -> samples.bytes(30)), samples.hashes(63)).toBytes();
    }

    private static byte[] rewritePackage(byte[] bytes) {
        var in = new ByteArrayInputStream(bytes);
        try {
            EntryPackage read = EntryPackage.read(in, 250, 10_000).orElseThrow(() -> new FormatException("no package"));
            refuseRest(in);
            return read.toBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] rewriteAddEntries(byte[] bytes) {
        var in = new ByteArrayInputStream(bytes);
        try {
            AddEntries read = AddEntries.read(in);
            refuseRest(in);
            return read.toBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseRest(ByteArrayInputStream in) {
        if (in.available() > 0) {
            throw new FormatException("more follows");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
