package vn.hiepdong.verifier;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.StoredZip;

/// The members of an evidence file by their names, and the one way to write them ([StoredZip]).
///
/// @param members bytes by name
public record EvidenceFile(SortedMap<String, byte[]> members) {
    /// Longest file, in bytes.
    public static final int MAX_BYTES = 64 << 20;

    private static final int MAX_MEMBERS = 20_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*){0,3}");

    public EvidenceFile {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    /// Reads a file. Throws [FormatException] that says where it is not what [#toBytes()] writes.
    public static EvidenceFile read(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new FormatException("file of " + file.length + " bytes, the limit is " + MAX_BYTES);
        }
        var members = new TreeMap<String, byte[]>();
        String last = "";
        for (int at = 0; begins(file, at); ) {
            byte[] header = Arrays.copyOfRange(file, at, at + StoredZip.LOCAL_BYTES);
            int length = StoredZip.nameLength(header);
            if (length > 255 || at + StoredZip.LOCAL_BYTES + length > file.length) {
                throw new FormatException("the file ends within the member behind " + last);
            }
            String name = new String(file, at + StoredZip.LOCAL_BYTES, length, StandardCharsets.US_ASCII);
            StoredZip.Member member = StoredZip.member(at, header, name);
            if (member.size() < 0 || member.end() > file.length) {
                throw new FormatException("the file ends within the member behind " + last);
            }
            if (!NAME.matcher(name).matches() || name.compareTo(last) <= 0 || members.size() == MAX_MEMBERS) {
                throw new FormatException("the member behind \"" + last + "\" has no valid name or place");
            }
            members.put(name, Arrays.copyOfRange(file, (int) member.content(), (int) member.end()));
            last = name;
            at = (int) member.end();
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

    private static boolean begins(byte[] file, int at) {
        return at + StoredZip.LOCAL_BYTES <= file.length
                && StoredZip.isLocal(Arrays.copyOfRange(file, at, at + StoredZip.LOCAL_BYTES));
    }

    /// Where in the file a byte lies, for people.
    private static String place(SortedMap<String, byte[]> members, int at) {
        long start = 0;
        for (Map.Entry<String, byte[]> each : members.entrySet()) {
            long end = start + StoredZip.LOCAL_BYTES + each.getKey().length() + each.getValue().length;
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
        var written = new ArrayList<StoredZip.Member>();
        members.forEach((name, bytes) -> {
            var member = StoredZip.Member.of(out.size(), name, bytes);
            written.add(member);
            out.writeBytes(member.local());
            out.writeBytes(bytes);
        });
        out.writeBytes(StoredZip.directory(written, out.size()));
        return out.toByteArray();
    }
}
