package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.hiepdong.node.deadline.LineOutages;
import vn.hiepdong.node.ledger.AgencyCode;

/// Lines that a test cuts and mends.
public final class TestLines implements LineOutages {
    private final Map<AgencyCode, List<Outage>> outages = new HashMap<>();

    public void cut(AgencyCode partner, Instant at) {
        outages.computeIfAbsent(partner, _ -> new ArrayList<>()).add(new Outage(at, null));
    }

    public void mend(AgencyCode partner, Instant at) {
        List<Outage> all = outages.getOrDefault(partner, new ArrayList<>());
        all.add(new Outage(all.removeLast().from(), at));
    }

    @Override
    public Set<AgencyCode> down() {
        var down = new java.util.HashSet<AgencyCode>();
        outages.forEach((partner, all) -> {
            if (!all.isEmpty() && all.getLast().to() == null) {
                down.add(partner);
            }
        });
        return down;
    }

    @Override
    public Map<AgencyCode, List<Outage>> since(Set<AgencyCode> partners, Instant from) {
        var since = new HashMap<AgencyCode, List<Outage>>();
        for (AgencyCode partner : partners) {
            since.put(
                    partner,
                    outages.getOrDefault(partner, List.of()).stream()
                            .filter(each -> each.to() == null || each.to().isAfter(from))
                            .toList());
        }
        return since;
    }
}
