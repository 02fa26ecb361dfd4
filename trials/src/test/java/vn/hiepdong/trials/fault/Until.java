package vn.hiepdong.trials.fault;

import java.time.Duration;
import java.util.function.BooleanSupplier;

final class Until {
    private Until() {}

    /// Returns when it is so. A limit is there to end a run that has failed.
    static void so(Duration limit, String what, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new Failure("still not so after " + limit + ": " + what);
            pause(Duration.ofMillis(50));
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What should have happened did not.
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message);
        }
    }
}
