package vn.hiepdong.node.duty;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Something in the roster that cannot be, or should not.
sealed interface Conflict {
    /// When it begins.
    Instant from();

    Instant to();

    /// One post is given to two shifts at once.
    record Overlap(Shift one, Shift other, Instant from, Instant to) implements Conflict {}

    /// Nobody is to stand a post that must be manned.
    record Gap(String unit, String post, Instant from, Instant to) implements Conflict {}

    /// One officer stands two posts at once.
    record TwoAtOnce(UUID account, Shift one, Shift other, Instant from, Instant to) implements Conflict {}

    /// One officer has too little rest between two shifts.
    record TooLittleRest(UUID account, Shift one, Shift other, Duration wanted) implements Conflict {
        @Override
        public Instant from() {
            return one.to();
        }

        @Override
        public Instant to() {
            return other.from();
        }
    }
}
