package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.hiepdong.node.ledger.AgencyCode;

/// A file that was carried by hand.
///
/// @param outgoing made here for the partner; otherwise taken in from it
/// @param more whether another file was needed for the rest
/// @param taken whether the partner's own file said that it took it in
public record Journey(
        UUID id,
        AgencyCode partner,
        boolean outgoing,
        Instant at,
        long bytes,
        boolean more,
        boolean taken,
        List<Leg> legs) {
    /// The entries of one log that travelled.
    ///
    /// @param from the first
    /// @param to behind the last
    /// @param confirmed whether the partner's receipt for them is here
    public record Leg(int log, long from, long to, boolean confirmed) {}

    /// How many entries travelled.
    public long entries() {
        return legs.stream().mapToLong(leg -> leg.to - leg.from).sum();
    }

    /// Whether everything that travelled is known to have arrived.
    public boolean arrived() {
        return taken || !legs.isEmpty() && legs.stream().allMatch(Leg::confirmed);
    }
}
