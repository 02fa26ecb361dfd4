package vn.hiepdong.node.space;

import java.time.LocalTime;
import java.util.Set;
import vn.hiepdong.format.FormatException;

/// Hours in which nobody is called for what can wait.
///
/// @param from by the clock of the node; the hours may go past midnight
/// @param through what is told all the same; always what is most urgent
public record Quiet(LocalTime from, LocalTime to, Set<Urgency> through) {
    public Quiet {
        through = through == null ? Set.of() : Set.copyOf(through);
        if (from == null || to == null || from.equals(to)) {
            throw new FormatException("quiet hours have a beginning and an end");
        }
        if (!through.contains(Urgency.FLASH)) {
            throw new FormatException("what is most urgent is told at every hour");
        }
    }

    public boolean at(LocalTime time) {
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }
}
