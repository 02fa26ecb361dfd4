package vn.hiepdong.format;

/// A public key that can check a signature line of a note.
public interface NoteVerifier {
    /// The name that signature lines of this key carry.
    String name();

    /// The four bytes that signature lines of this key begin with, big-endian.
    int keyId();

    /// Whether `signature` (what follows the key id) is this key's for the whole text of a note.
    boolean verify(String text, Bytes signature);
}
