package vn.hiepdong.node.ledger;

import java.util.UUID;
import vn.hiepdong.format.Hash;

/// An own entry that is durable now.
///
/// @param hash leaf hash of the entry, the name of the version that it makes
/// @param applied place in this node's order
public record Appended(int log, long index, UUID subject, Hash hash, long applied) {}
