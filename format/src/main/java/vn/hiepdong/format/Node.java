package vn.hiepdong.format;

/// Coordinates of a node, packed into a `long` so that a batch of them is a plain array: the level in the top
/// byte, the index in the other seven.
///
/// Node (level, i) is the root of the perfect subtree over the leaves `[i << level, (i + 1) << level)`. It
/// never changes once the tree has `(i + 1) << level` leaves. Packed nodes of one level are consecutive
/// numbers.
public final class Node {
    /// The largest tree whose nodes have coordinates here: 2^56 leaves.
    public static final long MAX_SIZE = 1L << 56;

    private Node() {}

    /// Packs a level from 0 to 56 and an index below 2^56.
    public static long of(int level, long index) {
        if (level < 0 || level > 56 || index < 0 || index >= MAX_SIZE) {
            throw new IllegalArgumentException("no such node: level " + level + ", index " + index);
        }
        return (long) level << 56 | index;
    }

    public static int level(long node) {
        return (int) (node >>> 56);
    }

    public static long index(long node) {
        return node & (MAX_SIZE - 1);
    }

    /// The first leaf below the node.
    public static long start(long node) {
        return index(node) << level(node);
    }

    /// The leaf after the last one below the node; also the smallest tree that has the node.
    public static long end(long node) {
        return (index(node) + 1) << level(node);
    }
}
