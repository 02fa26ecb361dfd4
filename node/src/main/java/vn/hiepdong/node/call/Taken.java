package vn.hiepdong.node.call;

import java.time.Instant;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;

/// A call as it was typed.
///
/// @param number as it was typed, empty if the caller had none
record Taken(
        AgencyCode from,
        String post,
        String number,
        Realm realm,
        Urgency urgency,
        String title,
        String text,
        Instant at) {}
