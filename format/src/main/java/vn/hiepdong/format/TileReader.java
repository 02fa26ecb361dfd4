package vn.hiepdong.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// Reads the hashes of a tree out of tiles, and believes no tile before it is proved: those at the right edge
/// must fold to the root, every other must have its own root in a slot of a proved tile above it. What comes
/// out is therefore as good as a checked proof.
///
/// One batched read of the source per call. Remembers some thousand proved tiles. Not for several threads.
public final class TileReader implements HashReader {
    private static final int REMEMBERED = 1024;

    private final TileSource source;
    private final long size;
    private final Hash root;
    private final long[] edgeNodes;
    private final Map<Tile, List<Hash>> proved = new Remembered();

    /// A reader of the tree that a verified checkpoint describes. Throws [FormatException] for more than 2^56
    /// leaves, and for a tree without leaves whose root is not [Merkle#EMPTY_ROOT].
    public TileReader(long size, Hash root, TileSource source) {
        if (size < 0 || size > Node.MAX_SIZE) {
            throw new FormatException("a tree of " + size + " leaves has no tiles");
        }
        if (size == 0 && !root.equals(Merkle.EMPTY_ROOT)) {
            throw new FormatException("a tree without leaves has root " + root);
        }
        this.source = source;
        this.size = size;
        this.root = root;
        edgeNodes = Ranges.nodes(0, size);
    }

    /// The hashes of these nodes. Throws [FormatException] if the source gives tiles that do not belong to the
    /// tree, [IllegalArgumentException] for a node that the tree does not have.
    @Override
    public List<Hash> read(long[] nodes) {
        var edge = new LinkedHashSet<Tile>();
        for (long node : edgeNodes) {
            edge.add(Tile.holding(node, size));
        }
        Map<Tile, List<Hash>> known = new HashMap<>();
        var inner = new LinkedHashSet<Tile>();
        for (long node : nodes) {
            climb(Tile.holding(node, size), edge, known, inner);
        }
        for (Tile tile : edge) {
            recall(tile, known);
        }
        boolean edgeKnown = known.keySet().containsAll(edge);
        var wanted = new ArrayList<Tile>(edgeKnown ? List.of() : edge);
        wanted.addAll(inner);
        Map<Tile, byte[]> fetched = fetch(wanted);
        if (!edgeKnown) {
            proveEdge(edge, fetched, known);
        }
        for (Tile tile : inner) {
            prove(tile, fetched, known);
        }
        fetched.forEach(source::keep);
        proved.putAll(known);
        return hashes(nodes, known);
    }

    /// Collects an unproved tile and what is above it, the upper ones first, up to one that is proved or will be.
    private void climb(Tile tile, Collection<Tile> edge, Map<Tile, List<Hash>> known, Collection<Tile> inner) {
        if (edge.contains(tile) || inner.contains(tile) || recall(tile, known)) {
            return;
        }
        climb(above(tile), edge, known, inner);
        inner.add(tile);
    }

    private boolean recall(Tile tile, Map<Tile, List<Hash>> known) {
        List<Hash> hashes = proved.get(tile);
        if (hashes != null) {
            known.put(tile, hashes);
        }
        return hashes != null;
    }

    private Map<Tile, byte[]> fetch(List<Tile> tiles) {
        if (tiles.isEmpty()) {
            return Map.of();
        }
        List<byte[]> answer = source.read(tiles);
        if (answer.size() != tiles.size()) {
            throw new IllegalStateException("asked for " + tiles.size() + " tiles, got " + answer.size());
        }
        Map<Tile, byte[]> fetched = new LinkedHashMap<>();
        for (int i = 0; i < answer.size(); i++) {
            fetched.put(tiles.get(i), answer.get(i));
        }
        return fetched;
    }

    /// The nodes of the right edge use every slot of the edge's tiles, so the root proves them whole.
    private void proveEdge(Collection<Tile> edge, Map<Tile, byte[]> fetched, Map<Tile, List<Hash>> known) {
        for (Tile tile : edge) {
            known.put(tile, parse(tile, fetched));
        }
        if (!Merkle.fold(hashes(edgeNodes, known)).equals(root)) {
            throw new FormatException("the tiles at the right edge do not make the root of size " + size);
        }
    }

    private void prove(Tile tile, Map<Tile, byte[]> fetched, Map<Tile, List<Hash>> known) {
        List<Hash> hashes = parse(tile, fetched);
        if (!Tile.root(hashes).equals(hash(tile.rootNode(), known))) {
            throw new FormatException(tile.path() + " is not part of the tree of size " + size);
        }
        known.put(tile, hashes);
    }

    private static List<Hash> parse(Tile tile, Map<Tile, byte[]> fetched) {
        byte[] bytes = fetched.get(tile);
        if (bytes == null) {
            throw new IllegalStateException(tile.path() + " was not fetched");
        }
        return tile.parse(bytes);
    }

    private List<Hash> hashes(long[] nodes, Map<Tile, List<Hash>> known) {
        var hashes = new ArrayList<Hash>(nodes.length);
        for (long node : nodes) {
            hashes.add(hash(node, known));
        }
        return hashes;
    }

    private Hash hash(long node, Map<Tile, List<Hash>> known) {
        Tile tile = Tile.holding(node, size);
        List<Hash> slots = known.get(tile);
        if (slots == null) {
            throw new IllegalStateException(tile.path() + " was not proved");
        }
        return tile.hash(node, slots);
    }

    private Tile above(Tile tile) {
        return Tile.holding(tile.rootNode(), size);
    }

    /// The tiles used last.
    private static final class Remembered extends LinkedHashMap<Tile, List<Hash>> {
        private static final long serialVersionUID = 1L;

        Remembered() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, List<Hash>> eldest) {
            return size() > REMEMBERED;
        }
    }
}
