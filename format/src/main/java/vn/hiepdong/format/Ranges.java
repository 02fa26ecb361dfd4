package vn.hiepdong.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Ranges of leaves whose roots are wanted: which nodes to read, then how to combine them. Keeping the two apart
/// makes a proof one batched read, however many ranges it names.
final class Ranges {
    private final List<Integer> counts = new ArrayList<>();
    private long[] nodes = new long[64];
    private int length;

    /// Adds the range `[start, end)`, whose start is aligned to the largest power of two in its length, as
    /// those in proofs always are.
    void add(long start, long end) {
        long[] more = nodes(start, end);
        if (length + more.length > nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * (length + more.length));
        }
        System.arraycopy(more, 0, nodes, length, more.length);
        length += more.length;
        counts.add(more.length);
    }

    /// The root of each range, in the order they were added.
    List<Hash> roots(HashReader reader) {
        List<Hash> hashes = HashList.read(reader, Arrays.copyOf(nodes, length));
        var roots = new ArrayList<Hash>(counts.size());
        int from = 0;
        for (int count : counts) {
            roots.add(Merkle.fold(hashes.subList(from, from + count)));
            from += count;
        }
        return List.copyOf(roots);
    }

    /// The nodes of the perfect subtrees that make up `[start, end)`, from left to right.
    static long[] nodes(long start, long end) {
        var found = new long[Long.bitCount(end - start)];
        long at = start;
        for (int i = 0; i < found.length; i++) {
            int level = 63 - Long.numberOfLeadingZeros(end - at);
            if ((at & ((1L << level) - 1)) != 0) {
                throw new IllegalStateException("[" + start + ", " + end + ") is not a range of a proof");
            }
            found[i] = Node.of(level, at >> level);
            at += 1L << level;
        }
        return found;
    }
}
