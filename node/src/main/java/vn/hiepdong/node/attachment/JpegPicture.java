package vn.hiepdong.node.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import vn.hiepdong.node.attachment.AttachmentRejected.Reason;

/// A JPEG without its particulars (ITU-T T.81 annex B). The compressed picture is copied to the byte; of the
/// segments around it only those stay that say how to show it: tables, frame, scans, JFIF density, ICC colours,
/// Adobe's colour transform. Exif, XMP, IPTC, comments, previews and whatever follows the end of the picture
/// are left out. Of Exif one value is written back, in the shortest form: which side is up.
final class JpegPicture {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int COM = 0xfe;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int ORIENTATION = 0x0112;

    private final byte[] file;
    private final ByteArrayOutputStream picture = new ByteArrayOutputStream();
    private byte[] jfif = {};
    private int orientation = 1;
    private boolean framed;
    private int at = 2;

    private JpegPicture(byte[] file) {
        this.file = file;
    }

    static byte[] withoutParticulars(byte[] file) {
        try {
            return new JpegPicture(file).read();
        } catch (IndexOutOfBoundsException e) {
            // A length that leads past the end of the file.
            throw new AttachmentRejected(Reason.BROKEN);
        }
    }

    private byte[] read() {
        for (int marker = marker(); marker != EOI; marker = marker()) {
            if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
                continue; // stands alone and says nothing outside a scan
            }
            segment(marker);
            if (marker == SOS) {
                scan();
            }
        }
        if (!framed) {
            throw new AttachmentRejected(Reason.BROKEN);
        }
        var whole = new ByteArrayOutputStream();
        write(whole, 0xff, SOI);
        whole.writeBytes(jfif);
        if (orientation > 1) {
            whole.writeBytes(exifSaying(orientation));
        }
        whole.writeBytes(picture.toByteArray());
        write(whole, 0xff, EOI);
        return whole.toByteArray();
    }

    private int marker() {
        if (unsigned(at) != 0xff) {
            throw new AttachmentRejected(Reason.BROKEN);
        }
        while (unsigned(at) == 0xff) {
            at++;
        }
        return unsigned(at++);
    }

    private void segment(int marker) {
        int length = unsigned(at) << 8 | unsigned(at + 1);
        if (length < 2 || at + length > file.length) {
            throw new AttachmentRejected(Reason.BROKEN);
        }
        int start = at;
        at += length;
        if (isFrame(marker)) {
            framed = true;
            Pixels.check(
                    unsigned(start + 5) << 8 | unsigned(start + 6), unsigned(start + 3) << 8 | unsigned(start + 4));
        }
        if (marker == APP0 && begins(start, "JFIF\0") && jfif.length == 0 && length >= 16) {
            jfif = withoutPreview(start);
        } else if (marker == APP1 && begins(start, "Exif\0\0")) {
            orientation = orientationIn(start + 8, length - 8);
        } else if (isShown(marker, start)) {
            write(picture, 0xff, marker);
            picture.write(file, start, length);
        }
    }

    private boolean isShown(int marker, int start) {
        return switch (marker) {
            case APP2 -> begins(start, "ICC_PROFILE\0");
            case APP14 -> begins(start, "Adobe");
            case COM -> false;
            default -> marker < APP0 || marker > APP15;
        };
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /// The compressed data, up to the next marker that is neither stuffing nor a restart.
    private void scan() {
        int start = at;
        while (unsigned(at) != 0xff
                || unsigned(at + 1) == 0
                || (unsigned(at + 1) >= 0xd0 && unsigned(at + 1) <= 0xd7)) {
            at++;
        }
        picture.write(file, start, at - start);
    }

    /// JFIF: version, unit and density stay, the preview picture goes.
    private byte[] withoutPreview(int start) {
        var segment = new ByteArrayOutputStream();
        write(segment, 0xff, APP0, 0, 16);
        segment.write(file, start + 2, 12);
        write(segment, 0, 0);
        return segment.toByteArray();
    }

    /// Exif is a TIFF file in a segment; the value stands in its first directory.
    private int orientationIn(int start, int length) {
        if (length < 8) {
            return 1;
        }
        var tiff = ByteBuffer.wrap(file, start, length).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > length - 2) {
            return 1;
        }
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < entries && directory + 2 + 12 * (i + 1) <= length; i++) {
            int entry = directory + 2 + 12 * i;
            if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION) {
                int value = Short.toUnsignedInt(tiff.getShort(entry + 8));
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    /// Big-endian TIFF with one directory of one entry: Orientation, SHORT, 1 value.
    private static byte[] exifSaying(int orientation) {
        var segment = new ByteArrayOutputStream();
        write(segment, 0xff, APP1, 0, 34);
        segment.writeBytes("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1));
        write(segment, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0);
        return segment.toByteArray();
    }

    private boolean begins(int start, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (start + 2 + i >= at || file[start + 2 + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int unsigned(int index) {
        return file[index] & 0xff;
    }

    private static void write(ByteArrayOutputStream out, int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
    }
}
