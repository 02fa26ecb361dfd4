package vn.hiepdong.node.exchange;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// From which partner another agency's log is fetched: from one at a time, or every entry would come as often as there
/// are partners.
final class Relays {
    private final long kept;
    private final Map<String, Claim> claims = new ConcurrentHashMap<>();

    private record Claim(UUID partner, long since) {}

    /// @param kept how long a partner from which nothing was asked keeps its place
    Relays(Duration kept) {
        this.kept = kept.toNanos();
    }

    /// Whether the log is to be asked from this partner.
    ///
    /// @param overdue the partner has shown more for so long that whoever is asked now does not have it
    boolean take(String origin, UUID partner, boolean overdue) {
        long now = System.nanoTime();
        return claims.compute(origin, (_, before) -> {
                    boolean free = before == null || before.partner.equals(partner) || now - before.since > kept;
                    return free || overdue ? new Claim(partner, now) : before;
                })
                .partner
                .equals(partner);
    }

    /// The partner cannot be asked.
    void leave(UUID partner) {
        claims.values().removeIf(each -> each.partner.equals(partner));
    }
}
