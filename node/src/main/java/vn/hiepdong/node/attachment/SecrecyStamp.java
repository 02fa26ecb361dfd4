package vn.hiepdong.node.attachment;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/// The stamp of a state secret on a document (guardrail G21, AT-9.4). This system carries nothing that is
/// stamped.
///
/// A stamp is the word MẬT, TỐI MẬT or TUYỆT MẬT in capitals that stands alone: on a line, in a cell of a
/// table, in brackets, or after "Độ mật:". The same letters within a sentence are an ordinary word (bí mật, mật
/// độ, mật khẩu, mật ong), even in a heading all in capitals. Without tone marks (MAT, TOI MAT, TUYET MAT, as
/// old machines write) only a line of its own counts, and only when it has no tone mark at all: MẶT and MÁT are
/// other words.
public enum SecrecyStamp {
    MAT("MẬT", "MAT"),
    TOI_MAT("TỐI MẬT", "TOI MAT"),
    TUYET_MAT("TUYỆT MẬT", "TUYET MAT");

    private static final Pattern LINE = Pattern.compile("\\R|[\\x0b\\f]");
    /// Between two cells of one line: a tab, a wide gap, a drawn line, a bracket.
    private static final Pattern CELL = Pattern.compile("\\t| {3,}|[|¦\\[\\]()<>{}【】\\u2500-\\u257f\\u2580-\\u259f]");
    /// Seen next to a word without being part of it: spaces, marks, ornaments; not letters or digits.
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\u00ad]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern LABELLED = Pattern.compile(
            "(độ|mức độ|cấp độ) mật\\s*:\\s*(tuyệt mật|tối mật|mật)", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final String stamp;
    private final String withoutMarks;

    SecrecyStamp(String stamp, String withoutMarks) {
        this.stamp = stamp;
        this.withoutMarks = withoutMarks;
    }

    /// The highest stamp in the text, if there is one.
    public static Optional<SecrecyStamp> find(CharSequence text) {
        // Fonts and systems write one letter in several ways: composed, decomposed, full width.
        var normal = INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("");
        Optional<SecrecyStamp> highest = Optional.empty();
        for (var line : LINE.split(normal)) {
            for (var stamp : values()) {
                if (stamp.isOn(line)
                        && highest.filter(h -> h.compareTo(stamp) > 0).isEmpty()) {
                    highest = Optional.of(stamp);
                }
            }
        }
        return highest;
    }

    /// As it is printed.
    public String stamp() {
        return stamp;
    }

    private boolean isOn(String line) {
        if (bare(line).equals(bare(withoutMarks))) {
            return true;
        }
        for (var cell : CELL.split(line)) {
            if (bare(cell).equals(bare(stamp)) || isLabel(cell)) {
                return true;
            }
        }
        // Letters set apart: "T Ố I   M Ậ T" has gaps that look like cells.
        return bare(line).equals(bare(stamp));
    }

    private boolean isLabel(String cell) {
        var matcher = LABELLED.matcher(SPACES.matcher(stripped(cell)).replaceAll(" "));
        return matcher.matches() && matcher.group(2).equalsIgnoreCase(stamp);
    }

    private static String bare(String text) {
        return SPACES.matcher(stripped(text)).replaceAll("");
    }

    private static String stripped(String text) {
        return AROUND.matcher(text).replaceAll("");
    }
}
