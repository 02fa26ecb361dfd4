package vn.hiepdong.node.ledger;

import java.util.UUID;
import vn.hiepdong.format.Hash;

/// What a log says about logs.
sealed interface LedgerEntry extends Entry {
    /// The first entry of a log that follows one that ended, because its keys were compromised.
    ///
    /// @param predecessor name of the log that ended
    /// @param size its entries that count
    /// @param root of their tree
    /// @param reason a word ([vn.hiepdong.format.Roster])
    record Succeeded(UUID id, String predecessor, long size, Hash root, String reason) implements LedgerEntry {
        @Override
        public UUID subject() {
            return id;
        }
    }
}
