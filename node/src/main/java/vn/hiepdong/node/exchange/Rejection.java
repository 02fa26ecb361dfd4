package vn.hiepdong.node.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Hash;

/// Something that a partner sent and this node refused.
///
/// @param origin the log it was about, if that could be read
/// @param sha256 of everything that was sent
/// @param length bytes that were sent
public record Rejection(
        long id,
        String partner,
        @Nullable String origin,
        int status,
        String reason,
        Hash sha256,
        int length,
        Instant at) {
    /// Why, if there are words for it.
    public @Nullable Refusal why() {
        return Refusal.of(reason);
    }
}
