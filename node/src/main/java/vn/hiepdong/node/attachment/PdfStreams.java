package vn.hiepdong.node.attachment;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import vn.hiepdong.node.attachment.AttachmentRejected.Reason;

/// Looks at a PDF before it is parsed: how much its compressed streams unpack to. A parser unpacks them in
/// memory, and one megabyte may be made to unpack to a thousand.
final class PdfStreams {
    static final long MAX_STREAM = 64L << 20;
    static final long MAX_ALL = 512L << 20;

    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STARTXREF = "startxref".getBytes(StandardCharsets.US_ASCII);

    private PdfStreams() {}

    static void check(byte[] file) {
        long all = 0;
        for (int at = next(file, STREAM, 0); at >= 0; at = next(file, STREAM, at)) {
            at += STREAM.length;
            int data = afterLineEnd(file, at);
            if (data < file.length && (file[data] & 0x0f) == 8) { // a zlib header: deflate
                all += unpackedSize(file, data, Math.min(MAX_STREAM, MAX_ALL - all));
            }
        }
    }

    /// How often the file was saved; each later save only appends.
    static int revisions(byte[] file) {
        int count = 0;
        for (int at = next(file, STARTXREF, 0); at >= 0; at = next(file, STARTXREF, at + 1)) {
            count++;
        }
        return count;
    }

    private static long unpackedSize(byte[] file, int start, long most) {
        var inflater = new Inflater();
        try {
            inflater.setInput(file, start, file.length - start);
            var buffer = new byte[64 << 10];
            while (!inflater.finished() && !inflater.needsInput() && !inflater.needsDictionary()) {
                inflater.inflate(buffer);
                if (inflater.getBytesWritten() > most) {
                    throw new AttachmentRejected(Reason.TOO_MUCH_INSIDE);
                }
            }
            return inflater.getBytesWritten();
        } catch (DataFormatException e) {
            return inflater.getBytesWritten(); // not a compressed stream after all; the parser will say
        } finally {
            inflater.end();
        }
    }

    private static int afterLineEnd(byte[] file, int at) {
        int data = at;
        while (data < file.length && (file[data] == '\r' || file[data] == '\n')) {
            data++;
        }
        return data;
    }

    private static int next(byte[] file, byte[] word, int from) {
        search:
        for (int at = from; at <= file.length - word.length; at++) {
            for (int i = 0; i < word.length; i++) {
                if (file[at + i] != word[i]) {
                    continue search;
                }
            }
            return at;
        }
        return -1;
    }
}
