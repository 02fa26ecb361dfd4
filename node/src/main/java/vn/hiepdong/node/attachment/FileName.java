package vn.hiepdong.node.attachment;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.regex.Pattern;
import vn.hiepdong.format.Hash;

/// Names of files that can be shown and saved under without harm: no folders, no invisible or turning characters
/// (which make `gpj.exe` look like `exe.jpg`), and an ending that says what the bytes are.
final class FileName {
    private static final int LONGEST = 120;
    private static final Pattern UNSAFE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\"*:<>?|\\\\/]");
    /// Nine, ten or twelve digits standing alone: numbers of identity papers and telephones (guardrail G5).
    private static final Pattern NUMBER_OF_A_PERSON = Pattern.compile("(?<!\\d)(\\d{9,10}|\\d{12})(?!\\d)");

    private FileName() {}

    static String safe(String declared, ContentType type) {
        var last = declared.substring(Math.max(declared.lastIndexOf('/'), declared.lastIndexOf('\\')) + 1);
        var name = printable(last).replaceFirst("^[.\\s]+", "");
        name = NUMBER_OF_A_PERSON.matcher(name).replaceAll("…");
        int dot = name.lastIndexOf('.');
        var stem = (dot > 0 && name.length() - dot <= 6 ? name.substring(0, dot) : name).strip();
        return (stem.isEmpty() ? "attachment" : stem) + "." + type.extension();
    }

    /// For a file that is known by its bytes only.
    static String after(Hash hash, String mediaType) {
        var extension = Arrays.stream(ContentType.values())
                .filter(type -> type.mediaType().equals(mediaType))
                .map(ContentType::extension)
                .findFirst()
                .orElse("bin");
        return hash.hex().substring(0, 16) + "." + extension;
    }

    static String printable(String text) {
        var clean = UNSAFE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
        int length = clean.codePointCount(0, clean.length());
        return length <= LONGEST ? clean : clean.substring(0, clean.offsetByCodePoints(0, LONGEST));
    }
}
