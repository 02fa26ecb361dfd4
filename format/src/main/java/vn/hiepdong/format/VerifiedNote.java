package vn.hiepdong.format;

import java.util.List;

/// A note of which at least one known key's signature holds. Only [SignedNote#verify(java.util.Collection)] makes
/// one, so whoever receives this type need not ask again.
public final class VerifiedNote {
    private final String text;
    private final List<NoteSignature> signatures;
    private final List<NoteSignature> unverified;

    VerifiedNote(String text, List<NoteSignature> signatures, List<NoteSignature> unverified) {
        this.text = text;
        this.signatures = List.copyOf(signatures);
        this.unverified = List.copyOf(unverified);
    }

    public String text() {
        return text;
    }

    /// The signatures that hold, one per known key, in the order of the note.
    public List<NoteSignature> signatures() {
        return signatures;
    }

    /// The lines of unknown keys. Never store or pass them on as if they meant something: a stored forged line of
    /// one's own key has wedged witnesses.
    public List<NoteSignature> unverified() {
        return unverified;
    }

    /// Whether this key signed.
    public boolean isSignedBy(NoteVerifier key) {
        return signatures.stream().anyMatch(line -> line.isFrom(key.name(), key.keyId()));
    }

    /// The text as a checkpoint; throws [FormatException] if it is none.
    public Checkpoint checkpoint() {
        return Checkpoint.parse(text);
    }

    /// The note with its verified signatures alone.
    public SignedNote note() {
        return new SignedNote(text, signatures);
    }
}
