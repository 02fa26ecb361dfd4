package vn.hiepdong.node.ledger;

/// The keys that were found are not those with which this database was written. A node that went on would speak as
/// somebody else, in words for the person who runs it.
public final class WrongKeys extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongKeys(String what) {
        super(what + " Put the agency's own keys back before the node is started again; nothing was changed.");
    }
}
