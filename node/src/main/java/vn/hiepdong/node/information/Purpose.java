package vn.hiepdong.node.information;

/// Why an item may be used (domain.md §7 G4).
public enum Purpose {
    RESPONSE,
    SAR,
    EVENT_SAFETY,
    SITE_SAFETY,
    EXERCISE,
    COMPLAINT,
    COORDINATION_ADMIN,
    EARLY_WARNING_AGGREGATE,
    REVIEW
}
