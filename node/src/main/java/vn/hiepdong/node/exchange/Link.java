package vn.hiepdong.node.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.AgencyCode;

/// The line to a partner.
///
/// @param since when it came into this state
/// @param queueDepth our entries that its receipt does not cover yet
/// @param oldestQueued when the oldest of them was written
/// @param roundTrip how long a small request took last
/// @param clockAhead how far the partner's clock is ahead of ours (behind if negative), null if it was not compared
/// @param version of the partner's software
/// @param problem why the last attempt failed, null if it did not
/// @param comes whether the partner, which cannot be reached, comes by itself to fetch what there is for it
/// @param lacking entries that the partner said it has for us and that are not here
/// @param currentAt when we last held all that it said it had, null if never
/// @param freshness how old what we have of it is
/// @param outages the newest first
public record Link(
        AgencyCode partner,
        LinkState state,
        Instant since,
        long queueDepth,
        @Nullable Instant oldestQueued,
        @Nullable Instant lastContact,
        @Nullable Duration roundTrip,
        @Nullable Duration clockAhead,
        @Nullable String version,
        @Nullable String problem,
        boolean comes,
        long lacking,
        @Nullable Instant currentAt,
        Freshness freshness,
        List<Outage> outages) {
    /// Why the last attempt failed, if there are words for it.
    public @Nullable Refusal why() {
        return Refusal.of(problem);
    }

    /// @param to null while it lasts
    public record Outage(Instant from, @Nullable Instant to, OutageCause cause) {}
}
