package vn.hiepdong.node.ledger;

import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.SignedNote;

/// A log as it stands: our own or a partner's copy.
///
/// @param size entries that are durable here
/// @param signedSize entries that the newest checkpoint covers
/// @param checkpoint the newest signed checkpoint, null before the first
/// @param frozen null while all is well
/// @param ended how many entries count, because the keys that signed it were compromised; null while it goes on
public record LogView(
        int id,
        LogOrigin origin,
        boolean own,
        long size,
        long signedSize,
        @Nullable SignedNote checkpoint,
        @Nullable Frozen frozen,
        @Nullable Long ended) {
    /// Whether it ended, and all that counts is here.
    public boolean isComplete() {
        return ended != null && size >= ended;
    }
}
