package vn.hiepdong.node.exchange;

import vn.hiepdong.format.Cosignature;
import vn.hiepdong.node.ledger.AgencyIdentity;

/// What a partner signed: it durably holds the first `size` entries of a log of ours.
///
/// @param by who gave it, with its keys
public record Receipt(AgencyIdentity by, long size, Cosignature cosignature) {}
