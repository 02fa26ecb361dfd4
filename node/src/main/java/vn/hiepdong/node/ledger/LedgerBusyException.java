package vn.hiepdong.node.ledger;

/// More is waiting to be written than the node takes at once. Nothing was written; the caller may try again.
public final class LedgerBusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LedgerBusyException() {
        super("the ledger is busy, try again");
    }
}
