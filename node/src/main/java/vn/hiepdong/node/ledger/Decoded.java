package vn.hiepdong.node.ledger;

import java.util.Set;

/// A payload that was understood, and what its feature makes of it.
record Decoded(Actor by, Set<AgencyCode> to, Entry entry, Application application) {
    interface Application {
        void apply(Position at, Batch sql);
    }
}
