package vn.hiepdong.node.deadline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.AgencyCode;

/// When there was no line to whom; contributed as a bean by whoever runs the lines.
public interface LineOutages {
    /// Agencies to which there is no line now.
    Set<AgencyCode> down();

    /// The times without a line to these agencies that were not over at `from`, in order.
    Map<AgencyCode, List<Outage>> since(Set<AgencyCode> partners, Instant from);

    /// @param to null while it lasts
    record Outage(Instant from, @Nullable Instant to) {
        boolean lasts() {
            return to == null;
        }

        /// How much of it lies between two moments.
        Duration within(Instant begin, Instant end) {
            Instant first = from.isAfter(begin) ? from : begin;
            Instant last = to == null || to.isAfter(end) ? end : to;
            return last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
        }
    }
}
