package vn.hiepdong.node.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import vn.hiepdong.node.exchange.Link;
import vn.hiepdong.node.exchange.LinkState;

/// Whether every partner is reached, and if not, why.
final class LinesUp implements Check {
    private final Supplier<List<Link>> links;

    LinesUp(Supplier<List<Link>> links) {
        this.links = links;
    }

    @Override
    public List<Finding> look() {
        List<Link> all = links.get();
        if (all.isEmpty()) return List.of(Finding.of(Finding.Level.GOOD, "lines-none"));
        var findings = new ArrayList<Finding>();
        for (Link each : all) {
            String partner = each.partner().value();
            String problem = each.problem();
            if (each.state() == LinkState.DOWN && !each.comes()) {
                findings.add(
                        problem == null
                                ? Finding.of(Finding.Level.WARNING, "line-down", partner)
                                : Finding.of(Finding.Level.WARNING, "line-broken", partner, problem));
            }
        }
        return findings.isEmpty() ? List.of(Finding.of(Finding.Level.GOOD, "lines", all.size())) : findings;
    }
}
