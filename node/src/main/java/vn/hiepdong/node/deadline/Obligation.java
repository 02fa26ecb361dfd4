package vn.hiepdong.node.deadline;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.space.Urgency;

/// Something that is owed until it is done.
///
/// @param subject the record
/// @param part which version of it, which request: with who owes it, this names the obligation within its kind
/// @param space under whose regulation it is owed
/// @param since when it began, by the signed entry
/// @param here when that entry came to this node
/// @param due until when it is owed, by the signed entry
/// @param steps how many steps of the escalation were taken
public record Obligation(
        UUID subject,
        String part,
        AgencyCode owing,
        AgencyCode owedTo,
        SpaceId space,
        Urgency urgency,
        Instant since,
        Instant here,
        Instant due,
        int steps) {
    /// How long it was on its way. Nobody can do what he has not got: for who owes it, the time begins when it is
    /// here. Nothing while the other clock is ahead.
    public static Duration onTheWay(Instant since, Instant here) {
        return here.isAfter(since) ? Duration.between(since, here) : Duration.ZERO;
    }
}
