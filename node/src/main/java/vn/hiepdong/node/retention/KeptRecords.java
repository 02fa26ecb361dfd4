package vn.hiepdong.node.retention;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Records of a feature that are erased when their time is over. A feature that has some is a bean of this. Only what
/// this agency wrote: its erasure reaches the others.
public interface KeptRecords {
    /// @param held whether a legal hold stands on it
    record Aged(UUID id, Instant changedAt, boolean held) {}

    /// Those of a class that were changed last before a time, the oldest first, after one that was seen already.
    ///
    /// @param after null for the first ones
    List<Aged> changedBefore(
            RetentionClass kind, Instant before, @org.jspecify.annotations.Nullable Aged after, int limit);

    /// Erases one everywhere, for the reason that its time is over. False when it is gone or held meanwhile.
    boolean erase(UUID id);
}
