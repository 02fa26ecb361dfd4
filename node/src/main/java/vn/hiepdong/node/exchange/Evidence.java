package vn.hiepdong.node.exchange;

import java.time.Instant;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.node.ledger.AgencyCode;

/// Proof that an agency's log says two things: both checkpoints carry its signature and cannot both be true.
///
/// @param number in the order in which they were kept
/// @param first what this node holds
/// @param second what was shown
/// @param from who showed it
public record Evidence(long number, String origin, SignedNote first, SignedNote second, AgencyCode from, Instant at) {}
