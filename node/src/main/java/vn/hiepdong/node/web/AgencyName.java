package vn.hiepdong.node.web;

/// What stands on the sign over the door; contributed by the feature that knows agencies.
public interface AgencyName {

    /// The code, as in `POL`.
    String code();

    /// The name in full.
    String name(Language language);
}
