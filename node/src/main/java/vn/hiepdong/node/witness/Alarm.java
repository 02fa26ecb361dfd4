package vn.hiepdong.node.witness;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.LogOrigin;

/// Something is wrong with a log.
///
/// @param size entries in the larger of two trees, or those that another was shown
/// @param held entries in the smaller tree, or those that were here
/// @param shownBy who showed the other tree, or stated the fork first
/// @param ended when what was withheld had come
/// @param acknowledged when an officer took note, and by which post
public record Alarm(
        UUID id,
        Kind kind,
        LogOrigin origin,
        long size,
        long held,
        AgencyCode shownBy,
        Instant found,
        @Nullable Instant ended,
        @Nullable Instant acknowledged,
        @Nullable String post) {
    /// What is wrong.
    public enum Kind {
        FORK,
        WITHHELD
    }
}
