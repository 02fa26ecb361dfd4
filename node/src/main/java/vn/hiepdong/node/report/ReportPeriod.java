package vn.hiepdong.node.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.space.OnDuty;

/// The report of one day of one agency.
///
/// @param missedAt when it was found missing; null if it never was
/// @param item what was sent; null while nothing was
/// @param submittedAt when it was sent, by its sender's clock
/// @param told who of this agency was told that it is missing
record ReportPeriod(
        SpaceId space,
        Realm realm,
        String code,
        String title,
        AgencyCode agency,
        AgencyCode to,
        LocalDate day,
        Instant due,
        @Nullable Instant missedAt,
        @Nullable UUID item,
        @Nullable Instant submittedAt,
        @Nullable Instant receivedAt,
        String post,
        Set<OnDuty> told) {
    enum State {
        TO_COME,
        IN_TIME,
        LATE,
        MISSING
    }

    State state(Instant now) {
        if (submittedAt != null) {
            return submittedAt.isAfter(due) ? State.LATE : State.IN_TIME;
        }
        return due.isAfter(now) ? State.TO_COME : State.MISSING;
    }

    /// Where its page is.
    String href() {
        return "/reports/" + space + "/" + code + "/" + day + "/" + agency;
    }
}
