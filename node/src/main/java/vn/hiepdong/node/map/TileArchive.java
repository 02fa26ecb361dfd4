package vn.hiepdong.node.map;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.map.PackRejected.Reason;

/// Reads a PMTiles v3 file to the end of its directories, and refuses one that a browser would stumble over.
/// The format: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
final class TileArchive implements AutoCloseable {
    static final int HEADER = 127;
    /// Header and root directory lie in the first 16 KiB, which a browser fetches at once.
    static final int ROOT_LIMIT = 16_384 - HEADER;

    static final byte[] MAGIC = "PMTiles".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_UNPACKED = 32 * 1024 * 1024;
    private static final int MOST_ENTRIES = 2_000_000;
    private static final int DEEPEST = 24;
    private static final int NOT_PACKED = 1;
    private static final int GZIP = 2;

    /// Where a tile lies, and for how many tiles in a row; a run of 0 points to a further directory.
    record Entry(long id, long run, long offset, long length) {}

    private record Section(long offset, long length) {}

    private final FileChannel file;
    private final long size;
    private final Section root;
    private final Section metadata;
    private final Section leaves;
    private final Section tiles;
    private final int packing;
    private final int tilePacking;
    private final int type;
    private final Pack.Extent extent;

    TileArchive(Path path) throws IOException {
        file = FileChannel.open(path);
        size = file.size();
        if (size < HEADER) throw broken("header");
        var header = bytes(new Section(0, HEADER)).order(ByteOrder.LITTLE_ENDIAN);
        for (byte each : MAGIC) if (header.get() != each) throw new PackRejected(Reason.FORMAT);
        if (header.get() != 3) throw new PackRejected(Reason.PACKING, "PMTiles ≠ 3");
        root = section(header);
        metadata = section(header);
        leaves = section(header);
        tiles = section(header);
        header.position(97);
        packing = header.get();
        tilePacking = header.get();
        type = header.get();
        int min = header.get();
        int max = header.get();
        extent = new Pack.Extent(degrees(header), degrees(header), degrees(header), degrees(header), min, max);
        check();
    }

    private Section section(ByteBuffer header) {
        var section = new Section(header.getLong(), header.getLong());
        if (section.offset < 0 || section.length < 0 || section.offset > size - section.length) throw broken("section");
        return section;
    }

    private static double degrees(ByteBuffer header) {
        return header.getInt() / 1e7;
    }

    private void check() {
        if (packing != NOT_PACKED && packing != GZIP) throw new PackRejected(Reason.PACKING, "gzip");
        if (tilePacking != NOT_PACKED && tilePacking != GZIP) throw new PackRejected(Reason.PACKING, "gzip");
        if (type < 1 || type > 5) throw new PackRejected(Reason.PACKING, "MVT, PNG, JPEG, WebP");
        if (root.length > ROOT_LIMIT) throw broken("root directory");
        boolean sane = extent.minZoom() >= 0
                && extent.minZoom() <= extent.maxZoom()
                && extent.maxZoom() <= DEEPEST
                && Math.abs(extent.west()) <= 180
                && Math.abs(extent.east()) <= 180
                && Math.abs(extent.south()) <= 90
                && Math.abs(extent.north()) <= 90
                && extent.west() < extent.east()
                && extent.south() < extent.north();
        if (!sane) throw broken("bounds");
    }

    Pack.Extent extent() {
        return extent;
    }

    /// Whether the tiles are shapes, not pictures.
    boolean vector() {
        return type == 1;
    }

    /// Reads every directory, and one tile in full.
    List<Entry> entries() throws IOException {
        var found = new ArrayList<Entry>();
        directory(root, found, 0);
        if (found.isEmpty()) throw new PackRejected(Reason.EMPTY);
        tile(found.getFirst());
        tile(found.getLast());
        return found;
    }

    byte[] tile(Entry entry) throws IOException {
        return unpacked(new Section(tiles.offset + entry.offset, entry.length), tilePacking);
    }

    JsonNode metadata() throws IOException {
        try {
            var found = JsonMapper.shared().readTree(unpacked(metadata, packing));
            if (!found.isObject()) throw broken("metadata");
            return found;
        } catch (JacksonException e) {
            throw broken("metadata");
        }
    }

    private void directory(Section section, List<Entry> found, int depth) throws IOException {
        if (depth > 3) throw broken("directory");
        var in = new Varints(unpacked(section, packing));
        long count = in.next();
        if (count < 0 || count > MOST_ENTRIES - found.size()) {
            throw new PackRejected(Reason.TOO_MANY, count, MOST_ENTRIES);
        }
        int n = (int) count;
        var ids = new long[n];
        var runs = new long[n];
        var lengths = new long[n];
        long id = 0;
        for (int i = 0; i < n; i++) ids[i] = id += in.next();
        for (int i = 0; i < n; i++) runs[i] = in.next();
        for (int i = 0; i < n; i++) lengths[i] = in.next();
        long offset = 0;
        for (int i = 0; i < n; i++) {
            long told = in.next();
            offset = told == 0 && i > 0 ? offset + lengths[i - 1] : told - 1;
            var within = runs[i] == 0 ? leaves : tiles;
            boolean sane = ids[i] >= 0
                    && runs[i] >= 0
                    && lengths[i] > 0
                    && offset >= 0
                    && offset <= within.length - lengths[i]
                    && (i == 0 || ids[i] > ids[i - 1]);
            if (!sane) throw broken("directory");
            if (runs[i] > 0) found.add(new Entry(ids[i], runs[i], offset, lengths[i]));
            else directory(new Section(leaves.offset + offset, lengths[i]), found, depth + 1);
        }
        in.end();
    }

    private ByteBuffer bytes(Section section) throws IOException {
        if (section.length > MOST_UNPACKED) throw broken("> " + MOST_UNPACKED);
        var buffer = ByteBuffer.allocate((int) section.length);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, section.offset + buffer.position()) < 0) throw broken("end");
        }
        return buffer.flip();
    }

    private byte[] unpacked(Section section, int how) throws IOException {
        var bytes = bytes(section).array();
        if (how == NOT_PACKED) return bytes;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            var unpacked = in.readNBytes(MOST_UNPACKED + 1);
            if (unpacked.length > MOST_UNPACKED) throw broken("> " + MOST_UNPACKED);
            return unpacked;
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            throw broken("gzip");
        }
    }

    private static PackRejected broken(String what) {
        return new PackRejected(Reason.BROKEN, "PMTiles", what);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /// The number of a tile along the Hilbert curves of all levels.
    static long id(int z, int x, int y) {
        long id = ((1L << 2 * z) - 1) / 3;
        int side = 1 << z;
        for (int half = side / 2; half > 0; half /= 2) {
            int right = (x & half) > 0 ? 1 : 0;
            int below = (y & half) > 0 ? 1 : 0;
            id += (long) half * half * (3 * right ^ below);
            if (below == 0) {
                if (right == 1) {
                    x = side - 1 - x;
                    y = side - 1 - y;
                }
                int swap = x;
                x = y;
                y = swap;
            }
        }
        return id;
    }

    private static final class Varints {
        private final byte[] bytes;
        private int at;

        Varints(byte[] bytes) {
            this.bytes = bytes;
        }

        long next() {
            long number = 0;
            for (int shift = 0; shift < 63; shift += 7) {
                if (at == bytes.length) throw broken("directory");
                byte each = bytes[at++];
                number |= (long) (each & 127) << shift;
                if (each >= 0) return number;
            }
            throw broken("directory");
        }

        void end() {
            if (at != bytes.length) throw broken("directory");
        }
    }
}
