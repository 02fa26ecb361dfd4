package vn.hiepdong.node.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.attachment.AttachmentRejected.Reason;

/// The store of attachments.
public final class Attachments {
    /// Largest file that is taken.
    public static final long MAX_BYTES = 25L << 20;

    private final AttachmentFiles files;
    private final AttachmentTable table;
    private final InstantSource clock;

    Attachments(AttachmentFiles files, AttachmentTable table, InstantSource clock) {
        this.files = files;
        this.table = table;
        this.clock = clock;
    }

    /// Takes a file in: told by its bytes, its particulars taken out, refused if it is stamped as a secret.
    ///
    /// @param declaredName what the sender calls it; kept in the answer only, made safe
    /// @param declaredType what the sender says it is; not believed, used for nothing but the words of a refusal
    /// @param limit most bytes that are taken, at most [#MAX_BYTES]
    /// @throws AttachmentRejected when it is not taken; then nothing is kept of it
    public Attachment store(InputStream content, String declaredName, String declaredType, long limit) {
        var checked = check(read(content, Math.min(limit, MAX_BYTES)), declaredType);
        var blob = keep(checked);
        return new Attachment(blob.hash(), blob.type(), blob.size(), FileName.safe(declaredName, checked.type()));
    }

    /// Size and kind of a file that is here.
    public Optional<Attachment> find(Hash hash) {
        return table.find(hash).map(Attachments::nameless);
    }

    /// Those of the given files that are not here.
    public List<Hash> missing(Collection<Hash> hashes) {
        return hashes.isEmpty() ? List.of() : table.missing(hashes);
    }

    /// Deletes a file that nothing carries any more; the caller has made sure of that.
    public void forget(Hash hash) {
        table.delete(hash);
        files.delete(hash);
    }

    /// The bytes of a file that is here. The caller closes the stream, and has asked whether its reader may see
    /// it.
    public Optional<InputStream> open(Hash hash) {
        return files.open(hash);
    }

    /// Where a partner's file is put together, piece by piece, over as many contacts and restarts as it takes.
    public PartialBlob receive(Hash hash, long size) {
        if (size < 1 || size > MAX_BYTES) {
            throw new AttachmentRejected(Reason.TOO_LARGE, size, MAX_BYTES);
        }
        return new PartialBlob(files.partial(), hash, size, this::keepReceived);
    }

    /// A partner's file must be what its hash says, so it is not changed here; its kind and stamp are checked.
    private Attachment keepReceived(Hash hash, byte[] file) {
        var type = ContentType.of(file).orElseThrow(() -> wrongType(""));
        var asOurs = check(file, type.mediaType());
        return nameless(keep(new Checked(file, asOurs.type())));
    }

    private record Checked(byte[] file, ContentType type) {}

    private static Checked check(byte[] file, String declaredType) {
        var type = ContentType.of(file).orElseThrow(() -> wrongType(declaredType));
        var harmless = switch (type) {
            case JPEG -> JpegPicture.withoutParticulars(file);
            case PNG -> PngPicture.withoutParticulars(file);
            case WEBP -> WebpPicture.withoutParticulars(file);
            case PDF -> pdf(file);
            case CAP, TEXT -> {
                refuseStamped(asText(file));
                yield file;
            }
        };
        return new Checked(harmless, type);
    }

    private static byte[] pdf(byte[] file) {
        var checked = PdfDocument.withoutParticulars(file);
        refuseStamped(checked.text());
        return checked.file();
    }

    private static void refuseStamped(String text) {
        SecrecyStamp.find(text).ifPresent(stamp -> {
            throw new AttachmentRejected(Reason.STAMPED, stamp.stamp());
        });
    }

    /// An alert may come in another encoding; its letters are read as well as can be, for the stamp alone.
    private static String asText(byte[] file) {
        boolean utf16 = file.length > 1 && (file[0] & 0xff) + (file[1] & 0xff) == 0xfe + 0xff;
        Charset encoding = utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        return ContentType.text(file, encoding).orElseGet(() -> new String(file, StandardCharsets.ISO_8859_1));
    }

    private AttachmentTable.Blob keep(Checked checked) {
        var blob = new AttachmentTable.Blob(
                Hash.sha256(checked.file()), checked.type().mediaType(), checked.file().length);
        files.write(blob.hash(), checked.file());
        table.insert(blob, clock.instant());
        return blob;
    }

    private static Attachment nameless(AttachmentTable.Blob blob) {
        return new Attachment(blob.hash(), blob.type(), blob.size(), FileName.after(blob.hash(), blob.type()));
    }

    private static byte[] read(InputStream content, long limit) {
        try {
            var file = content.readNBytes((int) limit + 1);
            if (file.length == 0) {
                throw new AttachmentRejected(Reason.EMPTY);
            }
            if (file.length > limit) {
                throw new AttachmentRejected(Reason.TOO_LARGE, limit + "+", limit);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AttachmentRejected wrongType(String declared) {
        return new AttachmentRejected(Reason.TYPE, declared.isEmpty() ? "?" : FileName.printable(declared));
    }
}
