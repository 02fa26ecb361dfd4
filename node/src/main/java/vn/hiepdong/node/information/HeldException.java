package vn.hiepdong.node.information;

/// A hold was placed between the check and the deed: the item is not erased.
final class HeldException extends RuntimeException {
    HeldException(InformationId id) {
        super("item " + id + " is held");
    }
}
