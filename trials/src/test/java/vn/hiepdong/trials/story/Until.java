package vn.hiepdong.trials.story;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what has to come to pass. The limit is there to end a failed test, not to measure.
final class Until {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Until() {}

    static void itIsSo(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come to pass within " + LIMIT + ": " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
