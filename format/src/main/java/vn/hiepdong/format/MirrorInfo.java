package vn.hiepdong.format;

/// What a mirror answers when it wants entries from elsewhere (409) or has taken a beginning (202): three lines,
/// `text/x.tlog.mirror-info` of C2SP `tlog-mirror`.
///
/// @param size size of the pending checkpoint to upload towards
/// @param nextEntry index of the first entry that it lacks
/// @param ticket opaque bytes to send back with the next upload; may be empty
public record MirrorInfo(long size, long nextEntry, Bytes ticket) {
    /// The media type of the body.
    public static final String MEDIA_TYPE = "text/x.tlog.mirror-info";

    private static final int MAX_BYTES = 2 * 20 + 4 * (AddEntries.MAX_TICKET / 3 + 1) + 1;

    public MirrorInfo {
        if (size < 0 || nextEntry < 0 || ticket.length() > AddEntries.MAX_TICKET) {
            throw new IllegalArgumentException("no answer with size " + size + ", next entry " + nextEntry
                    + ", ticket of " + ticket.length() + " bytes");
        }
    }

    /// Reads a body; throws [FormatException] unless it is exactly what [#toBytes()] writes.
    public static MirrorInfo parse(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw new FormatException("mirror info of " + body.length + " bytes, the limit is " + MAX_BYTES);
        }
        var lines = new Lines(Strict.utf8(body, "mirror info"), "mirror info");
        long size = Strict.decimal(lines.next(), "size in mirror info");
        long nextEntry = Strict.decimal(lines.next(), "next entry in mirror info");
        byte[] ticket = Strict.base64(lines.next(), "ticket in mirror info");
        if (ticket.length > AddEntries.MAX_TICKET) {
            throw new FormatException("mirror info has a ticket of " + ticket.length + " bytes");
        }
        lines.end();
        return new MirrorInfo(size, nextEntry, Bytes.of(ticket));
    }

    public byte[] toBytes() {
        return Strict.utf8(size + "\n" + nextEntry + "\n" + ticket.base64() + "\n");
    }
}
