package vn.hiepdong.node.ledger;

import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Hlc;
import vn.hiepdong.format.Node;
import vn.hiepdong.format.RightEdge;

/// The growing end of a log within one transaction.
final class Head {
    final int id;
    final LogOrigin origin;
    final String name;
    final boolean own;
    final long startSize;
    final @Nullable String frozen;
    final @Nullable Long ended;
    final RightEdge.Builder edge;
    final java.util.List<Grown> grown = new java.util.ArrayList<>();
    long lastAt;

    /// A node that became complete on the level 8, 16, …: the next hash of a tile of the levels above the
    /// leaves.
    record Grown(int level, long index, Hash hash) {}

    Head(
            int id,
            LogOrigin origin,
            boolean own,
            long size,
            byte[] edge,
            long lastAt,
            @Nullable String frozen,
            @Nullable Long ended) {
        this.id = id;
        this.origin = origin;
        this.own = own;
        this.frozen = frozen;
        this.ended = ended;
        this.lastAt = lastAt;
        name = origin.toString();
        startSize = size;
        this.edge = new RightEdge.Builder(RightEdge.parse(size, edge));
    }

    long size() {
        return edge.size();
    }

    boolean changed() {
        return size() > startSize;
    }

    Hlc next(long nowMillis) {
        Hlc next = Hlc.next(Hlc.ofLong(lastAt), nowMillis);
        lastAt = next.toLong();
        return next;
    }

    void append(Hash leaf) {
        edge.append(leaf, (node, hash) -> {
            int level = Node.level(node);
            if (level > 0 && level % 8 == 0) {
                grown.add(new Grown(level, Node.index(node), hash));
            }
        });
    }
}
