package vn.hiepdong.format;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Up to 256 entries one after the other, each behind its length in two bytes big-endian (C2SP `tlog-tiles`).
/// Entry j of bundle N is leaf 256 N + j. Paths are those of [Tile] with level [Tile#ENTRIES].
public final class Bundle {
    /// Longest entry, in bytes.
    public static final int MAX_ENTRY = 65_535;

    private Bundle() {}

    /// The bytes of the bundle; throws [IllegalArgumentException] for more than 256 entries or one that is too
    /// long.
    public static byte[] format(List<byte[]> entries) {
        if (entries.size() > Tile.WIDTH) {
            throw new IllegalArgumentException(entries.size() + " entries do not fit into a bundle");
        }
        var bytes = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            write(bytes, entry);
        }
        return bytes.toByteArray();
    }

    /// Reads exactly `width` entries; throws [FormatException] if there are more, fewer, or half of one.
    public static List<byte[]> parse(byte[] bundle, int width) {
        if (width < 0 || width > Tile.WIDTH) {
            throw new IllegalArgumentException("no bundle has width " + width);
        }
        var entries = new ArrayList<byte[]>(width);
        int at = 0;
        while (at < bundle.length) {
            if (entries.size() == width) {
                throw new FormatException("bundle goes on after its " + width + " entries, at byte " + at);
            }
            if (bundle.length - at < 2) {
                throw new FormatException("bundle ends in the length of entry " + entries.size());
            }
            int length = (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
            at += 2;
            if (bundle.length - at < length) {
                throw new FormatException("bundle ends in entry " + entries.size());
            }
            entries.add(Arrays.copyOfRange(bundle, at, at + length));
            at += length;
        }
        if (entries.size() != width) {
            throw new FormatException("bundle has " + entries.size() + " entries instead of " + width);
        }
        return List.copyOf(entries);
    }

    static void write(ByteArrayOutputStream to, byte[] entry) {
        if (entry.length > MAX_ENTRY) {
            throw new IllegalArgumentException("entry of " + entry.length + " bytes, the limit is " + MAX_ENTRY);
        }
        to.write(entry.length >> 8);
        to.write(entry.length);
        to.writeBytes(entry);
    }
}
