package vn.hiepdong.verifier;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import vn.hiepdong.format.FormatException;

/// The members of an evidence file by their names, and the one way to write them (PKWARE APPNOTE: local headers 4.3.7,
/// central directory 4.3.12, end 4.3.16; everything stored, dated 1980-01-01).
///
/// @param members bytes by name
public record EvidenceFile(SortedMap<String, byte[]> members) {
    /// Longest file, in bytes.
    public static final int MAX_BYTES = 64 << 20;

    private static final int MAX_MEMBERS = 20_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*){0,3}");
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final short VERSION = 10;
    private static final short DATE = (1 << 5) | 1;

    public EvidenceFile {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    /// Reads a file. Throws [FormatException] that says where it is not what [#toBytes()] writes.
    public static EvidenceFile read(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new FormatException("file of " + file.length + " bytes, the limit is " + MAX_BYTES);
        }
        var members = new TreeMap<String, byte[]>();
        var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        String last = "";
        while (in.remaining() >= 30 && in.getInt(in.position()) == LOCAL) {
            int start = in.position();
            int size = in.getInt(start + 22);
            int length = Short.toUnsignedInt(in.getShort(start + 26));
            if (size < 0 || length > 255 || (long) start + 30 + length + size > file.length) {
                throw new FormatException("the file ends within the member behind " + last);
            }
            String name = new String(file, start + 30, length, StandardCharsets.US_ASCII);
            if (!NAME.matcher(name).matches() || name.compareTo(last) <= 0 || members.size() == MAX_MEMBERS) {
                throw new FormatException("the member behind \"" + last + "\" has no valid name or place");
            }
            members.put(name, Arrays.copyOfRange(file, start + 30 + length, start + 30 + length + size));
            last = name;
            in.position(start + 30 + length + size);
        }
        var read = new EvidenceFile(members);
        byte[] written = read.toBytes();
        int differs = Arrays.mismatch(file, written);
        if (differs >= 0) {
            throw new FormatException(
                    "byte " + differs + " is not what it should be (" + place(members, differs) + ")");
        }
        return read;
    }

    /// Where in the file a byte lies, for people.
    private static String place(SortedMap<String, byte[]> members, int at) {
        long start = 0;
        for (Map.Entry<String, byte[]> each : members.entrySet()) {
            long end = start + 30 + each.getKey().length() + each.getValue().length;
            if (at < end) {
                return "around " + each.getKey();
            }
            start = end;
        }
        return "in the directory at its end";
    }

    /// The file.
    public byte[] toBytes() {
        var out = new ByteArrayOutputStream();
        var directory = new ByteArrayOutputStream();
        members.forEach((name, bytes) -> {
            byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
            var crc = new CRC32();
            crc.update(bytes);
            ByteBuffer facts = little(20)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort(DATE)
                    .putInt((int) crc.getValue())
                    .putInt(bytes.length)
                    .putInt(bytes.length);
            directory.writeBytes(little(8)
                    .putInt(CENTRAL)
                    .putShort(VERSION)
                    .putShort(VERSION)
                    .array());
            directory.writeBytes(facts.array());
            directory.writeBytes(little(18)
                    .putShort((short) ascii.length)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(0)
                    .putInt(out.size())
                    .array());
            directory.writeBytes(ascii);
            out.writeBytes(little(6).putInt(LOCAL).putShort(VERSION).array());
            out.writeBytes(facts.array());
            out.writeBytes(
                    little(4).putShort((short) ascii.length).putShort((short) 0).array());
            out.writeBytes(ascii);
            out.writeBytes(bytes);
        });
        int start = out.size();
        out.writeBytes(directory.toByteArray());
        out.writeBytes(little(22)
                .putInt(END)
                .putInt(0)
                .putShort((short) members.size())
                .putShort((short) members.size())
                .putInt(directory.size())
                .putInt(start)
                .putShort((short) 0)
                .array());
        return out.toByteArray();
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
