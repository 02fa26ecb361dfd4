package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// All trees up to 256 leaves: every true proof holds, every tampered one fails. In trees up to 32 leaves every single
/// bit of every proof is flipped, in larger ones one seeded bit of every hash.
class ProofsTest {
    private static final int SIZE = 256;
    private static final int EVERY_BIT = 32;
    private static final int EVERY_TREE = 100;

    private final MemoryTree tree = Trees.records(SIZE);
    private final List<Hash> leaves = Trees.leaves(0, SIZE);
    private final List<Hash> roots = roots();
    private final Random random = new Random(20261122);

    @Test
    void everyLeafIsProvedAndNothingElse() {
        for (int n = 1; n <= SIZE; n++) {
            Hash root = roots.get(n);
            for (int i = 0; i < n; i++) {
                List<Hash> proof = Proofs.inclusion(tree, i, n);
                long index = i;
                long size = n;
                Hash leaf = leaves.get(i);
                String what = "leaf " + i + " of " + n;
                check(Proofs.verifyInclusion(leaf, i, n, proof, root), what);
                refuseTampered(n, proof, what, p -> Proofs.verifyInclusion(leaf, index, size, p, root));
                check(!Proofs.verifyInclusion(flip(leaf), i, n, proof, root), what + ", other leaf");
                check(!Proofs.verifyInclusion(leaf, i, n, proof, flip(root)), what + ", other root");
                refuseOtherPlaces(leaf, i, n, proof, root, what);
            }
        }
    }

