package vn.hiepdong.node.tour;

import java.util.Arrays;
import java.util.Optional;

/// The steps, in order.
enum Step {
    WATCH,
    LAMPS,
    VERSION,
    CUT,
    MEND;

    int number() {
        return ordinal() + 1;
    }

    static Optional<Step> of(String number) {
        return Arrays.stream(values())
                .filter(step -> String.valueOf(step.number()).equals(number))
                .findFirst();
    }

    Optional<Step> next() {
        return of(String.valueOf(number() + 1));
    }

    Optional<Step> before() {
        return of(String.valueOf(number() - 1));
    }
}
