package vn.hiepdong.node.exchange;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.AgencyCode;

/// Which attachments may travel; told by the feature that knows what they belong to.
public interface AttachmentRelease {
    /// Whether this party may fetch the attachment with this SHA-256.
    boolean releasedTo(Hash sha256, AgencyCode party);

    /// The attachments of these records that may travel to this party.
    List<Hash> releasedTo(Collection<UUID> records, AgencyCode party);

    /// What this node should have and lacks, the most urgent first.
    List<Wanted> wanted();

    /// @param from the agency whose statement names the attachment
    record Wanted(Hash sha256, long size, AgencyCode from) {}
}
