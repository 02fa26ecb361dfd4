package vn.hiepdong.node.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.attachment.AttachmentRejected.Reason;
import vn.hiepdong.node.attachment.Pdfs.Words;

class PdfDocumentTest {
    private static final Words LETTER = new Words(72, 700, "Bao cao muc nuoc song Day");

    @Test
    void aDocumentForgetsItsAuthorAndKeepsItsPages() throws IOException {
        var checked = PdfDocument.withoutParticulars(Pdfs.saying(Pdfs::particulars, LETTER));
        try (var document = Loader.loadPDF(checked.file())) {
            assertThat(document.getDocumentInformation().getAuthor()).isNull();
            assertThat(document.getDocumentInformation().getCreationDate()).isNull();
            assertThat(document.getDocumentCatalog().getMetadata()).isNull();
            assertThat(document.getNumberOfPages()).isOne();
        }
        assertThat(text(checked.file())).doesNotContain(Pdfs.AUTHOR);
        assertThat(checked.text()).isEqualTo("Bao cao muc nuoc song Day\n");
    }

    @Test
    void aSecondPassFindsNothingLeftAndTheSameFileGetsTheSameName() {
        var file = Pdfs.saying(Pdfs::particulars, LETTER);
        var once = PdfDocument.withoutParticulars(file).file();
        assertThat(PdfDocument.withoutParticulars(file).file()).isEqualTo(once);
        assertThat(PdfDocument.withoutParticulars(once).file()).isEqualTo(once);
    }

    @Test
    void aPhotoInADocumentForgetsWhereItWasTaken() {
        var file = Pdfs.saying(Pdfs::photo, LETTER);
        assertThat(text(file)).contains(Pictures.SECRET_PLACE);
        assertThat(text(PdfDocument.withoutParticulars(file).file())).doesNotContain(Pictures.SECRET_PLACE);
    }

    @Test
    void whatWasPaintedOverInAnEarlierRevisionIsGone() throws IOException {
        var first = Pdfs.saying(Pdfs::nothing, LETTER);
        var out = new ByteArrayOutputStream();
        try (var document = Loader.loadPDF(first)) {
            document.getDocumentInformation().setAuthor(Pdfs.AUTHOR);
            document.saveIncremental(out);
        }
        var stripped = PdfDocument.withoutParticulars(out.toByteArray()).file();
        assertThat(PdfStreams.revisions(out.toByteArray())).isEqualTo(2);
        assertThat(PdfStreams.revisions(stripped)).isOne();
        assertThat(text(stripped)).doesNotContain(Pdfs.AUTHOR);
    }

    @Test
    void aDocumentThatActsIsRefused() {
        assertRefused(Pdfs.saying(Pdfs::script, LETTER), Reason.ACTIVE);
        assertRefused(
                Pdfs.saying(
                        document -> {
                            var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
                            names.setEmbeddedFiles(new PDEmbeddedFilesNameTreeNode());
                            document.getDocumentCatalog().setNames(names);
                        },
                        LETTER),
                Reason.ACTIVE);
    }

    @Test
    void aDocumentThatCannotBeReadIsRefused() {
        assertRefused(Pdfs.saying(Pdfs::password, LETTER), Reason.ENCRYPTED);
        assertRefused("%PDF-1.7\nnothing".getBytes(StandardCharsets.US_ASCII), Reason.BROKEN);
    }

    @Test
    void aStreamThatUnpacksToMuchMoreThanItShouldIsRefusedBeforeItIsParsed() throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes("%PDF-1.7\n1 0 obj <</Filter/FlateDecode>> stream\r\n".getBytes(StandardCharsets.US_ASCII));
        try (var deflater = new DeflaterOutputStream(out)) {
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 80; i++) {
                deflater.write(zeros);
            }
        }
        assertRefused(out.toByteArray(), Reason.TOO_MUCH_INSIDE);
    }

    @Test
    void aStampBesideOtherWordsStandsInACellOfItsOwn() {
        var file = Pdfs.saying(
                Pdfs::nothing,
                new Words(72, 720, "UBND TINH"),
                new Words(300, 720, "CONG HOA XA HOI CHU NGHIA VIET NAM"),
                new Words(72, 690, "TOI MAT"),
                new Words(72, 660, "Kinh gui: cac don vi"));
        assertThat(SecrecyStamp.find(PdfDocument.withoutParticulars(file).text()))
                .hasValue(SecrecyStamp.TOI_MAT);
    }

    @Test
    void damageIsRefusedOrHarmless() {
        long seed = 7;
        var random = new Random(seed);
        var file = Pdfs.saying(Pdfs::particulars, LETTER);
        for (int round = 0; round < 300; round++) {
            var damaged = round % 3 == 0 ? Arrays.copyOf(file, 9 + random.nextInt(file.length - 9)) : file.clone();
            for (int i = 0; i < 6; i++) {
                damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(PdfDocument.withoutParticulars(damaged).file()).isNotEmpty();
            } catch (AttachmentRejected refusal) {
                assertThat(refusal.reason()).isNotNull();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
    }

    private static void assertRefused(byte[] file, Reason reason) {
        assertThatThrownBy(() -> PdfDocument.withoutParticulars(file))
                .isInstanceOfSatisfying(
                        AttachmentRejected.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }
}
