package vn.hiepdong.node.attachment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;

/// PDF documents made for a test. Their font knows no Vietnamese, so stamps in them stand without tone marks.
final class Pdfs {
    static final String AUTHOR = "Nguyen Van Tac Gia";

    interface Change {
        void to(PDDocument document) throws IOException;
    }

    private Pdfs() {}

    /// Words at (x, y) of one page, and whatever else is wanted.
    static byte[] saying(Change change, Words... words) {
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                for (var each : words) {
                    content.beginText();
                    content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                    content.newLineAtOffset(each.x(), each.y());
                    content.showText(each.text());
                    content.endText();
                }
            }
            change.to(document);
            return saved(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Words(int x, int y, String text) {}

    static void nothing(PDDocument document) {}

    static void particulars(PDDocument document) throws IOException {
        document.getDocumentInformation().setAuthor(AUTHOR);
        document.getDocumentInformation().setCreationDate(Calendar.getInstance());
        var xmp = new PDMetadata(document);
        xmp.importXMPMetadata(("<x>" + AUTHOR + "</x>").getBytes(StandardCharsets.UTF_8));
        document.getDocumentCatalog().setMetadata(xmp);
        document.getPage(0).getCOSObject().setString(COSName.LAST_MODIFIED, AUTHOR);
    }

    static void photo(PDDocument document) throws IOException {
        var page = document.getPage(0);
        var image = PDImageXObject.createFromByteArray(document, Pictures.talkativeJpeg(1), "photo");
        try (var content = new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, false)) {
            content.drawImage(image, 100, 100);
        }
    }

    static void script(PDDocument document) {
        document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert('x')"));
    }

    static void password(PDDocument document) throws IOException {
        document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
    }

    private static byte[] saved(PDDocument document) throws IOException {
        var out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }
}
