package vn.hiepdong.format;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes UUIDs of version 7 (RFC 9562 section 5.7): 48 bits of milliseconds, 12 bits of a counter, 62 random
/// bits.
///
/// Each is greater than the one before from the same instance, whatever the clock does. The counter starts
/// anywhere in its lower half with each new millisecond (section 6.2, method 1); if 2,048 to 4,096 are made
/// within one millisecond, or the clock steps back, the time in them runs ahead of the clock. May be used by
/// many threads.
public final class Uuid7 {
    private static final int COUNTER_END = 1 << 12;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long millis = -1;
    private int counter;

    public Uuid7(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public synchronized UUID next() {
        long now = clock.millis();
        if (now > millis) {
            restart(now);
        } else if (++counter == COUNTER_END) {
            restart(millis + 1);
        }
        long high = millis << 16 | 0x7000 | counter;
        long low = random.nextLong() >>> 2 | 1L << 63;
        return new UUID(high, low);
    }

    /// The time in a UUID of version 7, to the millisecond; throws [IllegalArgumentException] for another
    /// version.
    public static Instant timestamp(UUID uuid) {
        if (uuid.version() != 7) {
            throw new IllegalArgumentException("a UUID of version " + uuid.version() + " tells no time");
        }
        return Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16);
    }

    private void restart(long at) {
        millis = at;
        counter = random.nextInt(COUNTER_END / 2);
    }
}
