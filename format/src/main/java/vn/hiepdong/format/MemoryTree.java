package vn.hiepdong.format;

import java.util.ArrayList;
import java.util.List;

/// A whole tree in memory, every hash of it: for tests, and for a verifier that holds all entries anyway. About
/// 64 bytes and two references per leaf. Not for several threads while it grows.
public final class MemoryTree implements HashReader {
    private final List<List<Hash>> levels = new ArrayList<>();
    private final RightEdge.Builder edge = new RightEdge.Builder();

    /// Appends the entry and returns its index.
    public long append(byte[] entry) {
        return appendLeaf(Merkle.leaf(entry));
    }

    /// Appends a leaf hash and returns its index.
    public long appendLeaf(Hash leaf) {
        edge.append(leaf, this::keep);
        return edge.size() - 1;
    }

    public long size() {
        return edge.size();
    }

    public Hash root() {
        return edge.root();
    }

    /// The root that the tree had at an earlier size.
    public Hash root(long size) {
        return edge(size).root();
    }

    /// The right edge that the tree had at an earlier size.
    public RightEdge edge(long size) {
        if (size > size()) {
            throw new IllegalArgumentException("the tree has " + size() + " leaves, not " + size);
        }
        return RightEdge.read(this, size);
    }

    @Override
    public List<Hash> read(long[] nodes) {
        var hashes = new ArrayList<Hash>(nodes.length);
        for (long node : nodes) {
            hashes.add(levels.get(Node.level(node)).get(Math.toIntExact(Node.index(node))));
        }
        return hashes;
    }

    private void keep(long node, Hash hash) {
        if (Node.level(node) == levels.size()) {
            levels.add(new ArrayList<>());
        }
        levels.get(Node.level(node)).add(hash);
    }
}
