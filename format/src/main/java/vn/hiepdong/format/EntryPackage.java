package vn.hiepdong.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Entries that travel together with their own proof (C2SP `tlog-mirror`): what lies of an upload between two
/// multiples of 256. Each package can be checked and stored for itself, so a broken link costs at most one.
///
/// The bytes are those of the entries as in a [Bundle], one byte with the number of hashes, and the hashes: the
/// proof that the subtree from the multiple of 256 at or below `start` to `end` is part of the tree. Where it
/// starts and ends is not in the bytes; both sides know it.
///
/// @param start index of the first entry
/// @param entries 1 to 256 entries, up to the next multiple of 256 or the end of the upload
/// @param proof subtree consistency proof, at most 63 hashes
public record EntryPackage(long start, List<byte[]> entries, List<Hash> proof) {
    /// Leaf indexes at which packages are cut.
    public static final int CUT = Tile.WIDTH;

    public EntryPackage {
        if (start < 0 || entries.isEmpty() || entries.size() > cutAfter(start) - start) {
            throw new IllegalArgumentException("no package has " + entries.size() + " entries from " + start);
        }
        entries = List.copyOf(entries);
        proof = HashList.proof(proof);
    }

    /// Where a package that starts at `start` ends in an upload that ends at `uploadEnd`.
    public static long endOf(long start, long uploadEnd) {
        return Math.min(cutAfter(start), uploadEnd);
    }

    /// The first leaf of the subtree that the proof is about: the multiple of 256 at or below `start`.
    public static long subtreeStart(long start) {
        return start / CUT * CUT;
    }

    /// Makes the package of entries that start at `start`, with its proof in the tree of `uploadEnd` leaves.
    /// There must be as many entries as reach to [#endOf(long, long)].
    public static EntryPackage of(HashReader reader, long start, long uploadEnd, List<byte[]> entries) {
        long end = endOf(start, uploadEnd);
        if (entries.size() != end - start) {
            throw new IllegalArgumentException(entries.size() + " entries do not reach from " + start + " to " + end);
        }
        return new EntryPackage(start, entries, Proofs.subtree(reader, subtreeStart(start), end, uploadEnd));
    }

    /// Reads the package that starts at `start` from an upload that ends at `uploadEnd`. Empty if the stream ends
    /// before its first byte, as it may: an upload can be a beginning. Throws [FormatException] if it ends within
    /// the package or names more than 63 hashes. Holds at most 16 MiB.
    public static Optional<EntryPackage> read(InputStream in, long start, long uploadEnd) throws IOException {
        if (start < 0 || start >= uploadEnd) {
            throw new IllegalArgumentException("no package starts at " + start + " of " + uploadEnd);
        }
        var wire = new Wire(in, "package at " + start);
        int first = wire.byteOrEnd();
        if (first < 0) {
            return Optional.empty();
        }
        int count = (int) (endOf(start, uploadEnd) - start);
        var entries = new ArrayList<byte[]>(count);
        entries.add(wire.bytes(first << 8 | wire.u8()));
        while (entries.size() < count) {
            entries.add(wire.bytes(wire.u16()));
        }
        int hashes = wire.u8();
        if (hashes > HashList.MAX_PROOF) {
            throw new FormatException("package at " + start + " has a proof of " + hashes + " hashes");
        }
        return Optional.of(new EntryPackage(start, entries, HashList.parse(wire.bytes(hashes * Hash.SIZE))));
    }

    /// Index behind the last entry.
    public long end() {
        return start + entries.size();
    }

    public byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            Bundle.write(bytes, entry);
        }
        bytes.write(proof.size());
        bytes.writeBytes(HashList.toBytes(proof));
        return bytes.toByteArray();
    }

    /// The leaf hashes of the entries.
    public List<Hash> leaves() {
        var leaves = new ArrayList<Hash>(entries.size());
        for (byte[] entry : entries) {
            leaves.add(Merkle.leaf(entry));
        }
        return leaves;
    }

    /// Whether these entries stand at this place of the tree with this size and root.
    ///
    /// `before` are the leaf hashes from [#subtreeStart(long)] up to `start`, which the receiver holds already;
    /// none if the package starts at a multiple of 256. A package not cut where this tree demands it is a no.
    public boolean verify(List<Hash> before, long size, Hash root) {
        long from = subtreeStart(start);
        if (before.size() != start - from || end() != endOf(start, size)) {
            return false;
        }
        var leaves = new ArrayList<>(before);
        leaves.addAll(leaves());
        return Proofs.verifySubtree(from, end(), Merkle.root(leaves), size, root, proof);
    }

    private static long cutAfter(long start) {
        long cut = subtreeStart(start) + CUT;
        return cut < 0 ? Long.MAX_VALUE : cut;
    }
}
