package vn.hiepdong.format;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Big-endian numbers and counted bytes from a stream that may end anywhere. Failures of the stream itself stay
/// [IOException]; an end where more was promised is a [FormatException].
final class Wire {
    private final DataInputStream in;
    private final String what;

    Wire(InputStream in, String what) {
        this.in = new DataInputStream(in);
        this.what = what;
    }

    /// A byte from 0 to 255, or -1 at the end of the stream.
    int byteOrEnd() throws IOException {
        return in.read();
    }

    int u8() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw cut(new EOFException());
        }
        return value;
    }

    int u16() throws IOException {
        return u8() << 8 | u8();
    }

    /// 64 bits of which the first must be 0.
    long u63(String field) throws IOException {
        long value;
        try {
            value = in.readLong();
        } catch (EOFException e) {
            throw cut(e);
        }
        if (value < 0) {
            throw new FormatException(field + " in " + what + " is 2^63 or more");
        }
        return value;
    }

    byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw cut(new EOFException());
        }
        return bytes;
    }

    private FormatException cut(EOFException e) {
        return new FormatException(what + " ends too early", e);
    }
}
