package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class Uuid7Test {
    private static final Comparator<UUID> BYTES = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    private final AtomicLong now = new AtomicLong(1_645_557_742_000L);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());

    @Test
    void theExampleOfRfc9562ComesOut() {
        var uuid = UUID.fromString("017F22E2-79B0-7CC3-98C4-DC0C0C07398F");
        assertThat(Uuid7.timestamp(uuid)).isEqualTo(Instant.ofEpochMilli(1_645_557_742_000L));
        UUID made = new Uuid7(clock, new Random(1)).next();
        assertThat(made.toString()).startsWith("017f22e2-79b0-7");
    }

    @Test
    void versionAndVariantAreThoseOfTheStandard() {
        var ids = new Uuid7(clock, new Random(2));
        for (int i = 0; i < 10_000; i++) {
            UUID id = ids.next();
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
        }
    }

    @Test
    void eachIsGreaterThanTheOneBeforeWhateverTheClockDoes() {
        var random = new Random(3);
        var ids = new Uuid7(clock, random);
        UUID before = ids.next();
        for (int i = 0; i < 100_000; i++) {
            if (random.nextInt(10) == 0) {
                now.addAndGet(random.nextInt(20) - 10);
            }
            UUID id = ids.next();
            assertThat(BYTES.compare(id, before)).isPositive();
            before = id;
        }
    }

    @Test
    void theTimeIsTheClocksWhenItMovesOn() {
        var ids = new Uuid7(clock, new Random(4));
        for (int i = 0; i < 100; i++) {
            now.addAndGet(5);
            assertThat(Uuid7.timestamp(ids.next())).isEqualTo(clock.instant());
        }
    }

    @Test
    void manyThreadsNeverGetTheSame() throws InterruptedException {
        var ids = new Uuid7(clock, new Random(5));
        Set<UUID> all = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new Samples(0)
                .exactly(
                        8,
                        () -> Thread.ofVirtual().start(() -> {
                            for (int i = 0; i < 5000; i++) {
                                all.add(ids.next());
                            }
                        }));
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(new HashSet<>(all)).hasSize(40_000);
    }

    @Test
    void otherVersionsTellNoTime() {
        assertThatThrownBy(() -> Uuid7.timestamp(UUID.randomUUID())).isInstanceOf(IllegalArgumentException.class);
    }
}
