package vn.hiepdong.node.exchange;

import java.util.UUID;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Entry;

/// What happened between this agency and a partner, written in the private space. No secrets.
public sealed interface PartnerEntry extends Entry {
    UUID id();

    @Override
    default UUID subject() {
        return id();
    }

    /// One side took the other's invitation; nothing is exchanged before both confirmed.
    record Invited(UUID id, NodeIdentity node) implements PartnerEntry {}

    /// An administrator compared the fingerprint. Also ends a suspension.
    record Confirmed(UUID id, AgencyCode code, String agencyId) implements PartnerEntry {}

    record Suspended(UUID id, AgencyCode code, String agencyId) implements PartnerEntry {}

    record Removed(UUID id, AgencyCode code, String agencyId) implements PartnerEntry {}

    /// The log keys of a partner, or our own, changed by one step that those who may take it signed.
    ///
    /// @param number of the step, from 0
    /// @param step as [vn.hiepdong.format.Roster.Step#format] writes it
    record KeysChanged(UUID id, AgencyCode code, String agencyId, int number, String step) implements PartnerEntry {}
}
