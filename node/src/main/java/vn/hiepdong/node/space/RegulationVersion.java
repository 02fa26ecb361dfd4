package vn.hiepdong.node.space;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;

/// One proposed text and who signed it.
///
/// @param inForce whether it is the newest version that every party signed
public record RegulationVersion(
        SpaceId space,
        Realm realm,
        int version,
        Hash hash,
        AgencyCode proposer,
        String post,
        Regulation regulation,
        Instant writtenAt,
        List<Signature> signatures,
        boolean inForce) {
    /// What a party said to a version.
    ///
    /// @param declined why it did not sign, null if it signed
    public record Signature(
            AgencyCode agency,
            String post,
            Instant at,
            @Nullable String declined) {}

    public boolean answeredBy(AgencyCode agency) {
        return signatures.stream().anyMatch(each -> each.agency().equals(agency));
    }

    public boolean signedByAll() {
        return regulation.parties().stream()
                .allMatch(party ->
                        signatures.stream().anyMatch(each -> each.agency().equals(party) && each.declined() == null));
    }
}
