package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyIdentity;

/// Another agency's node as this node knows it.
///
/// @param fingerprint six groups of five digits, the same at the partner
/// @param offered whether its node knows that we took its invitation
public record Partner(
        UUID id,
        AgencyCode code,
        String nameVi,
        String nameEn,
        String kind,
        String url,
        AgencyIdentity identity,
        PartnerState state,
        String fingerprint,
        boolean offered,
        Instant invitedAt,
        @Nullable Instant confirmedAt) {
    public boolean isActive() {
        return state == PartnerState.ACTIVE;
    }
}
