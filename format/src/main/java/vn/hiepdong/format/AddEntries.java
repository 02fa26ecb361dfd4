package vn.hiepdong.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// The header of `POST add-entries` to a mirror (C2SP `tlog-mirror`), before any number of [EntryPackage]: origin
/// behind its length in two bytes, start and end in eight bytes each, ticket behind its length in two bytes; all
/// big-endian.
///
/// @param origin the log
/// @param start index of the first entry that follows
/// @param end size of the pending checkpoint towards which the entries lead; not below start
/// @param ticket what the mirror gave with its last answer, or empty
public record AddEntries(String origin, long start, long end, Bytes ticket) {
    /// Longest ticket, in bytes.
    public static final int MAX_TICKET = 65_535;

    public AddEntries {
        if (!Strict.isOrigin(origin)) {
            throw new IllegalArgumentException("no valid origin: " + Strict.quoted(origin));
        }
        if (start < 0 || end < start || ticket.length() > MAX_TICKET) {
            throw new IllegalArgumentException(
                    "no header for [" + start + ", " + end + "), ticket of " + ticket.length() + " bytes");
        }
    }

    /// Reads the header and leaves the stream at the first package; throws [FormatException] if it is malformed.
    public static AddEntries read(InputStream in) throws IOException {
        var wire = new Wire(in, "header of add-entries");
        String origin = Strict.utf8(wire.bytes(wire.u16()), "origin in add-entries");
        if (!Strict.isOrigin(origin)) {
            throw new FormatException("add-entries has no valid origin: " + Strict.quoted(origin));
        }
        long start = wire.u63("start");
        long end = wire.u63("end");
        if (end < start) {
            throw new FormatException("add-entries ends at " + end + " before its start " + start);
        }
        return new AddEntries(origin, start, end, Bytes.of(wire.bytes(wire.u16())));
    }

    public byte[] toBytes() {
        byte[] name = Strict.utf8(origin);
        return ByteBuffer.allocate(2 + name.length + 16 + 2 + ticket.length())
                .putShort((short) name.length)
                .put(name)
                .putLong(start)
                .putLong(end)
                .putShort((short) ticket.length())
                .put(ticket.toArray())
                .array();
    }
}
