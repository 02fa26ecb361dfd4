package vn.hiepdong.format;

import java.util.List;

/// One verification: the walk of [Proofs] again, taking the hashes of the proof from its end and building two
/// roots on the way back, that of the subtree and that of the tree.
final class ProofCheck {
    private final List<Hash> proof;
    private int left;
    private Hash part;
    private Hash whole;

    ProofCheck(List<Hash> proof, Hash known) {
        this.proof = proof;
        left = proof.size();
        part = known;
        whole = known;
    }

    /// Whether the proof, to its last hash, leads from `partRoot` of `[start, end)` to `wholeRoot` of `[lo, hi)`.
    boolean holds(long lo, long hi, long start, long end, Hash partRoot, Hash wholeRoot) {
        return walk(lo, hi, start, end, true) && left == 0 && part.equals(partRoot) && whole.equals(wholeRoot);
    }

    private boolean walk(long lo, long hi, long start, long end, boolean known) {
        boolean arrived = lo == start && hi == end;
        if (arrived && known) {
            return true;
        }
        if (left == 0) {
            return false;
        }
        Hash beside = proof.get(--left);
        if (arrived) {
            part = beside;
            whole = beside;
            return true;
        }
        long middle = lo + Merkle.split(hi - lo);
        if (end <= middle) {
            boolean found = walk(lo, middle, start, end, known);
            whole = Merkle.node(whole, beside);
            return found;
        }
        boolean inside = start >= middle;
        boolean found = walk(middle, hi, inside ? start : middle, end, inside && known);
        whole = Merkle.node(beside, whole);
        if (!inside) {
            part = Merkle.node(beside, part);
        }
        return found;
    }
}
