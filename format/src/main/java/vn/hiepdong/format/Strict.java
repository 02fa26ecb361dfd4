package vn.hiepdong.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/// The small readings that the JDK does too kindly.
///
/// Two different texts must never mean the same thing here, because one of them was signed or hashed and the
/// other was not. [Base64] forgives missing padding and stray trailing bits, [Long#parseLong] takes `+5`, `007`
/// and non-ASCII digits, and `new String(bytes, UTF_8)` replaces what it cannot read; so each value is checked,
/// or written back and compared.
final class Strict {
    /// Longest origin or key name in bytes of UTF-8: the ML-DSA message of `tlog-cosignature` counts them in
    /// one byte.
    static final int MAX_NAME = 255;

    private static final HexFormat HEX = HexFormat.of();

    private Strict() {}

    /// A decimal number from 0 to 2^63-1: ASCII digits, no sign, no leading zero.
    static long decimal(String text, String what) {
        if (text.isEmpty() || text.length() > 19 || (text.length() > 1 && text.charAt(0) == '0')) {
            throw new FormatException(what + " is not a decimal number without leading zeros: " + quoted(text));
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new FormatException(what + " is not a decimal number: " + quoted(text));
            }
            value = value * 10 + digit;
            if (value < 0) {
                throw new FormatException(what + " is 2^63 or more: " + text);
            }
        }
        return value;
    }

    /// Standard base64 with padding, in its only canonical spelling (RFC 4648 section 3.5).
    static byte[] base64(String text, String what) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new FormatException(what + " is not base64: " + quoted(text), e);
        }
        throw new FormatException(what + " is not canonical base64: " + quoted(text));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Lowercase hexadecimal of exactly `length` bytes.
    static byte[] hex(String text, int length, String what) {
        if (text.length() != 2 * length) {
            throw new FormatException(what + " is not " + 2 * length + " hexadecimal digits: " + quoted(text));
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                throw new FormatException(what + " is not lowercase hexadecimal: " + quoted(text));
            }
        }
        return HEX.parseHex(text);
    }

    static String utf8(byte[] bytes, String what) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FormatException(what + " is not valid UTF-8", e);
        }
    }

    /// The bytes of a text of our own; a lone surrogate in it is the caller's mistake.
    static byte[] utf8(String text) {
        try {
            ByteBuffer buffer = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("text has a lone surrogate", e);
        }
    }

    /// Whether `name` can be a key name: 1 to 255 bytes, no Unicode space, no `+`, no control character.
    static boolean isKeyName(String name) {
        return isOrigin(name)
                && name.indexOf('+') < 0
                && name.codePoints().noneMatch(c -> Character.isSpaceChar(c) || c == 0x85);
    }

    /// Whether `origin` can be the first line of a checkpoint: 1 to 255 bytes, no control character.
    static boolean isOrigin(String origin) {
        if (origin.isEmpty() || origin.length() > MAX_NAME || hasControl(origin)) {
            return false;
        }
        int bytes = 0;
        for (int i = 0; i < origin.length(); i++) {
            char c = origin.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < origin.length()
                    && Character.isLowSurrogate(origin.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            } else {
                bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return bytes <= MAX_NAME;
    }

    /// Whether the text holds an ASCII control character, a line end too.
    static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20) {
                return true;
            }
        }
        return false;
    }

    /// Input as it may be shown in a message: short, and without anything that could forge a line of a log file.
    static String quoted(String text) {
        var shown = new StringBuilder("\"");
        for (int i = 0; i < text.length() && i < 80; i++) {
            char c = text.charAt(i);
            shown.append(c < 0x20 || c == 0x7f || Character.isSurrogate(c) ? '?' : c);
        }
        return shown.append(text.length() > 80 ? "…\"" : "\"").toString();
    }
}
