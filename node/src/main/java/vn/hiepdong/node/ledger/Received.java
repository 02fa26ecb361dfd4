package vn.hiepdong.node.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.SignedNote;

/// What a partner sent of one of its logs, after its place in the log's tree was proven.
///
/// @param checkpoint the verified checkpoint if these entries reach its size, null if more are to come
public record Received(
        LogOrigin origin,
        long start,
        List<StoredEntry> entries,
        @Nullable SignedNote checkpoint) {}
