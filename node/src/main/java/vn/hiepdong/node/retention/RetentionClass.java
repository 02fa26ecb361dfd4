package vn.hiepdong.node.retention;

import java.util.Optional;

/// What decides how long a record is kept (domain.md §7 G16).
public enum RetentionClass {
    /// Nothing urgent, no incident.
    ROUTINE,
    /// About something that happened, or may be asked about for years.
    INCIDENT,
    /// Never erased by the clock.
    PERMANENT;

    /// Empty for a code that only a newer node knows: such a record is not erased here by the clock.
    public static Optional<RetentionClass> of(String code) {
        for (RetentionClass each : values()) {
            if (each.name().equals(code)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
