package vn.hiepdong.node.duty;

import java.time.Instant;

/// From one moment up to another.
record Period(Instant from, Instant to) {
    boolean overlaps(Instant otherFrom, Instant otherTo) {
        return from.isBefore(otherTo) && otherFrom.isBefore(to);
    }
}
