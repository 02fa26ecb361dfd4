package vn.hiepdong.format;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A signature line of a note: `— <name> <base64(key id || signature)>`, with an em dash and single spaces (C2SP
/// `signed-note`). What the signature bytes mean depends on the key; nothing has been verified yet.
///
/// @param name name of the key: no space, no `+`, at most 255 bytes
/// @param keyId first four bytes of the key's hash, big-endian
/// @param signature the bytes behind the key id, at least one
public record NoteSignature(String name, int keyId, Bytes signature) {
    private static final String DASH = "— ";

    public NoteSignature {
        if (!Strict.isKeyName(name)) {
            throw new IllegalArgumentException("no valid key name: " + Strict.quoted(name));
        }
        if (signature.isEmpty()) {
            throw new IllegalArgumentException("a signature has at least one byte");
        }
    }

    /// The line without its `\n`.
    public String line() {
        byte[] raw = signature.toArray();
        byte[] blob = ByteBuffer.allocate(4 + raw.length).putInt(keyId).put(raw).array();
        return DASH + name + " " + Strict.base64(blob);
    }

    /// Reads one line without its `\n`; throws [FormatException] unless it is exactly what [#line()] writes.
    public static NoteSignature parse(String line) {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw new FormatException("not a signature line: " + Strict.quoted(line));
        }
        String name = line.substring(DASH.length(), space);
        if (!Strict.isKeyName(name)) {
            throw new FormatException("signature line has no valid key name: " + Strict.quoted(line));
        }
        byte[] blob = Strict.base64(line.substring(space + 1), "signature of " + name);
        if (blob.length < 5) {
            throw new FormatException("signature of " + name + " has " + blob.length + " bytes, less than 5");
        }
        return new NoteSignature(name, KeyText.readInt(blob), Bytes.of(Arrays.copyOfRange(blob, 4, blob.length)));
    }

    /// Reads the answer of a witness or mirror: nothing but signature lines, each ended by `\n`.
    ///
    /// At most 100 lines and a million bytes; throws [FormatException] for anything else, an empty answer too.
    public static List<NoteSignature> parseLines(byte[] body) {
        if (body.length > SignedNote.MAX_BYTES) {
            throw new FormatException("signature lines are longer than " + SignedNote.MAX_BYTES + " bytes");
        }
        return parseLines(Strict.utf8(body, "signature lines"));
    }

    static List<NoteSignature> parseLines(String text) {
        var lines = new Lines(text, "signature lines");
        var signatures = new ArrayList<NoteSignature>();
        do {
            if (signatures.size() == SignedNote.MAX_SIGNATURES) {
                throw new FormatException("more than " + SignedNote.MAX_SIGNATURES + " signature lines");
            }
            signatures.add(parse(lines.next()));
        } while (lines.hasNext());
        return List.copyOf(signatures);
    }

    /// The lines as a witness or mirror answers them.
    public static byte[] toBytes(List<NoteSignature> signatures) {
        return Strict.utf8(format(signatures));
    }

    static String format(List<NoteSignature> signatures) {
        var text = new StringBuilder();
        for (NoteSignature signature : signatures) {
            text.append(signature.line()).append('\n');
        }
        return text.toString();
    }

    boolean isFrom(String keyName, int id) {
        return keyId == id && name.equals(keyName);
    }
}