    /// At the same size another index never holds. Another size can only hold where RFC 9162 says so as well: the
    /// path to a leaf may look alike in two trees, which is why size and root are signed together.
    private void refuseOtherPlaces(Hash leaf, int i, int n, List<Hash> proof, Hash root, String what) {
        for (long index : new long[] {i - 1, i + 1, i ^ 2, n - 1 - i, n, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            check(index == i || !Proofs.verifyInclusion(leaf, index, n, proof, root), what + " as " + index);
        }
        for (long size : new long[] {n - 1, n + 1, 2L * n, n / 2, i, 0, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            check(
                    Proofs.verifyInclusion(leaf, i, size, proof, root)
                            == Rfc9162.verifyInclusion(leaf, i, size, proof, root),
                    what + " in " + size);
        }
    }

    @Test
    void everyOlderTreeIsProvedAndNothingElse() {
        for (int n = 1; n <= SIZE; n++) {
            Hash root = roots.get(n);
            for (int m = 1; m <= n; m++) {
                List<Hash> proof = Proofs.consistency(tree, m, n);
                long oldSize = m;
                long size = n;
                Hash old = roots.get(m);
                String what = m + " -> " + n;
                check(Proofs.verifyConsistency(m, old, n, root, proof), what);
                check(Rfc9162.verifyConsistency(m, old, n, root, proof), what + ", RFC 9162");
                refuseTampered(n, proof, what, p -> Proofs.verifyConsistency(oldSize, old, size, root, p));
                check(!Proofs.verifyConsistency(m, flip(old), n, root, proof), what + ", other old root");
                check(!Proofs.verifyConsistency(m, old, n, flip(root), proof), what + ", other new root");
                check(m == n || !Proofs.verifyConsistency(n, root, m, old, proof), what + ", backwards");
                refuseOtherSizes(m, old, n, root, proof, what);
            }
        }
    }

    private void refuseOtherSizes(int m, Hash old, int n, Hash root, List<Hash> proof, String what) {
        for (long size : new long[] {m - 1, m + 1, m ^ 2, 2L * m, n - m, 0, -1, Long.MIN_VALUE}) {
            check(size == m || !Proofs.verifyConsistency(size, old, n, root, proof), what + " from " + size);
        }
        for (long size : new long[] {n - 1, n + 1, 2L * n, m, Long.MAX_VALUE}) {
            check(
                    Proofs.verifyConsistency(m, old, size, root, proof)
                            == Rfc9162.verifyConsistency(m, old, size, root, proof),
                    what + " to " + size);
        }
    }

    @Test
    void everySubtreeIsProvedAndNothingElse() {
        for (int end = 1; end <= SIZE; end++) {
            for (int start = 0; start < end; start++) {
                if (Proofs.isSubtree(start, end)) {
                    everyTreeProvesSubtree(start, end);
                }
            }
        }
    }

    private void everyTreeProvesSubtree(int start, int end) {
        Hash part = Proofs.subtreeRoot(tree, start, end);
        check(part.equals(Merkle.root(leaves.subList(start, end))), "root of [" + start + ", " + end + ")");
        for (int n = end; n <= SIZE; n += n < EVERY_TREE ? 1 : 3) {
            List<Hash> proof = Proofs.subtree(tree, start, end, n);
            Hash root = roots.get(n);
            long size = n;
            String what = "[" + start + ", " + end + ") in " + n;
            check(Proofs.verifySubtree(start, end, part, n, root, proof), what);
            refuseTampered(n, proof, what, p -> Proofs.verifySubtree(start, end, part, size, root, p));
            check(!Proofs.verifySubtree(start, end, flip(part), n, root, proof), what + ", other part");
            check(!Proofs.verifySubtree(start, end, part, n, flip(root), proof), what + ", other root");
            check(!Proofs.verifySubtree(start, end + 1, part, n, root, proof), what + ", longer");
            check(!Proofs.verifySubtree(start, end - 1, part, n, root, proof), what + ", shorter");
        }
    }

    @Test
    void everyLeafOfASubtreeIsProved() {
        for (int end = 1; end <= 64; end++) {
            for (int start = 0; start < end; start++) {
                if (!Proofs.isSubtree(start, end)) {
                    continue;
                }
                Hash root = Proofs.subtreeRoot(tree, start, end);
                for (int i = start; i < end; i++) {
                    List<Hash> proof = Proofs.subtreeInclusion(tree, i, start, end);
                    long from = start;
                    long to = end;
                    long index = i;
                    Hash leaf = leaves.get(i);
                    String what = i + " in [" + start + ", " + end + ")";
                    check(Proofs.verifySubtreeInclusion(leaf, i, start, end, proof, root), what);
                    refuseTampered(
                            SIZE, proof, what, p -> Proofs.verifySubtreeInclusion(leaf, index, from, to, p, root));
                    check(!Proofs.verifySubtreeInclusion(leaf, i + 1, start, end, proof, root), what + " as next");
                }
            }
        }
    }

    @Test
    void everyTreeExtendsTheEmptyOneByConvention() {
        assertThat(Proofs.consistency(tree, 0, 7)).isEmpty();
        assertThat(Proofs.verifyConsistency(0, Merkle.EMPTY_ROOT, 7, roots.get(7), List.of()))
                .isTrue();
        assertThat(Proofs.verifyConsistency(0, roots.get(1), 7, roots.get(7), List.of()))
                .isFalse();
        assertThat(Proofs.verifyConsistency(0, Merkle.EMPTY_ROOT, 7, roots.get(7), List.of(roots.get(7))))
                .isFalse();
        assertThat(Proofs.verifyConsistency(0, Merkle.EMPTY_ROOT, 0, Merkle.EMPTY_ROOT, List.of()))
                .isTrue();
        assertThat(Proofs.verifyConsistency(0, Merkle.EMPTY_ROOT, 0, roots.get(7), List.of()))
                .isFalse();
    }

    @Test
    void aProofFarLongerThanAnyTreeIsRefused() {
        List<Hash> proof = leaves.subList(0, 100);
        assertThat(Proofs.verifyInclusion(leaves.getFirst(), 0, Long.MAX_VALUE, proof, roots.getLast()))
                .isFalse();
        assertThat(Proofs.verifyConsistency(1, roots.get(1), Long.MAX_VALUE, roots.getLast(), proof))
                .isFalse();
    }

    @Test
    void aSubtreeStartsAtAMultipleOfThePowerOfTwoThatCoversIt() {
        assertThat(Proofs.isSubtree(4, 8)).isTrue();
        assertThat(Proofs.isSubtree(4, 7)).isTrue();
        assertThat(Proofs.isSubtree(4, 9)).isFalse();
        assertThat(Proofs.isSubtree(5, 6)).isTrue();
        assertThat(Proofs.isSubtree(5, 7)).isFalse();
        assertThat(Proofs.isSubtree(5, 5)).isTrue();
        assertThat(Proofs.isSubtree(6, 5)).isFalse();
        assertThat(Proofs.isSubtree(-1, 5)).isFalse();
        assertThat(Proofs.isSubtree(0, Long.MAX_VALUE)).isTrue();
        assertThat(Proofs.isSubtree(1, Long.MAX_VALUE)).isFalse();
        assertThat(Proofs.isSubtree(Long.MIN_VALUE, Long.MAX_VALUE)).isFalse();
    }

    @Test
    void askingForAProofOfWhatIsNotThereIsOurMistake() {
        assertThatThrownBy(() -> Proofs.inclusion(tree, 5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proofs.consistency(tree, 6, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proofs.subtree(tree, 1, 3, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proofs.subtreeRoot(tree, 1, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aProofReadsItsHashesInOneBatch() {
        var batches = new ArrayList<Integer>();
        Proofs.consistency(
                nodes -> {
                    batches.add(nodes.length);
                    return tree.read(nodes);
                },
                100,
                251);
        assertThat(batches).hasSize(1);
    }

    private void refuseTampered(int size, List<Hash> proof, String what, Predicate<List<Hash>> holds) {
        for (int at = 0; at < proof.size(); at++) {
            var tampered = new ArrayList<>(proof);
            int from = size <= EVERY_BIT ? 0 : random.nextInt(256);
            int to = size <= EVERY_BIT ? 255 : from;
            for (int bit = from; bit <= to; bit++) {
                tampered.set(at, flip(proof.get(at), bit));
                if (holds.test(tampered)) {
                    throw new AssertionError(what + ", bit " + bit + " of hash " + at);
                }
            }
        }
        if (!proof.isEmpty()) {
            check(!holds.test(proof.subList(0, proof.size() - 1)), what + ", last hash missing");
            check(!holds.test(proof.subList(1, proof.size())), what + ", first hash missing");
        }
        var longer = new ArrayList<>(proof);
        longer.addLast(leaves.getFirst());
        check(!holds.test(longer), what + ", one hash more at the end");
        longer.removeLast();
        longer.addFirst(leaves.getFirst());
        check(!holds.test(longer), what + ", one hash more at the start");
    }

    private Hash flip(Hash hash) {
        return flip(hash, random.nextInt(256));
    }

    private static Hash flip(Hash hash, int bit) {
        byte[] bytes = hash.bytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Hash.of(bytes);
    }

    private List<Hash> roots() {
        var all = new ArrayList<Hash>();
        var edge = new RightEdge.Builder();
        all.add(edge.root());
        for (Hash leaf : leaves) {
            all.add(edge.append(leaf).root());
        }
        return all;
    }

    /// A plain condition: an assertion object for each of millions of probes would take longer than the proofs.
    private static void check(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }
}
