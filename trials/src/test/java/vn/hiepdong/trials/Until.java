package vn.hiepdong.trials;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what has to come to pass. A limit is there to end what has failed, not to measure.
public final class Until {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Until() {}

    public static void itIsSo(String what, BooleanSupplier condition) {
        itIsSo(LIMIT, what, condition);
    }

    public static void itIsSo(Duration limit, String what, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("did not come to pass within " + limit + ": " + what);
            pause(Duration.ofMillis(20));
        }
    }

    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
