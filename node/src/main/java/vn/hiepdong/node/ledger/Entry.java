package vn.hiepdong.node.ledger;

import java.util.UUID;

/// Something that happened, as a record of one feature. Each feature seals its own kinds; the ledger knows only
/// this
/// and bytes.
public interface Entry {
    /// The record that the entry is about.
    UUID subject();
}
