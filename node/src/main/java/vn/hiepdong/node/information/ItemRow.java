package vn.hiepdong.node.information;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;

/// An item as a line of a list.
///
/// @param applied place in this node's order, by which lists are paged
/// @param oweBy until when this agency owes an acknowledgement; `owe` says whether it does
public record ItemRow(
        InformationId id,
        Realm realm,
        AgencyCode origin,
        State state,
        int version,
        String title,
        String topic,
        Urgency urgency,
        Reliability reliability,
        Credibility credibility,
        Instant eventTime,
        Instant writtenAt,
        Instant receivedAt,
        long applied,
        boolean owe,
        @Nullable Instant oweBy) {
    /// Both halves of the Admiralty grade, for example `B2`.
    public String grade() {
        return reliability.name() + credibility.digit();
    }
}
