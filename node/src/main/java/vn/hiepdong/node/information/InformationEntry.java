package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.deadline.Step;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Entry;

/// Everything that can happen to an information item. A new kind is a new record; an old one is never edited.
public sealed interface InformationEntry extends Entry {
    InformationId id();

    @Override
    default UUID subject() {
        return id().value();
    }

    /// Version 1.
    ///
    /// @param acknowledgeBy when every addressee's officer must have acknowledged, by the regulation in
    ///     force; null when none is
    record Written(
            InformationId id, Content content, @Nullable Instant acknowledgeBy) implements InformationEntry {}

    /// The next version. Acknowledgements and findings of earlier versions stay with those.
    record Corrected(
            InformationId id,
            int version,
            Content content,
            String reason,
            @Nullable Instant acknowledgeBy) implements InformationEntry {}

    /// The last version: it is withdrawn, and every receiver must acknowledge that.
    record Retracted(
            InformationId id,
            int version,
            String reason,
            @Nullable Instant acknowledgeBy) implements InformationEntry {}

    /// One more party may have it, from this version on.
    record ReleasedTo(
            InformationId id,
            int version,
            AgencyCode to,
            @Nullable Instant acknowledgeBy) implements InformationEntry {}

    /// A party may no longer have it: its copy is erased.
    record ReleaseRevoked(InformationId id, AgencyCode from, String reason) implements InformationEntry {}

    /// The copy is erased here.
    record RevocationConfirmed(InformationId id) implements InformationEntry {}

    /// The author erases the item: what was said about it goes everywhere, and every agency that had it confirms that.
    ///
    /// @param reason a code of [ErasureReason]; text, so that a later code is no reason not to erase
    record Erased(InformationId id, String reason) implements InformationEntry {}

    /// Nothing of an erased item is left at this node.
    record ErasureConfirmed(InformationId id) implements InformationEntry {}

    /// The item must not be erased before this time. A new one takes the place of this agency's one before.
    ///
    /// @param reason a code of [HoldReason]; text, so that a later code is no reason not to hold
    /// @param reference number of the document that asks for it
    record Held(InformationId id, String reason, String reference, Instant until) implements InformationEntry {}

    /// The author puts the item into a retention class. Until it does, the urgency decides.
    ///
    /// @param retention a code of `RetentionClass`; text, as a later one is no reason to forget it
    record Classified(InformationId id, String retention) implements InformationEntry {}

    /// This agency's hold ended.
    ///
    /// @param expired whether by its time, not by anybody's word
    record HoldLifted(InformationId id, boolean expired) implements InformationEntry {}

    /// An officer has read exactly this version.
    record Acknowledged(InformationId id, int version, Hash hash) implements InformationEntry {}

    /// A party is asked to find out whether it is true.
    record VerificationRequested(
            InformationId id,
            UUID request,
            int version,
            String question,
            AgencyCode askedOf,
            @Nullable String unit,
            Instant dueAt)
            implements InformationEntry {}

    /// What was found out about exactly this version.
    record Found(
            InformationId id,
            int version,
            Hash hash,
            @Nullable UUID request,
            Outcome outcome,
            Reliability reliability,
            Credibility credibility,
            String basis)
            implements InformationEntry {}

    /// What is owed is late, and this agency told somebody. Stays in the private space.
    ///
    /// @param agency who owes it
    /// @param step which step of the escalation; null in entries of before there were several
    /// @param request the verification that is owed, null for an acknowledgement
    record Escalated(
            InformationId id,
            int version,
            AgencyCode agency,
            String reason,
            @Nullable Step step,
            @Nullable UUID request)
            implements InformationEntry {}
}
