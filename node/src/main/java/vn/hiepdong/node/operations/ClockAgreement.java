package vn.hiepdong.node.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.exchange.Link;

/// Whether this node's clock goes with those of its partners. Nobody's clock is right by definition: when most partners
/// say that ours is off, it is taken to be ours.
final class ClockAgreement implements Check {
    private final Supplier<List<Link>> links;
    private final Duration apart;

    ClockAgreement(Supplier<List<Link>> links, Duration apart) {
        this.links = links;
        this.apart = apart;
    }

    @Override
    public List<Finding> look() {
        List<Link> known =
                links.get().stream().filter(each -> each.clockAhead() != null).toList();
        if (known.isEmpty()) return List.of(Finding.of(Finding.Level.GOOD, "clock-unknown"));
        List<Link> off = known.stream().filter(each -> isOff(each.clockAhead())).toList();
        if (off.isEmpty()) return List.of(Finding.of(Finding.Level.GOOD, "clock", known.size()));
        long ahead = off.stream().filter(each -> seconds(each) > 0).count();
        long same = Math.max(ahead, off.size() - ahead);
        if (known.size() > 1 && same * 2 > known.size()) {
            List<Long> sorted =
                    known.stream().map(ClockAgreement::seconds).sorted().toList();
            long median = sorted.get(sorted.size() / 2);
            return List.of(Finding.of(
                    Finding.Level.BAD, median > 0 ? "clock-slow" : "clock-fast", Math.abs(median), same, known.size()));
        }
        var findings = new ArrayList<Finding>();
        for (Link each : off) {
            long seconds = seconds(each);
            findings.add(Finding.of(
                    Finding.Level.WARNING,
                    seconds > 0 ? "clock-partner-fast" : "clock-partner-slow",
                    each.partner().value(),
                    Math.abs(seconds)));
        }
        return findings;
    }

    private boolean isOff(@Nullable Duration ahead) {
        return ahead != null && ahead.abs().compareTo(apart) > 0;
    }

    private static long seconds(Link link) {
        Duration ahead = link.clockAhead();
        return ahead == null ? 0 : ahead.toSeconds();
    }
}
