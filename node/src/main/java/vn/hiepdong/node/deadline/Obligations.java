package vn.hiepdong.node.deadline;

import java.time.Instant;
import java.util.List;
import vn.hiepdong.node.ledger.Entry;

/// What a feature's records owe and are owed; contributed as a bean. The feature keeps, beside each, when its next
/// step is to be taken: the deadline at first, then what the last [Step] says.
public interface Obligations {
    /// Those that this agency owes or is owed and whose next step is to be taken by now, the earliest first.
    List<Obligation> stepping(Instant now, int limit);

    /// The entry that states a step. It fails where this step was stated before.
    Entry step(Obligation owed, Step step);
}
