package vn.hiepdong.node.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;
import vn.hiepdong.node.attachment.AttachmentRejected.Reason;

/// A PNG without its particulars (W3C PNG, third edition). Chunks that say how to show the picture are copied
/// to the byte; texts, times, Exif, what programs added for themselves, and whatever follows the end are left
/// out.
final class PngPicture {
    private static final int SIGNATURE = 8;
    /// Length, type and checksum.
    private static final int AROUND = 12;

    private static final Set<String> SHOWN = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "pHYs",
            "acTL", "fcTL", "fdAT");

    private PngPicture() {}

    static byte[] withoutParticulars(byte[] file) {
        var out = new ByteArrayOutputStream(file.length);
        out.write(file, 0, SIGNATURE);
        boolean drawn = false;
        int at = SIGNATURE;
        for (String type = ""; !type.equals("IEND"); ) {
            int length = lengthOfChunk(file, at);
            type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (at == SIGNATURE) {
                checkHeader(file, type, length);
            }
            drawn |= type.equals("IDAT");
            if (SHOWN.contains(type)) {
                out.write(file, at, length + AROUND);
            }
            at += length + AROUND;
        }
        if (!drawn) {
            throw new AttachmentRejected(Reason.BROKEN);
        }
        return out.toByteArray();
    }

    private static int lengthOfChunk(byte[] file, int at) {
        if (at + AROUND > file.length) {
            throw new AttachmentRejected(Reason.BROKEN);
        }
        var chunk = ByteBuffer.wrap(file);
        int length = chunk.getInt(at);
        if (length < 0 || length > file.length - at - AROUND) {
            throw new AttachmentRejected(Reason.BROKEN);
        }
        var sum = new CRC32();
        sum.update(file, at + 4, length + 4);
        if ((int) sum.getValue() != chunk.getInt(at + 8 + length)) {
            throw new AttachmentRejected(Reason.BROKEN);
        }
        return length;
    }

    private static void checkHeader(byte[] file, String type, int length) {
        if (!type.equals("IHDR") || length != 13) {
            throw new AttachmentRejected(Reason.BROKEN);
        }
        var header = ByteBuffer.wrap(file);
        Pixels.check(
                Integer.toUnsignedLong(header.getInt(SIGNATURE + 8)),
                Integer.toUnsignedLong(header.getInt(SIGNATURE + 12)));
    }
}
