package vn.hiepdong.node.space;

import java.time.Duration;
import java.time.Instant;
import vn.hiepdong.format.FormatException;

/// One step of an escalation: who hears of it, after how much of the time that was given.
///
/// @param percent of the time from the beginning to the deadline: 100 is the deadline itself, 200 twice the time
public record Rung(OnDuty who, int percent) {
    static final int HIGHEST = 1_000;

    public Rung {
        if (who == null || percent < 100 || percent > HIGHEST) {
            throw new FormatException("a step of an escalation comes at 100 to " + HIGHEST + " percent of the time");
        }
    }

    /// When it comes, of something that began then and is due then.
    public Instant at(Instant since, Instant due) {
        Duration given = Duration.between(since, due);
        return given.isNegative() ? due : since.plus(given.multipliedBy(percent).dividedBy(100));
    }
}
