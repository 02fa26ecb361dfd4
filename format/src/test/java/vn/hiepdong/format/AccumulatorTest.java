package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every proof of every tree up to 130 leaves, hashed into one value that other implementations agree on: the first
/// three are from draft-ietf-plants-merkle-tree-certs.
class AccumulatorTest {
    private static final int SIZE = 130;

    private final MessageDigest accumulator = Hash.digest();
    private final MemoryTree draft = Trees.of(SIZE, i -> new byte[] {(byte) i});
    private final MemoryTree records = Trees.records(SIZE);

    @Test
    void rootsOfAllSubtrees() {
        forEachSubtree(SIZE, (start, end) -> add("[" + start + ", " + end + ")", List.of(rootOf(start, end))));
        assertAccumulated("b82806ad4265bb151c1119c0f4db437bb4d1a1f887b3a7fba1cd4ebf552e3e81");
    }

    @Test
    void inclusionInAllSubtrees() {
        forEachSubtree(SIZE, (start, end) -> {
            for (long i = start; i < end; i++) {
                add(i + " [" + start + ", " + end + ")", Proofs.subtreeInclusion(draft, i, start, end));
            }
        });
        assertAccumulated("ac2a8f989e44d99e399db448050ff5f19757df53cfb716aa81015d3955d8163f");
    }

    @Test
    void consistencyOfAllSubtrees() {
        for (long size = 0; size <= SIZE; size++) {
            long n = size;
            forEachSubtree(
                    n, (start, end) -> add("[" + start + ", " + end + ") " + n, Proofs.subtree(draft, start, end, n)));
        }
        assertAccumulated("10fa99b37bf9bf9ffa26b412fbd98bd75363256d0b75d61bc4538b9c9c5a0a74");
    }

    @Test
    void inclusionInAllTrees() {
        for (long n = 1; n <= SIZE; n++) {
            for (long i = 0; i < n; i++) {
                add(i + " " + n, Proofs.inclusion(records, i, n));
            }
        }
        assertAccumulated("2af4d274c0c8c8590adac4b6e26ac1517b72d3a10b0b08d32d0e8d18c3d00a07");
    }

    @Test
    void consistencyOfAllTrees() {
        for (long n = 1; n <= SIZE; n++) {
            for (long i = 1; i <= n; i++) {
                add(i + " " + n, Proofs.consistency(records, i, n));
            }
        }
        assertAccumulated("638bf43708810c0394fa031b2a8c569b7ca6c1e068d5abb714668b3ad72d16a5");
    }

    private Hash rootOf(long start, long end) {
        return start == end ? Merkle.EMPTY_ROOT : Proofs.subtreeRoot(draft, start, end);
    }

    private void add(String line, List<Hash> hashes) {
        var text = new StringBuilder(line);
        hashes.forEach(hash -> text.append(' ').append(hash.hex()));
        accumulator.update(Strict.utf8(text.append('\n').toString()));
    }

    private void assertAccumulated(String expected) {
        assertThat(HexFormat.of().formatHex(accumulator.digest())).isEqualTo(expected);
    }

    private static void forEachSubtree(long size, Ranged visitor) {
        for (long end = 0; end <= size; end++) {
            for (long start = 0; start <= end; start++) {
                if (Proofs.isSubtree(start, end)) {
                    visitor.visit(start, end);
                }
            }
        }
    }

    private interface Ranged {
        void visit(long start, long end);
    }
}
