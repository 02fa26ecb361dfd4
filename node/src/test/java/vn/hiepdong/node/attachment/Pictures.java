package vn.hiepdong.node.attachment;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Pictures with everything in them that a camera or a program likes to add.
final class Pictures {
    static final String SECRET_PLACE = "21.0285N 105.8542E";

    private Pictures() {}

    static byte[] jpeg() {
        return encoded("jpg");
    }

    static byte[] png() {
        return encoded("png");
    }

    /// Exif with orientation and a place, XMP, IPTC, a comment, an ICC profile, Adobe's segment, a second
    /// picture after the end.
    static byte[] talkativeJpeg(int orientation) {
        var plain = jpeg();
        var out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        segment(out, 0xe1, concat(ascii("Exif\0\0"), exif(orientation)));
        segment(out, 0xe1, ascii("http://ns.adobe.com/xap/1.0/\0<x>" + SECRET_PLACE + "</x>"));
        segment(out, 0xed, ascii("Photoshop 3.0\0" + SECRET_PLACE));
        segment(out, 0xfe, ascii("taken at " + SECRET_PLACE));
        segment(out, 0xe2, ascii("ICC_PROFILE\0\1\1colours"));
        segment(out, 0xe2, ascii("MPF\0" + SECRET_PLACE));
        segment(out, 0xee, ascii("Adobe\0d\0\0\0\0\1"));
        out.write(plain, 2, plain.length - 2);
        out.writeBytes(ascii(SECRET_PLACE));
        return out.toByteArray();
    }

    static byte[] talkativePng() {
        var plain = png();
        int afterHeader = 8 + 25;
        var out = new ByteArrayOutputStream();
        out.write(plain, 0, afterHeader);
        chunk(out, "tEXt", ascii("Comment\0" + SECRET_PLACE));
        chunk(out, "iTXt", ascii("XML:com.adobe.xmp\0\0\0\0\0" + SECRET_PLACE));
        chunk(out, "tIME", new byte[7]);
        chunk(out, "eXIf", exif(6));
        chunk(out, "prVt", ascii(SECRET_PLACE));
        chunk(out, "gAMA", new byte[] {0, 0, (byte) 0xb1, (byte) 0x8f});
        out.write(plain, afterHeader, plain.length - afterHeader);
        out.writeBytes(ascii(SECRET_PLACE));
        return out.toByteArray();
    }

    /// The smallest lossless WebP, one pixel, in an extended file with Exif and XMP.
    static byte[] talkativeWebp() {
        var body = new ByteArrayOutputStream();
        riff(body, "VP8X", new byte[] {0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        riff(body, "VP8L", new byte[] {
            0x2f,
            0,
            0,
            0,
            0,
            0x07,
            (byte) 0xd0,
            (byte) 0xff,
            (byte) 0xfe,
            (byte) 0xf7,
            (byte) 0xbf,
            (byte) 0xff,
            (byte) 0x81,
            (byte) 0x88,
            (byte) 0xe8,
            (byte) 0x7f,
            0
        });
        riff(body, "EXIF", exif(6));
        riff(body, "XMP ", ascii(SECRET_PLACE));
        var out = ByteBuffer.allocate(12 + body.size()).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF")).putInt(4 + body.size()).put(ascii("WEBP")).put(body.toByteArray());
        return out.array();
    }

    static BufferedImage decoded(byte[] picture) {
        try {
            return ImageIO.read(new ByteArrayInputStream(picture));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Little-endian TIFF with orientation and a text.
    private static byte[] exif(int orientation) {
        var place = ascii(SECRET_PLACE + "\0");
        var tiff = ByteBuffer.allocate(8 + 2 + 24 + 4 + place.length).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(ascii("II")).putShort((short) 42).putInt(8).putShort((short) 2);
        tiff.putShort((short) 0x010e).putShort((short) 2).putInt(place.length).putInt(8 + 2 + 24 + 4);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        tiff.putInt(0).put(place);
        return tiff.array();
    }

    private static byte[] encoded(String format) {
        var image = new BufferedImage(16, 12, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.ORANGE);
        pen.fillRect(2, 2, 9, 5);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void segment(ByteArrayOutputStream out, int marker, byte[] content) {
        out.write(0xff);
        out.write(marker);
        out.write(content.length + 2 >> 8);
        out.write(content.length + 2);
        out.writeBytes(content);
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        var sum = new CRC32();
        sum.update(ascii(type));
        sum.update(content);
        out.writeBytes(ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(ascii(type))
                .put(content)
                .putInt((int) sum.getValue())
                .array());
    }

    private static void riff(ByteArrayOutputStream out, String type, byte[] content) {
        out.writeBytes(ascii(type));
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(content.length)
                .array());
        out.writeBytes(content);
        if (content.length % 2 == 1) {
            out.write(0);
        }
    }

    private static byte[] concat(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
