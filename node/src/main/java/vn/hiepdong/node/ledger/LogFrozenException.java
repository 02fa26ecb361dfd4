package vn.hiepdong.node.ledger;

/// A log on which something is wrong (a root that does not match, a fork) takes nothing more until an operator
/// looked.
public final class LogFrozenException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    LogFrozenException(String origin, String reason) {
        super(origin + " is frozen: " + reason);
    }
}
