package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Place;

/// What stays of an item that its author erased: nothing of what it said.
///
/// @param reason a code of [ErasureReason], or one that only a newer node knows
/// @param holders its author and every agency that it was ever released to
public record Tombstone(
        InformationId id,
        Place place,
        AgencyCode origin,
        String reason,
        String unit,
        String post,
        Instant erasedAt,
        List<Holder> holders,
        long applied) {
    /// @param confirmedAt when it said that nothing is left at its node; null while it has not
    /// @param heldUntil when its legal hold ends, for which it still keeps the item; null when there is none
    public record Holder(
            AgencyCode agency,
            @Nullable Instant confirmedAt,
            @Nullable Instant heldUntil) {}

    boolean erasedEverywhere() {
        return holders.stream().allMatch(each -> each.confirmedAt() != null);
    }
}
