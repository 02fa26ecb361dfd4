package vn.hiepdong.format;

import java.util.Comparator;
import java.util.HexFormat;

/// A hybrid logical clock reading: milliseconds since 1970 in 48 bits, then a counter in 16 bits for readings
/// that the millisecond does not tell apart (Kulkarni et al., "Logical Physical Clocks", 2014).
///
/// Its text is 16 lowercase hexadecimal digits, so that texts sort as readings do.
///
/// @param millis 0 to 2^48-1
/// @param counter 0 to 65,535
public record Hlc(long millis, int counter) implements Comparable<Hlc> {
    /// Before every other reading.
    public static final Hlc ZERO = new Hlc(0, 0);

    private static final long MAX_MILLIS = (1L << 48) - 1;
    private static final int MAX_COUNTER = 0xffff;
    private static final Comparator<Hlc> ORDER =
            Comparator.comparingLong(Hlc::millis).thenComparingInt(Hlc::counter);

    public Hlc {
        if (millis < 0 || millis > MAX_MILLIS || counter < 0 || counter > MAX_COUNTER) {
            throw new IllegalArgumentException("no such clock reading: " + millis + " ms, counter " + counter);
        }
    }

    /// Reads 16 lowercase hexadecimal digits; throws [FormatException] for anything else.
    public static Hlc parse(String text) {
        Strict.hex(text, 8, "clock reading");
        return ofLong(HexFormat.fromHexDigitsToLong(text));
    }

    /// A reading after `previous`: the wall clock if that has moved on, else the smallest greater reading. A wall
    /// clock that stands still or runs backwards therefore never stops or reorders anything.
    ///
    /// `nowMillis` before 1970 counts as 1970. Throws [IllegalStateException] after the last reading, in 10889.
    public static Hlc next(Hlc previous, long nowMillis) {
        if (nowMillis > previous.millis) {
            return new Hlc(nowMillis, 0);
        }
        if (previous.counter < MAX_COUNTER) {
            return new Hlc(previous.millis, previous.counter + 1);
        }
        if (previous.millis == MAX_MILLIS) {
            throw new IllegalStateException("there is no clock reading after " + previous);
        }
        return new Hlc(previous.millis + 1, 0);
    }

    /// The 64 bits as a number; unsigned order is the order of readings.
    public long toLong() {
        return millis << 16 | counter;
    }

    /// The reading with these 64 bits.
    public static Hlc ofLong(long bits) {
        return new Hlc(bits >>> 16, (int) (bits & MAX_COUNTER));
    }

    public String text() {
        return HexFormat.of().toHexDigits(toLong());
    }

    @Override
    public int compareTo(Hlc other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text();
    }
}
