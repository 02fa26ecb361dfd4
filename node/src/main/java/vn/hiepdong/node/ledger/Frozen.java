package vn.hiepdong.node.ledger;

import java.time.Instant;

/// That nothing more is signed in a log or taken into it. What is there stays.
///
/// @param detail for operators, in English
public record Frozen(Reason reason, Instant since, String detail) {
    /// Why a log is frozen.
    public enum Reason {
        /// Its agency signed two contents that cannot both be true.
        FORK,
        /// Others hold more of this own log than this node: it was restored from a backup, or lost
        /// data.
        LOST,
        /// What is stored does not have the root that was computed for it.
        DAMAGED
    }
}
