package vn.hiepdong.node.ledger;

import java.util.UUID;

/// Nothing more is said about a record that was erased.
public final class ErasedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    ErasedException(UUID record) {
        super("record " + record + " was erased");
    }
}
