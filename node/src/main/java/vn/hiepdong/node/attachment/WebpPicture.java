package vn.hiepdong.node.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import vn.hiepdong.node.attachment.AttachmentRejected.Reason;

/// A WebP without its particulars (RFC 9649). Chunks of the picture stay, Exif, XMP and unknown ones go, and
/// the two flags that announced them are taken back.
final class WebpPicture {
    private static final Set<String> SHOWN = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");
    private static final int EXIF_AND_XMP = 0x0c;
    private static final int RIFF = 12;

    private WebpPicture() {}

    static byte[] withoutParticulars(byte[] file) {
        var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long end = Integer.toUnsignedLong(in.getInt(4)) + 8;
        if (end > file.length) {
            throw new AttachmentRejected(Reason.BROKEN);
        }
        var out = new ByteArrayOutputStream(file.length);
        out.write(file, 0, RIFF);
        boolean drawn = false;
        for (int at = RIFF; at + 8 <= end; ) {
            var type = new String(file, at, 4, StandardCharsets.ISO_8859_1);
            long length = Integer.toUnsignedLong(in.getInt(at + 4));
            long padded = 8 + length + (length & 1);
            if (at + padded > end) {
                throw new AttachmentRejected(Reason.BROKEN);
            }
            if (SHOWN.contains(type)) {
                checkSize(in, type, at + 8, length);
                drawn |= !Set.of("VP8X", "ICCP", "ANIM").contains(type);
                var chunk = new byte[(int) padded];
                in.get(at, chunk);
                if (type.equals("VP8X")) {
                    chunk[8] &= ~EXIF_AND_XMP;
                }
                out.writeBytes(chunk);
            }
            at += (int) padded;
        }
        if (!drawn) {
            throw new AttachmentRejected(Reason.BROKEN);
        }
        var picture = out.toByteArray();
        ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN).putInt(4, picture.length - 8);
        return picture;
    }

    private static void checkSize(ByteBuffer in, String type, int at, long length) {
        if (type.startsWith("VP8") && length < 10) {
            throw new AttachmentRejected(Reason.BROKEN);
        }
        switch (type) {
            case "VP8X" -> Pixels.check(1 + (in.getInt(at + 4) & 0xffffff), 1 + (in.getInt(at + 6) >>> 8));
            case "VP8L" -> Pixels.check(1 + (in.getInt(at + 1) & 0x3fff), 1 + (in.getInt(at + 1) >>> 14 & 0x3fff));
            case "VP8 " -> Pixels.check(in.getShort(at + 6) & 0x3fff, in.getShort(at + 8) & 0x3fff);
            default -> {} // other chunks lie within the canvas that VP8X announced
        }
    }
}
