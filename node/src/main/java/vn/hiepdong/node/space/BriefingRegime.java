package vn.hiepdong.node.space;

import java.util.List;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.node.ledger.AgencyCode;

/// How often the parties brief together at one tier, and who is the host, in turn (domain.md §5.1).
///
/// @param tier as the parties call it: city, district, commune …
/// @param hosts one after the other, from the first day of the regulation on
/// @param chair who takes the chair, in words
public record BriefingRegime(String tier, Period interval, List<AgencyCode> hosts, String chair) {
    public BriefingRegime {
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
        chair = chair == null ? "" : chair;
        if (tier == null || tier.isBlank() || tier.length() > 100 || interval == null || chair.length() > 500) {
            throw new FormatException("a briefing has a tier of up to 100 characters and an interval");
        }
        if (hosts.isEmpty() || hosts.size() > 50) {
            throw new FormatException("a briefing has 1 to 50 hosts in turn");
        }
    }

    /// The host of the n-th briefing, counted from 0.
    public AgencyCode host(long n) {
        return hosts.get((int) (n % hosts.size()));
    }
}
