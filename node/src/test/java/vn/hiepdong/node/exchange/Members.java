package vn.hiepdong.node.exchange;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.SpaceId;

/// Who is in which space.
final class Members implements Membership {
    private final Map<SpaceId, Set<AgencyCode>> members = new ConcurrentHashMap<>();

    void are(SpaceId space, AgencyCode... others) {
        members.put(space, Set.of(others));
    }

    @Override
    public Set<AgencyCode> audience(SpaceId space) {
        return members.getOrDefault(space, Set.of());
    }

    @Override
    public Set<SpaceId> sharedWith(AgencyCode partner) {
        return members.entrySet().stream()
                .filter(each -> each.getValue().contains(partner))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean accepts(SpaceId space, AgencyCode from) {
        return audience(space).contains(from);
    }
}
