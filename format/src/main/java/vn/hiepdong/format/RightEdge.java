package vn.hiepdong.format;

import java.util.ArrayList;
import java.util.List;

/// The roots of the perfect subtrees that make up a tree, from left to right: one hash per one-bit of the size,
/// and all that is needed to append to the tree and to know its root.
///
/// Also called the compact range of `[0, size)`. Immutable; [Builder] appends many leaves without copies.
public final class RightEdge {
    /// The edge of the tree without leaves.
    public static final RightEdge EMPTY = new RightEdge(0, List.of());

    private final long size;
    private final List<Hash> hashes;

    private RightEdge(long size, List<Hash> hashes) {
        this.size = size;
        this.hashes = hashes;
    }

    /// The edge of a tree of `size` leaves; throws [IllegalArgumentException] unless there is one hash per
    /// one-bit.
    public static RightEdge of(long size, List<Hash> hashes) {
        if (size < 0 || hashes.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(hashes.size() + " hashes do not make a tree of size " + size);
        }
        return new RightEdge(size, List.copyOf(hashes));
    }

    /// Reads what [#toBytes()] wrote for a tree of `size` leaves; throws [FormatException] if the length is not
    /// 32 bytes per one-bit of the size.
    public static RightEdge parse(long size, byte[] bytes) {
        if (size < 0 || bytes.length != Hash.SIZE * Long.bitCount(size)) {
            throw new FormatException(bytes.length + " bytes are not the right edge of a tree of size " + size);
        }
        return new RightEdge(size, HashList.parse(bytes));
    }

    /// Reads the edge of the first `size` leaves of a tree.
    public static RightEdge read(HashReader reader, long size) {
        return of(size, HashList.read(reader, Ranges.nodes(0, size)));
    }

    /// Leaves in the tree.
    public long size() {
        return size;
    }

    /// One hash per one-bit of the size, the largest subtree first.
    public List<Hash> hashes() {
        return hashes;
    }

    public Hash root() {
        return Merkle.fold(hashes);
    }

    /// The edge of the tree with one more leaf; `leaf` is a leaf hash, see [Merkle#leaf(byte\[\])].
    public RightEdge append(Hash leaf) {
        return new Builder(this).append(leaf).build();
    }

    /// The edge of the tree with these leaf hashes behind its own.
    public RightEdge append(List<Hash> leaves) {
        return new Builder(this).append(leaves).build();
    }

    /// The hashes one after the other, 32 bytes each.
    public byte[] toBytes() {
        return HashList.toBytes(hashes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RightEdge that && size == that.size && hashes.equals(that.hashes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(size) * 31 + hashes.hashCode();
    }

    @Override
    public String toString() {
        return size + " " + hashes;
    }

    /// Told of every node as it becomes complete: the leaf first, then upwards.
    @FunctionalInterface
    public interface Completed {
        /// `node` is packed by [Node].
        void node(long node, Hash hash);
    }

    /// A right edge that grows in place. Not for several threads.
    public static final class Builder {
        private final ArrayList<Hash> stack;
        private long size;

        public Builder() {
            this(EMPTY);
        }

        public Builder(RightEdge start) {
            stack = new ArrayList<>(start.hashes);
            size = start.size;
        }

        public Builder append(Hash leaf) {
            return append(leaf, (_, _) -> {});
        }

        public Builder append(List<Hash> leaves) {
            for (Hash leaf : leaves) {
                append(leaf);
            }
            return this;
        }

        /// Appends and reports each node that this leaf completes, for whoever stores hashes.
        public Builder append(Hash leaf, Completed completed) {
            if (size >= Node.MAX_SIZE) {
                throw new IllegalStateException("a tree of 2^56 leaves is full");
            }
            Hash hash = leaf;
            completed.node(Node.of(0, size), hash);
            for (int level = 0; (size >> level & 1) == 1; level++) {
                hash = Merkle.node(stack.removeLast(), hash);
                completed.node(Node.of(level + 1, size >> (level + 1)), hash);
            }
            stack.add(hash);
            size++;
            return this;
        }

        public long size() {
            return size;
        }

        public Hash root() {
            return Merkle.fold(stack);
        }

        public RightEdge build() {
            return new RightEdge(size, List.copyOf(stack));
        }
    }
}
