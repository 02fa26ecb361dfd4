package vn.hiepdong.node.ledger;

import java.util.ArrayList;
import java.util.List;
import vn.hiepdong.node.ledger.LedgerEntry.Succeeded;

/// Which log follows which, as its first entry says.
final class SuccessionTable implements Projection<LedgerEntry> {
    /// The features' projections and this one.
    static List<Projection<?>> and(List<Projection<?>> features) {
        var all = new ArrayList<Projection<?>>(features);
        all.add(new SuccessionTable());
        return List.copyOf(all);
    }

    @Override
    public Kinds<LedgerEntry> kinds() {
        return new Kinds<>("ledger", LedgerEntry.class);
    }

    @Override
    public List<String> tables() {
        return List.of("ledger_succession");
    }

    @Override
    public void apply(Position at, LedgerEntry entry, Batch batch) {
        switch (entry) {
            case Succeeded succeeded ->
                batch.add(
                        """
                        insert into ledger_succession (log, predecessor, size, root, reason) values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """, at.log(), succeeded.predecessor(), succeeded.size(), succeeded.root(), succeeded.reason());
        }
    }
}
