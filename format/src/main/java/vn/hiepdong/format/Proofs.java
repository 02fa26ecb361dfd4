package vn.hiepdong.format;

import java.util.List;

/// Proofs that a leaf, a subtree or an older tree is part of a tree (RFC 9162 section 2.1, and the subtrees of
/// draft-ietf-plants-merkle-tree-certs).
///
/// All of them are one proof: that the subtree `[start, end)` is part of the tree `[0, size)`. A leaf is the
/// subtree of one, an older tree the subtree that begins at 0. Hashes come in the order of RFC 6962: those
/// nearest the leaves first. Verification only answers yes or no; whatever is out of range is a no.
public final class Proofs {
    private Proofs() {}

    /// That leaf `index` is in the tree of `size` leaves.
    public static List<Hash> inclusion(HashReader reader, long index, long size) {
        return subtreeInclusion(reader, index, 0, size);
    }

    /// That the tree of `size` leaves extends the one of its first `oldSize`; empty if either size is the other
    /// or 0.
    public static List<Hash> consistency(HashReader reader, long oldSize, long size) {
        return subtree(reader, 0, oldSize, size);
    }

    /// That the subtree `[start, end)` is part of the tree of `size` leaves; empty for an empty subtree.
    public static List<Hash> subtree(HashReader reader, long start, long end, long size) {
        if (!isSubtree(start, end) || end > size) {
            throw new IllegalArgumentException("[" + start + ", " + end + ") is no subtree of " + size + " leaves");
        }
        var ranges = new Ranges();
        if (start < end) {
            collect(ranges, 0, size, start, end, true);
        }
        return ranges.roots(reader);
    }

    /// That leaf `index` is in the subtree `[start, end)`.
    public static List<Hash> subtreeInclusion(HashReader reader, long index, long start, long end) {
        if (!isSubtree(start, end) || index < start || index >= end) {
            throw new IllegalArgumentException("leaf " + index + " is not in a subtree [" + start + ", " + end + ")");
        }
        var ranges = new Ranges();
        collect(ranges, start, end, index, index + 1, true);
        return ranges.roots(reader);
    }

    /// The root of the subtree `[start, end)`.
    public static Hash subtreeRoot(HashReader reader, long start, long end) {
        if (!isSubtree(start, end)) {
            throw new IllegalArgumentException("[" + start + ", " + end + ") is no subtree");
        }
        return Merkle.fold(HashList.read(reader, Ranges.nodes(start, end)));
    }

    /// Whether `[start, end)` is a subtree: its start is a multiple of the smallest power of two that is not
    /// below its length. Empty ranges are.
    public static boolean isSubtree(long start, long end) {
        if (start < 0 || end < start) {
            return false;
        }
        long length = end - start;
        if (length <= 1) {
            return true;
        }
        if (length > 1L << 62) {
            return start == 0;
        }
        long aligned = Long.highestOneBit(length - 1) << 1;
        return (start & (aligned - 1)) == 0;
    }

    /// Whether `proof` shows that `leaf` (a leaf hash) is leaf `index` of the tree with this size and root.
    public static boolean verifyInclusion(Hash leaf, long index, long size, List<Hash> proof, Hash root) {
        return verifySubtreeInclusion(leaf, index, 0, size, proof, root);
    }

    /// Whether `proof` shows that `leaf` is leaf `index` of the subtree `[start, end)` with this root.
    public static boolean verifySubtreeInclusion(
            Hash leaf, long index, long start, long end, List<Hash> proof, Hash root) {
        if (!isSubtree(start, end) || index < start || index >= end) {
            return false;
        }
        return new ProofCheck(proof, leaf).holds(start, end, index, index + 1, leaf, root);
    }

    /// Whether `proof` shows that the tree of size `newSize` extends the one of size `oldSize`.
    ///
    /// Every tree extends the empty one: `oldSize` 0 needs [Merkle#EMPTY_ROOT] and an empty proof, and says
    /// nothing about `newRoot` unless that tree is empty too.
    public static boolean verifyConsistency(long oldSize, Hash oldRoot, long newSize, Hash newRoot, List<Hash> proof) {
        return verifySubtree(0, oldSize, oldRoot, newSize, newRoot, proof);
    }

    /// Whether `proof` shows that `[start, end)` with root `subtreeRoot` is part of the tree with this size and
    /// root.
    public static boolean verifySubtree(
            long start, long end, Hash subtreeRoot, long size, Hash root, List<Hash> proof) {
        if (!isSubtree(start, end) || end > size) {
            return false;
        }
        if (start == end) {
            return proof.isEmpty()
                    && subtreeRoot.equals(Merkle.EMPTY_ROOT)
                    && (size > 0 || root.equals(Merkle.EMPTY_ROOT));
        }
        return new ProofCheck(proof, subtreeRoot).holds(0, size, start, end, subtreeRoot, root);
    }

    /// Walks from the tree `[lo, hi)` down to `[start, end)` and, on the way back, adds what lies beside the
    /// path. `known` says that the verifier has the hash of the goal; it loses it where the goal is cut in two.
    private static void collect(Ranges ranges, long lo, long hi, long start, long end, boolean known) {
        if (lo == start && hi == end) {
            if (!known) {
                ranges.add(lo, hi);
            }
            return;
        }
        long middle = lo + Merkle.split(hi - lo);
        if (end <= middle) {
            collect(ranges, lo, middle, start, end, known);
            ranges.add(middle, hi);
        } else {
            boolean whole = start >= middle;
            collect(ranges, middle, hi, whole ? start : middle, end, whole && known);
            ranges.add(lo, middle);
        }
    }
}
