package vn.hiepdong.node.information;

import java.util.Optional;

/// Why an item is erased. A code and never words: what is written in a log stays.
public enum ErasureReason {
    /// The time for which it had to be kept is over.
    RETENTION_OVER,
    /// It holds what its purpose does not need, about a person above all.
    NOT_NEEDED,
    WRITTEN_BY_MISTAKE,
    /// A court or a competent authority ordered it.
    ORDERED;

    /// Empty for a code that only a newer node knows.
    static Optional<ErasureReason> of(String code) {
        for (ErasureReason reason : values()) {
            if (reason.name().equals(code)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
