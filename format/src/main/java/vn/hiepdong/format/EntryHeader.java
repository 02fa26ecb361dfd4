package vn.hiepdong.format;

import java.util.ArrayList;
import java.util.List;

/// The bytes of a log entry: when and of which kind it is, what its author had seen, and a commitment to the
/// payload, which lies elsewhere and can be erased. Headers are for ever and go to every member: nothing about
/// a person, no free text, no place belongs here.
///
/// ```
/// hiepdong/entry/v1
/// at 0199a3f2c4000000
/// kind directive.issued
/// ref 000de184301123b9 300
/// payload 10 gw31yQrqZZCcEOPrzX+bpy3nJ6QgngTKn8G1m0i62uU=
/// ```
///
/// In a log that follows another one ([Successor]) there may stand `again <n>` before the payload: the author
/// had said this before, in its log number *n*, behind the size at which that log ended. Time, kind,
/// references and payload are those of then; only the commitment is another one, because it names the log.
///
/// @param at clock reading of the author, above that of everything it refers to
/// @param kind what happened: dotted lowercase words, at most 64 characters
/// @param refs what the author had seen of other logs: at most 64, in the author's order
/// @param sizeClass smallest e with payload length <= 2^e, 0 to 20; hides the exact length
/// @param commitment see [Commitment]
/// @param again number of the log in which it was said first, 0 if that is this one
public record EntryHeader(Hlc at, String kind, List<Ref> refs, int sizeClass, Hash commitment, int again) {
    /// Most references.
    public static final int MAX_REFS = 64;

    /// Longest kind, in characters.
    public static final int MAX_KIND = 64;

    /// Longest payload, in bytes: 2^20.
    public static final int MAX_PAYLOAD = 1 << 20;

    private static final String FIRST_LINE = "hiepdong/entry/v1";
    private static final int MAX_SIZE_CLASS = 20;

    /// Throws [IllegalArgumentException] for a kind, a size class or a number of references that has no text
    /// form.
    public EntryHeader {
        if (!isKind(kind)) {
            throw new IllegalArgumentException("no valid kind: " + Strict.quoted(kind));
        }
        if (refs.size() > MAX_REFS) {
            throw new IllegalArgumentException(refs.size() + " references, at most " + MAX_REFS + " fit");
        }
        if (sizeClass < 0 || sizeClass > MAX_SIZE_CLASS) {
            throw new IllegalArgumentException("no size class " + sizeClass);
        }
        if (again < 0 || again > Roster.MAX_STEPS) {
            throw new IllegalArgumentException("no log has the number " + again);
        }
        refs = List.copyOf(refs);
    }

    /// Of something that is said for the first time.
    public EntryHeader(Hlc at, String kind, List<Ref> refs, int sizeClass, Hash commitment) {
        this(at, kind, refs, sizeClass, commitment, 0);
    }

    /// The first `size` entries of a log, as seen by an author.
    ///
    /// @param originHash first 16 hexadecimal digits of the SHA-256 of the log's origin
    /// @param size number of entries seen
    public record Ref(String originHash, long size) {
        private static final int HASH_BYTES = 8;

        public Ref {
            if (originHash.length() != 2 * HASH_BYTES || !isLowerHex(originHash)) {
                throw new IllegalArgumentException("not 16 hexadecimal digits: " + Strict.quoted(originHash));
            }
            if (size < 0) {
                throw new IllegalArgumentException("size " + size + " is negative");
            }
        }

        public static Ref of(String origin, long size) {
            return new Ref(Checkpoint.originHash(origin).substring(0, 2 * HASH_BYTES), size);
        }

        /// Whether this refers to the log with that origin.
        public boolean isTo(String origin) {
            return Checkpoint.originHash(origin).startsWith(originHash);
        }

        private static Ref parse(String text) {
            int space = text.indexOf(' ');
            if (space < 0) {
                throw new FormatException("entry has a reference without size: " + Strict.quoted(text));
            }
            String hash = text.substring(0, space);
            Strict.hex(hash, HASH_BYTES, "reference in entry");
            return new Ref(hash, Strict.decimal(text.substring(space + 1), "size of a reference in entry"));
        }

        private static boolean isLowerHex(String text) {
            return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        }
    }

    /// The size class of a payload of `length` bytes; throws [IllegalArgumentException] above [#MAX_PAYLOAD].
    public static int sizeClass(int length) {
        if (length < 0 || length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("payload of " + length + " bytes, the limit is " + MAX_PAYLOAD);
        }
        return length <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(length - 1);
    }

