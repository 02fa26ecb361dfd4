package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.space.OnDuty;

/// An item with all that was said about it.
public record Item(
        InformationId id,
        Place place,
        AgencyCode origin,
        State state,
        List<Version> versions,
        List<Release> releases,
        List<Acknowledgement> acknowledgements,
        List<Request> requests,
        List<Finding> findings,
        List<Escalation> escalations) {
    /// @param change WRITTEN, CORRECTED or RETRACTED
    /// @param content null in a retraction, and where only what other versions say was asked for
    /// @param log our number of the origin's log, with `index` for receipts and proofs
    public record Version(
            int version,
            Hash hash,
            String change,
            @Nullable Content content,
            @Nullable String reason,
            String unit,
            String post,
            Instant writtenAt,
            Instant receivedAt,
            @Nullable Instant acknowledgeBy,
            int log,
            long index) {}

    /// @param awaitedVersion the version this party's officer has not acknowledged, null when nothing is owed
    public record Release(
            AgencyCode agency,
            Instant since,
            @Nullable Integer awaitedVersion,
            @Nullable Instant awaitedBy,
            @Nullable Instant revokedAt,
            @Nullable String revokedFor,
            @Nullable Instant confirmedAt) {}

    public record Acknowledgement(
            AgencyCode agency, int version, Hash hash, String unit, String post, Instant at, Instant receivedAt) {}

    public record Request(
            UUID request,
            int version,
            String question,
            AgencyCode asker,
            String unit,
            String post,
            AgencyCode asked,
            @Nullable String askedUnit,
            Instant dueAt,
            Instant at,
            Instant receivedAt,
            @Nullable Instant answeredAt) {}

    public record Finding(
            Hash hash,
            int version,
            @Nullable UUID request,
            AgencyCode agency,
            String unit,
            String post,
            Outcome outcome,
            Reliability reliability,
            Credibility credibility,
            String basis,
            Instant at,
            Instant receivedAt) {}

    /// Somebody of this agency was told that something is late.
    ///
    /// @param agency who owes it
    /// @param percent of the time that was given had passed
    /// @param lineDown whether there was no line to the other agency then
    public record Escalation(
            int version, AgencyCode agency, int step, OnDuty who, int percent, boolean lineDown, Instant at) {}

    public Version newest() {
        return versions.getLast();
    }

    public boolean retracted() {
        return newest().change().equals("RETRACTED");
    }

    /// What the newest version that still says something says.
    public Content content() {
        return versions.reversed().stream()
                .map(Version::content)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    public Optional<Version> version(int number) {
        return versions.stream().filter(each -> each.version() == number).findFirst();
    }

    /// Parties that may have it now.
    public List<AgencyCode> releasedTo() {
        return releases.stream()
                .filter(each -> each.revokedAt() == null)
                .map(Release::agency)
                .toList();
    }

    public boolean releasedTo(AgencyCode agency) {
        return releasedTo().contains(agency);
    }

    public boolean acknowledged(AgencyCode agency, int version) {
        return acknowledgements.stream().anyMatch(each -> each.agency().equals(agency) && each.version() == version);
    }
}
