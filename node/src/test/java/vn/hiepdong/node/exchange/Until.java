package vn.hiepdong.node.exchange;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what has to come to pass. The limit is there to end a failed test, not to measure.
final class Until {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Until() {}

    static void isTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come to pass within " + LIMIT);
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
