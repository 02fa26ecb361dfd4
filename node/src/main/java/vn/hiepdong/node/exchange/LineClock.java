package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.deadline.LineOutages;
import vn.hiepdong.node.ledger.AgencyCode;

/// When there was no line to whom, for the clock of what partners owe. While an administrator of ours paused it, or
/// while this node was off, there was none either.
@Component
final class LineClock implements LineOutages {
    private final Links links;
    private final InstantSource clock;

    LineClock(Links links, InstantSource clock) {
        this.links = links;
        this.clock = clock;
    }

    @Override
    public Set<AgencyCode> down() {
        return links.down();
    }

    @Override
    public Map<AgencyCode, List<Outage>> since(Set<AgencyCode> partners, Instant from) {
        var since = new HashMap<AgencyCode, List<Outage>>();
        links.outages(partners, from, clock.instant())
                .forEach((partner, outages) -> since.put(
                        partner,
                        outages.stream()
                                .map(each -> new Outage(each.from(), each.to()))
                                .toList()));
        return since;
    }
}
