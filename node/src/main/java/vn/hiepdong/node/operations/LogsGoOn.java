package vn.hiepdong.node.operations;

import java.util.ArrayList;
import java.util.List;
import vn.hiepdong.node.exchange.Continuity;
import vn.hiepdong.node.ledger.Ledger;

/// Whether every log is signed, and none was stopped.
final class LogsGoOn implements Check {
    private final Ledger ledger;
    private final Continuity continuity;

    LogsGoOn(Ledger ledger, Continuity continuity) {
        this.ledger = ledger;
        this.continuity = continuity;
    }

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        var extents = ledger.extents();
        extents.stream()
                .filter(each -> each.frozen() != null)
                .forEach(each -> findings.add(Finding.of(
                        Finding.Level.BAD, "log-frozen", each.origin().agency().value(), each.origin())));
        int heldBack = continuity.heldBack().size();
        if (heldBack > 0) findings.add(Finding.of(Finding.Level.BAD, "not-signing", heldBack));
        return findings.isEmpty() ? List.of(Finding.of(Finding.Level.GOOD, "logs", extents.size())) : findings;
    }
}
