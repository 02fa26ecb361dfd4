package vn.hiepdong.node.call;

import java.time.Instant;
import java.util.UUID;
import vn.hiepdong.node.ledger.AgencyCode;

/// A version that was read to a partner.
///
/// @param post that listened
/// @param byPost that read
record Reading(
        AgencyCode to,
        UUID item,
        int version,
        CheckNumber number,
        String post,
        String readBack,
        Instant at,
        String byPost) {}
