package vn.hiepdong.node.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.HashReader;
import vn.hiepdong.format.Merkle;
import vn.hiepdong.format.Node;
import vn.hiepdong.format.Tile;

/// Reads the complete nodes of one log for proofs: full tiles as they are stored, leaves of the growing tile
/// from the
/// entries themselves. Costs a few rows per proof, however long the log. Not for several threads.
final class StoredHashes implements HashReader {
    private final LedgerTable table;
    private final int log;
    private final long size;
    private final Map<Tile, List<Hash>> tiles = new HashMap<>(); // several proofs of one tree share most of them

    /// @param size the tree that the proofs are for; at most what is stored
    StoredHashes(LedgerTable table, int log, long size) {
        this.table = table;
        this.log = log;
        this.size = size;
    }

    @Override
    public List<Hash> read(long[] nodes) {
        var hashes = new ArrayList<Hash>(nodes.length);
        for (long node : nodes) {
            Tile tile = Tile.holding(node, size);
            hashes.add(tile.hash(node, tiles.computeIfAbsent(tile, this::slots)));
        }
        return hashes;
    }

    private List<Hash> slots(Tile tile) {
        if (tile.level() == 0 && tile.isPartial()) {
            long from = Node.start(tile.node(0));
            return table.bytes(log, from, from + tile.width()).stream()
                    .map(Merkle::leaf)
                    .toList();
        }
        byte[] stored = table.tile(log, tile.level(), tile.index())
                .orElseThrow(() -> new IllegalStateException("log " + log + " has no " + tile.path()));
        return tile.parse(java.util.Arrays.copyOf(stored, tile.width() * Hash.SIZE));
    }
}
