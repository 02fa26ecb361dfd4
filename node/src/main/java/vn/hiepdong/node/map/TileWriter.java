package vn.hiepdong.node.map;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import vn.hiepdong.format.Hash;

/// Writes a PMTiles v3 file: the tiles first into a file beside it, then the directory that says where each one is.
final class TileWriter implements AutoCloseable {
    private static final int LEAF = 1024;

    private final Path file;
    private final Path tiles;
    private final OutputStream out;
    private final List<TileArchive.Entry> entries = new ArrayList<>();
    private final Map<Hash, TileArchive.Entry> stored = new HashMap<>();
    private long size;

    TileWriter(Path file) throws IOException {
        this.file = file;
        tiles = file.resolveSibling(file.getFileName() + ".tiles");
        out = Files.newOutputStream(tiles);
    }

    void add(int z, int x, int y, byte[] tile) throws IOException {
        var hash = Hash.sha256(tile);
        long id = TileArchive.id(z, x, y);
        var same = stored.get(hash);
        if (same == null) {
            var packed = packed(tile);
            same = new TileArchive.Entry(id, 1, size, packed.length);
            stored.put(hash, same);
            out.write(packed);
            size += packed.length;
        }
        entries.add(new TileArchive.Entry(id, 1, same.offset(), same.length()));
    }

    /// The file is whole only after this.
    void finish(Pack.Extent extent, String metadata) throws IOException {
        out.close();
        entries.sort(Comparator.comparingLong(TileArchive.Entry::id));
        var root = packed(directory(entries));
        var leaves = new ByteArrayOutputStream();
        if (root.length > TileArchive.ROOT_LIMIT) {
            var pointers = new ArrayList<TileArchive.Entry>();
            for (int i = 0; i < entries.size(); i += LEAF) {
                var part = entries.subList(i, Math.min(i + LEAF, entries.size()));
                var leaf = packed(directory(part));
                pointers.add(new TileArchive.Entry(part.getFirst().id(), 0, leaves.size(), leaf.length));
                leaves.writeBytes(leaf);
            }
            root = packed(directory(pointers));
        }
        var described = packed(metadata.getBytes(StandardCharsets.UTF_8));
        try (var whole = Files.newOutputStream(file)) {
            whole.write(header(root.length, described.length, leaves.size(), extent));
            whole.write(root);
            whole.write(described);
            leaves.writeTo(whole);
            Files.copy(tiles, whole);
        }
    }

    private byte[] header(int root, int described, int leaves, Pack.Extent extent) {
        long at = TileArchive.HEADER;
        var header = ByteBuffer.allocate(TileArchive.HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put("PMTiles".getBytes(StandardCharsets.US_ASCII)).put((byte) 3);
        for (long length : new long[] {root, described, leaves, size}) {
            header.putLong(at).putLong(length);
            at += length;
        }
        header.putLong(entries.size()).putLong(entries.size()).putLong(stored.size());
        // Not ordered by number: written from the top down. Packed with gzip, vector tiles.
        header.put((byte) 0).put((byte) 2).put((byte) 2).put((byte) 1);
        header.put((byte) extent.minZoom()).put((byte) extent.maxZoom());
        for (double degrees : new double[] {extent.west(), extent.south(), extent.east(), extent.north()}) {
            header.putInt((int) Math.round(degrees * 1e7));
        }
        header.put((byte) extent.minZoom());
        header.putInt((int) Math.round((extent.west() + extent.east()) / 2 * 1e7));
        header.putInt((int) Math.round((extent.south() + extent.north()) / 2 * 1e7));
        return header.array();
    }

    private static byte[] directory(List<TileArchive.Entry> entries) {
        var out = new TileEncoder.Numbers();
        out.add(entries.size());
        long last = 0;
        for (var entry : entries) {
            out.add(entry.id() - last);
            last = entry.id();
        }
        for (var entry : entries) out.add(entry.run());
        for (var entry : entries) out.add(entry.length());
        for (var entry : entries) out.add(entry.offset() + 1);
        return out.bytes();
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(tiles);
    }
}
