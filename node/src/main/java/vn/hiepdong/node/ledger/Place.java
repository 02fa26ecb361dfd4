package vn.hiepdong.node.ledger;

/// A space and its realm, which never changes.
public record Place(SpaceId space, Realm realm) {}