    /// Reads an entry; throws [FormatException] unless it is exactly what [#toBytes()] writes.
    public static EntryHeader parse(byte[] entry) {
        if (entry.length > Bundle.MAX_ENTRY) {
            throw new FormatException("entry of " + entry.length + " bytes, the limit is " + Bundle.MAX_ENTRY);
        }
        var lines = new Lines(Strict.utf8(entry, "entry"), "entry");
        if (!lines.next().equals(FIRST_LINE)) {
            throw new FormatException("entry does not begin with " + FIRST_LINE);
        }
        Hlc at = Hlc.parse(lines.next("at "));
        String kind = lines.next("kind ");
        if (!isKind(kind)) {
            throw new FormatException("entry has no valid kind: " + Strict.quoted(kind));
        }
        var refs = new ArrayList<Ref>();
        String line = lines.next();
        while (line.startsWith("ref ")) {
            if (refs.size() == MAX_REFS) {
                throw new FormatException("entry has more than " + MAX_REFS + " references");
            }
            refs.add(Ref.parse(line.substring(4)));
            line = lines.next();
        }
        int again = 0;
        if (line.startsWith("again ")) {
            long number = Strict.decimal(line.substring(6), "number of a log in entry");
            if (number < 1 || number > Roster.MAX_STEPS) {
                throw new FormatException("entry was said before in no log: " + Strict.quoted(line));
            }
            again = (int) number;
            line = lines.next();
        }
        lines.end();
        return withPayload(at, kind, refs, line, again);
    }

    /// The same, said again in a log that follows the one it was said in.
    ///
    /// @param log number of the one it was said in
    /// @param to commitment with the name of the new one
    public EntryHeader saidAgain(int log, Hash to) {
        return new EntryHeader(at, kind, refs, sizeClass, to, again == 0 ? log : again);
    }

    /// The hash by which others name the entry: that of its leaf. What is said again keeps the name that it
    /// had first.
    ///
    /// @param origin name of the log in which it stands
    public Hash name(String origin, byte[] salt, byte[] payload) {
        if (again == 0) {
            return Merkle.leaf(toBytes());
        }
        Hash first = Commitment.of(salt, Successor.origin(origin, again), at, kind, payload);
        return Merkle.leaf(new EntryHeader(at, kind, refs, sizeClass, first).toBytes());
    }

    /// The entry as it is hashed into the log: UTF-8, every line ended by `\n`.
    public byte[] toBytes() {
        var text = new StringBuilder(FIRST_LINE).append("\nat ").append(at.text());
        text.append("\nkind ").append(kind).append('\n');
        for (Ref ref : refs) {
            text.append("ref ")
                    .append(ref.originHash())
                    .append(' ')
                    .append(ref.size())
                    .append('\n');
        }
        if (again > 0) {
            text.append("again ").append(again).append('\n');
        }
        text.append("payload ")
                .append(sizeClass)
                .append(' ')
                .append(commitment.base64())
                .append('\n');
        return Strict.utf8(text.toString());
    }

    private static EntryHeader withPayload(Hlc at, String kind, List<Ref> refs, String line, int again) {
        int space = line.indexOf(' ', 8);
        if (!line.startsWith("payload ") || space < 0) {
            throw new FormatException("entry does not end with its payload line: " + Strict.quoted(line));
        }
        long sizeClass = Strict.decimal(line.substring(8, space), "size class of entry");
        if (sizeClass > MAX_SIZE_CLASS) {
            throw new FormatException("entry has size class " + sizeClass + ", above " + MAX_SIZE_CLASS);
        }
        return new EntryHeader(at, kind, refs, (int) sizeClass, Hash.fromBase64(line.substring(space + 1)), again);
    }

    /// Whether this is `[a-z][a-z0-9]*(\.[a-z][a-z0-9-]*)+` of at most 64 characters.
    static boolean isKind(String kind) {
        if (kind.length() > MAX_KIND) {
            return false;
        }
        int words = 0;
        boolean first = true;
        for (int i = 0; i < kind.length(); i++) {
            char c = kind.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            if (first) {
                if (!letter) {
                    return false;
                }
                first = false;
                words++;
            } else if (c == '.') {
                first = true;
            } else if (!letter && (c < '0' || c > '9') && (c != '-' || words < 2)) {
                return false;
            }
        }
        return !first && words >= 2;
    }
}
