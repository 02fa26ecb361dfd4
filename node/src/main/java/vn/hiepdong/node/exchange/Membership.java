package vn.hiepdong.node.exchange;

import java.util.Set;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.SpaceId;

/// Who works together with whom; told by the feature that knows the regulations.
public interface Membership {
    /// The agencies that get this agency's log of that space. Nobody for the private space.
    Set<AgencyCode> audience(SpaceId space);

    /// The spaces whose [#audience] has that agency, in one question: for whoever goes through many logs.
    Set<SpaceId> sharedWith(AgencyCode partner);

    /// Whether an agency's log of that space is taken in here: this agency is, or may become, a member of it.
    boolean accepts(SpaceId space, AgencyCode from);
}
