package vn.hiepdong.format;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// The text that public and private keys share, `name+id+base64(type || key)`, and the id in it.
///
/// The id is the first four bytes of `SHA-256(name || 0x0A || type || public key)` (C2SP `signed-note`).
record KeyText(String name, int id, KeyType type, Bytes key) {

    static KeyText parse(String text, String what) {
        int first = text.indexOf('+');
        int second = text.indexOf('+', first + 1);
        if (first < 0 || second < 0) {
            throw new FormatException(what + " is not name+id+key");
        }
        String name = text.substring(0, first);
        if (!Strict.isKeyName(name)) {
            throw new FormatException(what + " has no valid name: " + Strict.quoted(name));
        }
        byte[] id = Strict.hex(text.substring(first + 1, second), 4, what + " id");
        byte[] key = secretBase64(text.substring(second + 1), what);
        if (key.length == 0) {
            throw new FormatException(what + " has no key");
        }
        return new KeyText(name, readInt(id), KeyType.of(key[0]), Bytes.of(Arrays.copyOfRange(key, 1, key.length)));
    }

    String format() {
        byte[] raw = key.toArray();
        return name + "+" + idText(id) + "+" + Strict.base64(concat((byte) type.code(), raw));
    }

    static int id(String name, KeyType type, byte[] publicKey) {
        MessageDigest digest = Hash.digest();
        digest.update(Strict.utf8(name));
        digest.update((byte) '\n');
        digest.update((byte) type.code());
        return readInt(digest.digest(publicKey));
    }

    static String idText(int id) {
        return HexFormat.of().toHexDigits(id);
    }

    static int readInt(byte[] bytes) {
        return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
    }

    /// As [Strict#base64(String, String)], without repeating the text in a message: it may be a private key.
    private static byte[] secretBase64(String text, String what) {
        try {
            return Strict.base64(text, what);
        } catch (FormatException _) {
            throw new FormatException(what + " does not end with canonical base64");
        }
    }

    private static byte[] concat(byte first, byte[] rest) {
        var all = new byte[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}
