package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.util.List;
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

    /// A partner's keys were compromised: this step, which the recovery key signed too, takes the place of those that
    /// were here from its number on.
    record KeysOverruled(UUID id, AgencyCode code, String agencyId, int number, String step) implements PartnerEntry {}

    /// An administrator has carried our recovery key away, and the node has none any more.
    ///
    /// @param commitment to it, in hexadecimal
    record RecoveryKeyCarriedAway(UUID id, String commitment) implements PartnerEntry {}

    /// An administrator talked to the partner and compared the new pair: its recovery is in force
    /// without waiting longer.
    ///
    /// @param number of the step
    record RecoveryApproved(UUID id, AgencyCode code, String agencyId, int number) implements PartnerEntry {}

    /// While a recovery was waiting another one came that the same recovery key signed: somebody
    /// has it who should not. It is not put in force by waiting any more.
    ///
    /// @param number of the step
    /// @param step the other one
    record RecoveryContested(UUID id, AgencyCode code, String agencyId, int number, String step)
            implements PartnerEntry {}

    /// An officer said why there was no line to a partner, and how the agencies reached each other meanwhile.
    ///
    /// @param from when the outage began
    record OutageNoted(UUID id, AgencyCode code, String agencyId, Instant from, String cause, List<Fallback> fallbacks)
            implements PartnerEntry {}
}
