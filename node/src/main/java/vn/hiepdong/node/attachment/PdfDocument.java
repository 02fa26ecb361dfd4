package vn.hiepdong.node.attachment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import vn.hiepdong.node.attachment.AttachmentRejected.Reason;

/// A PDF (ISO 32000) without its particulars: document information, XMP, private data of programs and the
/// metadata of photos in it are taken out, and earlier revisions that were only painted over are dropped with
/// them. One that acts (scripts, launching, files inside) is refused rather than mended: what it was meant to
/// do cannot be known.
///
/// A digitally signed PDF is left as it is, since any change would break the signature that makes it an
/// official document; it is checked all the same.
final class PdfDocument {
    static final int MAX_PAGES = 1_000;
    static final int MAX_OBJECTS = 300_000;

    private static final Set<String> PARTICULARS = Set.of("Metadata", "PieceInfo", "LastModified");
    private static final Set<String> ACTS =
            Set.of("JS", "JavaScript", "EmbeddedFiles", "EF", "XFA", "RichMediaContent");
    private static final Set<String> ACTIONS = Set.of(
            "JavaScript", "Launch", "ImportData", "SubmitForm", "GoToE", "GoToR", "Rendition", "RichMediaExecute");
    private static final Set<String> ANNOTATIONS =
            Set.of("FileAttachment", "RichMedia", "Screen", "Movie", "Sound", "3D");

    private final PDDocument document;
    private boolean changed;

    private PdfDocument(PDDocument document) {
        this.document = document;
    }

    /// The document as it will be stored, and the text that is read on its pages.
    record Checked(byte[] file, String text) {}

    static Checked withoutParticulars(byte[] file) {
        PdfStreams.check(file);
        try (var document = Loader.loadPDF(file)) {
            if (document.isEncrypted()) {
                throw new AttachmentRejected(Reason.ENCRYPTED);
            }
            if (document.getNumberOfPages() > MAX_PAGES) {
                throw new AttachmentRejected(Reason.TOO_MANY_PAGES, document.getNumberOfPages(), MAX_PAGES);
            }
            var text = PdfText.of(document);
            boolean signed = !document.getSignatureDictionaries().isEmpty();
            return new Checked(new PdfDocument(document).stripped(file, signed), text);
        } catch (InvalidPasswordException e) {
            throw new AttachmentRejected(Reason.ENCRYPTED);
        } catch (IOException
                | IllegalArgumentException
                | ClassCastException
                | IndexOutOfBoundsException
                | NullPointerException
                | IllegalStateException e) {
            // PDFBox meets damaged files with many kinds of exception; whichever it is, the file cannot be checked.
            throw new AttachmentRejected(Reason.BROKEN);
        }
    }

    private byte[] stripped(byte[] file, boolean signed) throws IOException {
        var trailer = document.getDocument().getTrailer();
        visitAll(trailer, signed);
        if (signed) {
            return file;
        }
        if (trailer.containsKey(COSName.INFO)) {
            trailer.removeItem(COSName.INFO);
            changed = true;
        }
        if (!changed && PdfStreams.revisions(file) == 1) {
            return file;
        }
        // Without it the writer would mix the time of day into the file's identifier.
        document.setDocumentId((long) java.util.Arrays.hashCode(file));
        var out = new ByteArrayOutputStream(file.length);
        document.save(out, CompressParameters.NO_COMPRESSION);
        return out.toByteArray();
    }

    private void visitAll(COSBase root, boolean signed) throws IOException {
        Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSBase> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            var item = open.pop();
            if (item instanceof COSObject reference) {
                item = reference.getObject();
            }
            if (item == null || !seen.add(item)) {
                continue;
            }
            if (seen.size() > MAX_OBJECTS) {
                throw new AttachmentRejected(Reason.TOO_MUCH_INSIDE);
            }
            if (item instanceof COSDictionary dictionary) {
                refuseWhatActs(dictionary);
                if (!signed) {
                    strip(dictionary);
                }
                dictionary.getValues().forEach(open::push);
            } else if (item instanceof COSArray array) {
                array.forEach(each -> {
                    if (each != null) {
                        open.push(each);
                    }
                });
            }
        }
    }

    private static void refuseWhatActs(COSDictionary dictionary) {
        boolean acts = ACTS.stream().anyMatch(key -> dictionary.containsKey(COSName.getPDFName(key)))
                || ACTIONS.contains(name(dictionary, COSName.S))
                || ANNOTATIONS.contains(name(dictionary, COSName.SUBTYPE));
        if (acts) {
            throw new AttachmentRejected(Reason.ACTIVE);
        }
    }

    private void strip(COSDictionary dictionary) throws IOException {
        for (var key : PARTICULARS) {
            if (dictionary.containsKey(COSName.getPDFName(key))) {
                dictionary.removeItem(COSName.getPDFName(key));
                changed = true;
            }
        }
        if (dictionary instanceof COSStream stream && isPhoto(stream)) {
            stripPhoto(stream);
        }
    }

    private static boolean isPhoto(COSStream stream) {
        var filter = stream.getFilters();
        return COSName.DCT_DECODE.equals(filter)
                || (filter instanceof COSArray chain && chain.size() == 1 && COSName.DCT_DECODE.equals(chain.get(0)));
    }

    /// A photo in a PDF is a JPEG as the camera wrote it, place and time included.
    private void stripPhoto(COSStream stream) throws IOException {
        byte[] photo;
        try (var raw = stream.createRawInputStream()) {
            photo = raw.readAllBytes();
        }
        byte[] stripped;
        try {
            stripped = JpegPicture.withoutParticulars(photo);
        } catch (AttachmentRejected e) {
            if (e.reason() == Reason.BROKEN) {
                return; // readers of PDF are lenient about the end of a picture, and a damaged one is not ours to mend
            }
            throw e;
        }
        if (!java.util.Arrays.equals(photo, stripped)) {
            try (var raw = stream.createRawOutputStream()) {
                raw.write(stripped);
            }
            changed = true;
        }
    }

    private static String name(COSDictionary dictionary, COSName key) {
        var name = dictionary.getNameAsString(key);
        return name == null ? "" : name;
    }
}
