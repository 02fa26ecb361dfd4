package vn.hiepdong.node.exchange;

import java.time.Instant;
import vn.hiepdong.node.ledger.AgencyCode;

/// A partner's node durably holds an entry, and said so in a receipt at this time.
public record Held(AgencyCode agency, Instant at) {}
