package vn.hiepdong.node.watch;

import java.time.Instant;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;

/// Something that came in lately.
public record Recent(String title, String href, AgencyCode agency, Realm realm, Instant at) {}
