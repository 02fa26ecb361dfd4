package vn.hiepdong.format;

/// A private key under a name, ready to sign notes.
public interface NoteSigner {
    String name();

    int keyId();

    /// The signature (what follows the key id) for the whole text of a note.
    Bytes sign(String text);

    /// The signature as a line of the note.
    default NoteSignature signature(String text) {
        return new NoteSignature(name(), keyId(), sign(text));
    }
}
