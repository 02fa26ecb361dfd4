package vn.hiepdong.node.information;

import java.util.Optional;

/// Why an item must not be erased for a time. A code and never words: what is written in a log stays.
public enum HoldReason {
    /// A court, a procuracy or an investigating body asks for it.
    PROCEEDINGS,
    INSPECTION,
    AUDIT,
    COMPLAINT,
    /// What happened is being looked into within the agency.
    REVIEW;

    /// Empty for a code that only a newer node knows.
    static Optional<HoldReason> of(String code) {
        for (HoldReason reason : values()) {
            if (reason.name().equals(code)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
