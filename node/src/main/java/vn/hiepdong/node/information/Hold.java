package vn.hiepdong.node.information;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.web.Frame;

/// A legal hold: until when an agency wants an item kept, and why. On a record, never on a person.
///
/// @param reason a code of [HoldReason], or one that only a newer node knows
/// @param reference number of the document that asks for it
/// @param title of the item; null when it is no longer here
/// @param liftedAt null while it stands
/// @param ended `LIFTED`, `EXPIRED` or `REPLACED`; null while it stands
public record Hold(
        InformationId id,
        AgencyCode agency,
        String reason,
        String reference,
        String unit,
        String post,
        Instant since,
        Instant until,
        @Nullable String title,
        @Nullable Instant liftedAt,
        @Nullable Ended ended) {
    /// How a hold ends.
    public enum Ended {
        LIFTED,
        EXPIRED,
        REPLACED
    }

    /// In words; a reason that only a newer node knows as its code.
    String reason(Frame frame) {
        return HoldReason.of(reason)
                .map(each -> frame.text("information.hold.reason", each))
                .orElse(reason);
    }
}
