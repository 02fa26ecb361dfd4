package vn.hiepdong.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// A text with signature lines (C2SP `signed-note`): the text, which ends with `\n`, an empty line, and the
/// lines of [NoteSignature]. Parsing trusts nothing; [#verify(Collection)] does.
///
/// @param text ends with `\n`; valid Unicode; no control character but `\n`; may hold empty lines
/// @param signatures 1 to 100 lines in the order they came
public record SignedNote(String text, List<NoteSignature> signatures) {
    /// Longest note, in bytes.
    public static final int MAX_BYTES = 1_000_000;

    /// Most signature lines. The standard asks verifiers for 16 at least.
    public static final int MAX_SIGNATURES = 100;

    public SignedNote {
        if (!isText(text)) {
            throw new IllegalArgumentException("no text for a note: " + Strict.quoted(text));
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new IllegalArgumentException("a note has 1 to 100 signatures, not " + signatures.size());
        }
        signatures = List.copyOf(signatures);
    }

    /// Signs a text with each of the signers, in their order.
    public static SignedNote sign(String text, List<? extends NoteSigner> signers) {
        return new SignedNote(
                text, signers.stream().map(signer -> signer.signature(text)).toList());
    }

    /// Reads a note; throws [FormatException] unless it is exactly what [#toBytes()] writes, within the limits.
    public static SignedNote parse(byte[] note) {
        if (note.length > MAX_BYTES) {
            throw new FormatException("note of " + note.length + " bytes, the limit is " + MAX_BYTES);
        }
        return parse(Strict.utf8(note, "note"));
    }

    static SignedNote parse(String note) {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0) {
            throw new FormatException("note has no empty line before its signatures");
        }
        String text = note.substring(0, blank + 1);
        if (!isText(text)) {
            throw new FormatException("note has a control character in its text");
        }
        return new SignedNote(text, NoteSignature.parseLines(note.substring(blank + 2)));
    }

    /// The note as sent and stored.
    public byte[] toBytes() {
        return Strict.utf8(format());
    }

    String format() {
        return text + "\n" + NoteSignature.format(signatures);
    }

    /// The note with this signature, which replaces one of the same name and key id and otherwise comes last.
    public SignedNote withSignature(NoteSignature added) {
        var all = new ArrayList<>(signatures);
        int at = 0;
        while (at < all.size() && !all.get(at).isFrom(added.name(), added.keyId())) {
            at++;
        }
        all.removeIf(line -> line.isFrom(added.name(), added.keyId()));
        all.add(Math.min(at, all.size()), added);
        return new SignedNote(text, all);
    }

    /// The note with these signatures, as by [#withSignature(NoteSignature)] one after the other.
    public SignedNote withSignatures(Collection<NoteSignature> added) {
        SignedNote note = this;
        for (NoteSignature signature : added) {
            note = note.withSignature(signature);
        }
        return note;
    }

    /// Checks the signatures of all known keys and returns the text as verified.
    ///
    /// A line of a known key (same name and id) must verify, or the whole note is refused, since somebody
    /// tampered with it. Lines of unknown keys are kept apart and ignored. Of several lines of one key only the
    /// first counts. Throws [FormatException] for a bad line or if no known key signed;
    /// [IllegalArgumentException] if two of the given keys have the same name and id.
    public VerifiedNote verify(Collection<? extends NoteVerifier> known) {
        Map<Key, NoteVerifier> byKey = new HashMap<>();
        for (NoteVerifier verifier : known) {
            if (byKey.put(new Key(verifier.name(), verifier.keyId()), verifier) != null) {
                throw new IllegalArgumentException("two keys of " + verifier.name() + " have the same id");
            }
        }
        var verified = new ArrayList<NoteSignature>();
        var unverified = new ArrayList<NoteSignature>();
        var seen = new HashSet<Key>();
        for (NoteSignature line : signatures) {
            var key = new Key(line.name(), line.keyId());
            NoteVerifier verifier = byKey.get(key);
            if (verifier == null) {
                unverified.add(line);
            } else if (seen.add(key)) {
                if (!verifier.verify(text, line.signature())) {
                    throw new FormatException("signature of " + line.name() + " does not verify");
                }
                verified.add(line);
            }
        }
        if (verified.isEmpty()) {
            throw new FormatException("note is not signed by any known key");
        }
        return new VerifiedNote(text, verified, unverified);
    }

    private static boolean isText(String text) {
        if (!text.endsWith("\n")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 && c != '\n') {
                return false;
            }
        }
        return true;
    }

    private record Key(String name, int id) {}
}
