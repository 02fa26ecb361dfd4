package vn.hiepdong.node.exchange;

import java.util.function.Supplier;
import vn.hiepdong.node.ledger.AgencyIdentity;

/// What this node tells others about itself.
///
/// @param url asked each time, because a test's port is known only once the server listens
record OwnNode(
        AgencyIdentity agency,
        String nameVi,
        String nameEn,
        String kind,
        TlsIdentity tls,
        String version,
        Supplier<String> url) {
    NodeIdentity identity() {
        return new NodeIdentity(
                agency.code(),
                nameVi,
                nameEn,
                kind,
                url.get(),
                tls.encoded(),
                agency.log32(),
                agency.logPq(),
                agency.mirror32(),
                agency.recovery(),
                version);
    }
}
