package vn.hiepdong.node.attachment;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The kinds of file that are taken, told by their bytes. What a name or a browser says of a file is not
/// believed.
public enum ContentType {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp"),
    PDF("application/pdf", "pdf"),
    CAP("application/cap+xml", "xml"),
    TEXT("text/plain", "txt");

    private static final String CAP_NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.";
    /// An alert names its namespace in its first tag, which may follow a declaration and some comments.
    private static final int CAP_START = 8_192;

    private final String mediaType;
    private final String extension;

    ContentType(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public String mediaType() {
        return mediaType;
    }

    String extension() {
        return extension;
    }

    static Optional<ContentType> of(byte[] file) {
        if (starts(file, 0xff, 0xd8, 0xff)) {
            return Optional.of(JPEG);
        }
        if (starts(file, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return Optional.of(PNG);
        }
        if (starts(file, 'R', 'I', 'F', 'F') && file.length > 12 && "WEBP".equals(ascii(file, 8, 4))) {
            return Optional.of(WEBP);
        }
        if (starts(file, '%', 'P', 'D', 'F', '-')) {
            return Optional.of(PDF);
        }
        if (isCap(file)) {
            return Optional.of(CAP);
        }
        return text(file, StandardCharsets.UTF_8).filter(ContentType::isPlain).map(text -> TEXT);
    }

    /// A file as text, if it is text of a known encoding.
    static Optional<String> text(byte[] file, Charset encoding) {
        try {
            return Optional.of(encoding.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isCap(byte[] file) {
        var utf16 = starts(file, 0xfe, 0xff) || starts(file, 0xff, 0xfe);
        var start = new String(
                file,
                0,
                Math.min(file.length, CAP_START),
                utf16 ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1);
        return start.indexOf('<') >= 0
                && start.substring(0, start.indexOf('<')).length() <= 3 // a byte order mark at most
                && start.contains(CAP_NAMESPACE);
    }

    /// Text for people: no control characters but those that lay out lines.
    private static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == 0x7f);
    }

    private static boolean starts(byte[] file, int... magic) {
        if (file.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((file[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static String ascii(byte[] file, int from, int length) {
        return new String(file, from, length, StandardCharsets.ISO_8859_1);
    }
}
