package vn.hiepdong.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.zip.CRC32;

/// The one way in which files of ours are ZIP archives, so that any program opens them and yet each has one spelling:
/// every member stored as it is, dated 1980-01-01, without flags, extra fields or comments (PKWARE APPNOTE: local
/// headers 4.3.7, central directory 4.3.12, end 4.3.16; no ZIP64). A reader parses a header and compares it with the
/// one that would be written.
public final class StoredZip {
    /// Length of a local header without the member's name.
    public static final int LOCAL_BYTES = 30;

    private static final int CENTRAL_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final short VERSION = 10;
    private static final short DATE = (1 << 5) | 1;

    private StoredZip() {}

    /// A member as its headers describe it.
    ///
    /// @param at where its local header begins
    /// @param name in ASCII
    public record Member(long at, String name, int size, int crc) {
        public static Member of(long at, String name, byte[] content) {
            var crc = new CRC32();
            crc.update(content);
            return new Member(at, name, content.length, (int) crc.getValue());
        }

        /// Where its content begins.
        public long content() {
            return at + LOCAL_BYTES + name.length();
        }

        /// Behind its content.
        public long end() {
            return content() + size;
        }

        public byte[] local() {
            return facts(little(LOCAL_BYTES + name.length()).putInt(LOCAL).putShort(VERSION))
                    .put(ascii())
                    .array();
        }

        private byte[] central() {
            ByteBuffer central =
                    little(CENTRAL_BYTES + name.length()).putInt(CENTRAL).putShort(VERSION);
            return facts(central.putShort(VERSION))
                    .putShort((short) 0) // comment
                    .putShort((short) 0) // disk
                    .putShort((short) 0)
                    .putInt(0)
                    .putInt((int) at)
                    .put(ascii())
                    .array();
        }

        private ByteBuffer facts(ByteBuffer header) {
            return header.putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort(DATE)
                    .putInt(crc)
                    .putInt(size)
                    .putInt(size)
                    .putShort((short) name.length())
                    .putShort((short) 0);
        }

        private byte[] ascii() {
            return name.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /// Whether these bytes begin a member.
    ///
    /// @param header at least [#LOCAL_BYTES]
    public static boolean isLocal(byte[] header) {
        return wrap(header).getInt(0) == LOCAL;
    }

    /// How long the name behind a local header says it is.
    public static int nameLength(byte[] header) {
        return Short.toUnsignedInt(wrap(header).getShort(26));
    }

    /// What a local header says of its member; the caller compares it with [Member#local()]. A size of 2 GiB or more
    /// comes out negative.
    public static Member member(long at, byte[] header, String name) {
        ByteBuffer in = wrap(header);
        return new Member(at, name, in.getInt(22), in.getInt(14));
    }

    /// What stands behind the members.
    ///
    /// @param at where it begins
    public static byte[] directory(Collection<Member> members, long at) {
        var out = new ByteArrayOutputStream();
        members.forEach(each -> out.writeBytes(each.central()));
        int length = out.size();
        out.writeBytes(little(END_BYTES)
                .putInt(END)
                .putInt(0)
                .putShort((short) members.size())
                .putShort((short) members.size())
                .putInt(length)
                .putInt((int) at)
                .putShort((short) 0)
                .array());
        return out.toByteArray();
    }

    private static ByteBuffer wrap(byte[] header) {
        return ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
