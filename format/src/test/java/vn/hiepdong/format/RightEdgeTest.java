package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RightEdgeTest {
    @Test
    void theEdgeOfEverySizeHasTheRootOfTheTree() {
        List<Hash> leaves = Trees.leaves(0, 300);
        RightEdge edge = RightEdge.EMPTY;
        for (int size = 0; size < 300; size++) {
            assertThat(edge.size()).isEqualTo(size);
            assertThat(edge.hashes()).hasSize(Integer.bitCount(size));
            assertThat(edge.root()).isEqualTo(recursiveRoot(leaves.subList(0, size)));
            assertThat(RightEdge.parse(size, edge.toBytes())).isEqualTo(edge);
            edge = edge.append(leaves.get(size));
        }
    }

    @Test
    void appendingManyIsAppendingOneByOne() {
        List<Hash> leaves = Trees.leaves(0, 100);
        for (int from = 0; from <= 100; from += 7) {
            RightEdge start = RightEdge.EMPTY.append(leaves.subList(0, from));
            assertThat(start.append(leaves.subList(from, 100))).isEqualTo(RightEdge.EMPTY.append(leaves));
        }
    }

    @Test
    void anEdgeDoesNotChangeWhenOthersGrowFromIt() {
        RightEdge edge = RightEdge.EMPTY.append(Trees.leaves(0, 7));
        Hash root = edge.root();
        new RightEdge.Builder(edge).append(Trees.leaves(7, 20));
        assertThat(edge.root()).isEqualTo(root);
        assertThat(edge.size()).isEqualTo(7);
    }

    @Test
    void everyNodeIsReportedOnceWhenItIsComplete() {
        Map<Long, Hash> reported = new HashMap<>();
        var builder = new RightEdge.Builder();
        for (Hash leaf : Trees.leaves(0, 200)) {
            builder.append(leaf, (node, hash) -> {
                assertThat(Node.end(node)).isEqualTo(builder.size() + 1);
                assertThat(reported.put(node, hash)).isNull();
            });
        }
        MemoryTree tree = Trees.records(200);
        assertThat(reported).hasSize(200 + 100 + 50 + 25 + 12 + 6 + 3 + 1);
        reported.forEach(
                (node, hash) -> assertThat(tree.read(new long[] {node})).containsExactly(hash));
    }

    @Test
    void theEdgeIsReadFromAnOlderTree() {
        MemoryTree tree = Trees.records(200);
        assertThat(tree.edge(77)).isEqualTo(RightEdge.EMPTY.append(Trees.leaves(0, 77)));
        assertThat(tree.edge(0)).isEqualTo(RightEdge.EMPTY);
    }

    @Test
    void anEdgeHasOneHashPerOneBit() {
        List<Hash> two = Trees.leaves(0, 2);
        assertThatThrownBy(() -> RightEdge.of(4, two)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RightEdge.parse(4, new byte[64])).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> RightEdge.parse(-1, new byte[64 * 32])).isInstanceOf(FormatException.class);
        assertThat(RightEdge.of(3, two).hashes()).isEqualTo(two);
    }

    /// The definition of RFC 6962, word for word.
    private static Hash recursiveRoot(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Merkle.EMPTY_ROOT;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = (int) Merkle.split(leaves.size());
        return Merkle.node(recursiveRoot(leaves.subList(0, k)), recursiveRoot(leaves.subList(k, leaves.size())));
    }
}
