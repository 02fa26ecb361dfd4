package vn.hiepdong.node.call;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Entry;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;

/// What can happen by telephone. Posts speak, never persons; all of it stays in the private space.
public sealed interface CallEntry extends Entry {
    UUID id();

    @Override
    default UUID subject() {
        return id();
    }

    /// Where an office on duty of a partner is reached.
    ///
    /// @param office which office, for example "Trực ban Bộ CHQS thành phố"
    /// @param dutyLine the office's number, empty if there is none
    /// @param radio channel and call sign, empty if there is none
    record ContactSet(UUID id, AgencyCode agency, String office, String dutyLine, String radio) implements CallEntry {}

    /// A version was read to a partner, and read back.
    ///
    /// @param post that listened
    /// @param readBack what that post repeated
    record ReadOut(
            UUID id,
            AgencyCode to,
            UUID item,
            int version,
            Hash hash,
            String number,
            String post,
            String readBack,
            Instant at)
            implements CallEntry {}

    /// A partner read something to us.
    ///
    /// @param post that called
    /// @param number null if the caller had none
    record TakenDown(
            UUID id,
            AgencyCode from,
            String post,
            @Nullable String number,
            Realm realm,
            Urgency urgency,
            String title,
            String text,
            Instant at)
            implements CallEntry {}

    /// A note that no copy came for, or whose copy differs, needs nobody any more.
    record Settled(UUID id, String reason) implements CallEntry {}

    /// The copy of what was noted is here: it is of this item.
    record Matched(UUID id, UUID item) implements CallEntry {}

    /// The item is gone, and with it what was said of it by telephone.
    record Erased(UUID id) implements CallEntry {}
}
