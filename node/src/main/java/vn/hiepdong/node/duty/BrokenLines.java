package vn.hiepdong.node.duty;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.exchange.Link;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.exchange.OutageCause;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.watch.Line;
import vn.hiepdong.node.watch.Watch;

/// When there was no line to a partner, and when this node itself was off.
@Component
class BrokenLines {
    private final Links links;
    private final Watch watch;
    private final AgencyCode self;

    BrokenLines(Links links, Watch watch, AgencyKeys keys) {
        this.links = links;
        this.watch = watch;
        self = keys.identity().code();
    }

    /// @param agency the partner at the other end; this agency when its own node was off, which is told once
    record Broken(AgencyCode agency, Link.Outage outage) {
        boolean ownNode() {
            return outage.cause() == OutageCause.OWN_NODE_OFF;
        }
    }

    /// Those that reach into a time, the first at the top.
    List<Broken> within(Instant from, Instant to) {
        List<AgencyCode> partners = watch.lines().stream().map(Line::partner).toList();
        return links.outages(partners, from, to).entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(outage -> broken(each.getKey(), outage)))
                .distinct()
                .sorted(Comparator.<Broken, Instant>comparing(each -> each.outage.from())
                        .thenComparing(each -> each.agency.value()))
                .toList();
    }

    private Broken broken(AgencyCode partner, Link.Outage outage) {
        return new Broken(outage.cause() == OutageCause.OWN_NODE_OFF ? self : partner, outage);
    }
}
