package vn.hiepdong.node.deadline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.AgencyCode;

/// The clock of a partner stands still while there is no line to it: it is not late with what it could not send
/// (AT-6.4). Our own alarms go by the wall.
@Component
public class Pauses {
    private final List<LineOutages> sources;

    Pauses(ObjectProvider<LineOutages> sources) {
        this.sources = sources.orderedStream().toList();
    }

    /// The outages of some partners, to ask about many obligations of theirs.
    ///
    /// @param from the beginning of the oldest of these obligations
    public Of of(Set<AgencyCode> partners, Instant from, Instant now) {
        return new Of(
                partners.isEmpty() || sources.isEmpty()
                        ? Map.of()
                        : sources.getFirst().since(partners, from),
                now);
    }

    /// Whether there is no line to an agency now.
    boolean isDown(AgencyCode partner) {
        return sources.stream().anyMatch(each -> each.down().contains(partner));
    }

    public record Of(Map<AgencyCode, List<LineOutages.Outage>> outages, Instant now) {
        /// How a partner's clock stands, for something that began then.
        public Pause pause(AgencyCode partner, Instant since) {
            Duration total = Duration.ZERO;
            Instant lasting = null;
            for (LineOutages.Outage outage : outages.getOrDefault(partner, List.of())) {
                total = total.plus(outage.within(since, now));
                if (outage.lasts()) {
                    lasting = outage.from();
                }
            }
            return new Pause(total, lasting);
        }
    }

    /// @param total how long it stood still
    /// @param since since when it stands still now; null while it runs
    public record Pause(Duration total, @Nullable Instant since) {
        public static final Pause NONE = new Pause(Duration.ZERO, null);
    }
}
