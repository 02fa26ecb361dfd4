package vn.hiepdong.node.exchange;

import java.util.Set;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.space.Spaces;

/// Membership as the regulations say it.
@Component
final class SpaceMembership implements Membership {
    private final Spaces spaces;

    SpaceMembership(Spaces spaces) {
        this.spaces = spaces;
    }

    @Override
    public Set<AgencyCode> audience(SpaceId space) {
        return spaces.audience(space);
    }

    @Override
    public Set<SpaceId> sharedWith(AgencyCode partner) {
        return spaces.sharedWith(partner);
    }

    @Override
    public boolean accepts(SpaceId space, AgencyCode from) {
        return spaces.accepts(space, from);
    }
}
