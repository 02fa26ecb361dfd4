package vn.hiepdong.node.attachment;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// The words on the pages as they lie there: a line for each row of letters, and a tab where letters of one row
/// lie far apart. A stamp stands beside other text more often than above it, so rows alone would not show it.
final class PdfText extends PDFTextStripper {
    /// Wider than a space in justified text, in heights of the letters.
    private static final float WORD_GAP = 0.25f;

    private static final float CELL_GAP = 1.5f;

    private final StringBuilder text = new StringBuilder();
    private final List<TextPosition> letters = new ArrayList<>();

    private PdfText() throws IOException {}

    static String of(PDDocument document) throws IOException {
        var reading = new PdfText();
        reading.writeText(document, Writer.nullWriter());
        return reading.text.toString();
    }

    @Override
    protected void processTextPosition(TextPosition letter) {
        letters.add(letter);
    }

    @Override
    protected void endPage(PDPage page) {
        letters.sort(Comparator.comparingInt(PdfText::row).thenComparing(TextPosition::getXDirAdj));
        TextPosition last = null;
        for (var letter : letters) {
            if (last != null && isPaintedTwice(last, letter)) {
                continue;
            }
            if (last != null) {
                text.append(between(last, letter));
            }
            text.append(letter.getUnicode());
            last = letter;
        }
        text.append('\n');
        letters.clear();
    }

    /// Some writers make letters bold by painting them twice, a little apart.
    private static boolean isPaintedTwice(TextPosition last, TextPosition letter) {
        return row(last) == row(letter)
                && last.getUnicode().equals(letter.getUnicode())
                && letter.getXDirAdj() - last.getXDirAdj() < last.getWidthDirAdj() / 4;
    }

    private static String between(TextPosition last, TextPosition letter) {
        if (row(last) != row(letter)) {
            return "\n";
        }
        float gap = letter.getXDirAdj() - last.getXDirAdj() - last.getWidthDirAdj();
        float height = Math.max(1, letter.getFontSizeInPt());
        return gap > CELL_GAP * height ? "\t" : gap > WORD_GAP * height ? " " : "";
    }

    /// Letters within three points of height are taken for one row.
    private static int row(TextPosition letter) {
        return Math.round(letter.getYDirAdj() / 3) + 100_000 * Math.round(letter.getDir());
    }
}
