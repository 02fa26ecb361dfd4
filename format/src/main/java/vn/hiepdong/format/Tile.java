package vn.hiepdong.format;

import java.util.ArrayList;
import java.util.List;

/// Coordinates of a tile: up to 256 neighbouring hashes of a tree, or entries (C2SP `tlog-tiles`).
///
/// Slot j of tile N on level L is the node (8 L, 256 N + j): level 0 holds leaf hashes, each higher level the
/// roots of the *full* tiles below it. A partial tile is the beginning of the full one. The path is
/// `tile/<L>/<N>[.p/<width>]` with N in groups of three digits, each but the last behind an `x`.
///
/// @param level 0 to 63, or [#ENTRIES]
/// @param index N, counted from 0
/// @param width slots in use: 256, or 1 to 255 for a partial tile
public record Tile(int level, long index, int width) {
    /// Slots in a full tile.
    public static final int WIDTH = 256;

    /// Levels of the tree in a tile.
    public static final int HEIGHT = 8;

    /// In place of a level: a bundle of entries, see [Bundle].
    public static final int ENTRIES = -1;

    private static final String ROOT = "tile/";

    public Tile {
        if (level < ENTRIES || level > 63 || index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("no tile has level " + level + ", index " + index + ", width " + width);
        }
    }

    /// The tile of a tree of `size` leaves that holds a node or what it is computed from, as wide as that tree
    /// has it.
    public static Tile holding(long node, long size) {
        if (Node.end(node) > size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has no node at level " + Node.level(node)
                    + ", index " + Node.index(node));
        }
        int level = Node.level(node) / HEIGHT;
        return at(level, Node.index(node) >> (HEIGHT - Node.level(node) % HEIGHT), size);
    }

    /// The tile with this level and index in a tree of `size` leaves, as wide as that tree has it; throws
    /// [IllegalArgumentException] if it has none.
    public static Tile at(int level, long index, long size) {
        long hashes = size >> (HEIGHT * Math.max(level, 0));
        return new Tile(level, index, (int) Math.min(WIDTH, Math.max(0, hashes - index * WIDTH)));
    }

    /// The root of the perfect or partial subtree over the hashes of a tile.
    public static Hash root(List<Hash> hashes) {
        return Merkle.root(hashes);
    }

    public boolean isPartial() {
        return width < WIDTH;
    }

    /// The same tile with all its slots.
    public Tile full() {
        return new Tile(level, index, WIDTH);
    }

    /// The node in this slot.
    public long node(int slot) {
        return Node.of(HEIGHT * Math.max(level, 0), index * WIDTH + slot);
    }

    /// The root of this full tile as a node: the one that the tile above keeps.
    long rootNode() {
        return Node.of(HEIGHT * (level + 1), index);
    }

    /// The hash of a node within this tile, from the hashes of its slots.
    public Hash hash(long node, List<Hash> slots) {
        int row = Node.level(node) - HEIGHT * level;
        long from = (Node.index(node) << row) - index * WIDTH;
        long to = from + (1L << row);
        if (row < 0 || row >= HEIGHT || from < 0 || to > slots.size()) {
            throw new IllegalArgumentException(
                    path() + " does not hold the node at level " + Node.level(node) + ", index " + Node.index(node));
        }
        return Merkle.root(slots.subList((int) from, (int) to));
    }

    /// The path below the log's prefix.
    public String path() {
        var path = new StringBuilder();
        long rest = index;
        path.append(threeDigits(rest % 1000));
        while ((rest /= 1000) > 0) {
            path.insert(0, "x" + threeDigits(rest % 1000) + "/");
        }
        path.insert(0, ROOT + (level == ENTRIES ? "entries" : level) + "/");
        return isPartial() ? path.append(".p/").append(width).toString() : path.toString();
    }

    /// Reads a path; throws [FormatException] unless it is exactly what [#path()] writes.
    public static Tile parse(String path) {
        if (!path.startsWith(ROOT)) {
            throw notATile(path);
        }
        int slash = path.indexOf('/', ROOT.length());
        if (slash < 0) {
            throw notATile(path);
        }
        String level = path.substring(ROOT.length(), slash);
        int partial = path.indexOf(".p/", slash);
        long width = partial < 0 ? WIDTH : Strict.decimal(path.substring(partial + 3), "width of a tile");
        long depth = level.equals("entries") ? ENTRIES : Strict.decimal(level, "level of a tile");
        long index = parseIndex(path.substring(slash + 1, partial < 0 ? path.length() : partial), path);
        if (depth > 63 || width < 1 || width > WIDTH) {
            throw notATile(path);
        }
        var tile = new Tile((int) depth, index, (int) width);
        if (!tile.path().equals(path)) {
            throw notATile(path);
        }
        return tile;
    }

    /// Reads the bytes of a hash tile; throws [FormatException] unless there are 32 for each slot.
    public List<Hash> parse(byte[] bytes) {
        if (bytes.length != width * Hash.SIZE) {
            throw new FormatException(path() + " has " + bytes.length + " bytes instead of " + width * Hash.SIZE);
        }
        return HashList.parse(bytes);
    }

    /// The bytes of a hash tile.
    public static byte[] toBytes(List<Hash> hashes) {
        if (hashes.isEmpty() || hashes.size() > WIDTH) {
            throw new IllegalArgumentException("no tile has " + hashes.size() + " hashes");
        }
        return HashList.toBytes(hashes);
    }

    /// The tiles that a tree of `size` leaves has and one of `oldSize` had not, or not as wide, by level and
    /// index. With `oldSize` 0 all of them.
    public static List<Tile> grown(long oldSize, long size) {
        var tiles = new ArrayList<Tile>();
        for (int level = 0; size >> (HEIGHT * level) > 0; level++) {
            long from = oldSize >> (HEIGHT * level);
            long to = size >> (HEIGHT * level);
            for (long index = from / WIDTH; from < to && index * WIDTH < to; index++) {
                tiles.add(at(level, index, size));
            }
        }
        return List.copyOf(tiles);
    }

    private static long parseIndex(String text, String path) {
        var digits = new StringBuilder();
        for (int at = 0; at < text.length(); at += text.charAt(at) == 'x' ? 5 : 4) {
            int from = text.charAt(at) == 'x' ? at + 1 : at;
            if (from + 3 > text.length() || digits.length() > 18) {
                throw notATile(path);
            }
            digits.append(text, from, from + 3);
        }
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return Strict.decimal(digits.substring(zeros), "index of a tile");
    }

    private static String threeDigits(long number) {
        return number < 10 ? "00" + number : number < 100 ? "0" + number : "" + number;
    }

    private static FormatException notATile(String path) {
        return new FormatException("not the path of a tile: " + Strict.quoted(path));
    }
}
