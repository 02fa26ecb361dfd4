package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.attachment.Attachment;
import vn.hiepdong.node.attachment.AttachmentRejected;
import vn.hiepdong.node.attachment.Attachments;
import vn.hiepdong.node.attachment.PartialBlob;
import vn.hiepdong.node.exchange.AttachmentRelease.Wanted;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.AgencyCode;

/// Files between nodes, in pieces: `GET /exchange/v1/attachment/<hex sha256>` with `Range: bytes=<from>-<to>`. The one
/// who wants a file asks for it, and goes on where the line broke.
final class AttachmentTransfer {
    static final String PATH = "/exchange/v1/attachment/";
    private static final Logger LOG = LoggerFactory.getLogger(AttachmentTransfer.class);
    private static final int PIECE = 512 << 10;
    private static final int CARRIED_PIECE = 4 << 20;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,12})-(\\d{1,12})");

    private final Attachments store;
    private final Supplier<Optional<AttachmentRelease>> release;
    private final Set<Hash> refused = ConcurrentHashMap.newKeySet();

    AttachmentTransfer(Attachments store, Supplier<Optional<AttachmentRelease>> release) {
        this.store = store;
        this.release = release;
    }

    /// A piece of a file, or of its beginning when no range is asked for.
    Answer get(Known partner, String hex, String range) throws IOException {
        Hash hash;
        try {
            hash = Hash.fromHex(hex);
        } catch (FormatException e) {
            return Answer.text(404, "not found");
        }
        boolean released = release.get()
                .filter(each -> each.releasedTo(hash, partner.code()))
                .isPresent();
        Optional<Attachment> file = released ? store.find(hash) : Optional.empty();
        if (file.isEmpty()) {
            return Answer.text(404, "not found");
        }
        Matcher asked = RANGE.matcher(range);
        long from = asked.matches() ? Long.parseLong(asked.group(1)) : 0;
        long to = asked.matches() ? Long.parseLong(asked.group(2)) : Long.MAX_VALUE - 1;
        if (from >= file.get().size() || to < from) {
            return Answer.text(416, "the file has " + file.get().size() + " bytes");
        }
        return new Answer(206, Answer.BYTES, piece(hash, from, Math.min(PIECE, to + 1 - from)));
    }

    private byte[] piece(Hash hash, long from, long most) throws IOException {
        try (InputStream in = store.open(hash).orElseThrow(() -> new IOException("the file is gone"))) {
            in.skipNBytes(from);
            return in.readNBytes((int) most);
        }
    }

    /// A piece of a file for one that is carried by hand.
    byte[] carried(Hash hash, long from) throws IOException {
        return piece(hash, from, CARRIED_PIECE);
    }

    /// The files of these records that a party may have.
    List<Hash> releasedTo(Collection<UUID> records, AgencyCode party) {
        return release.get().map(each -> each.releasedTo(records, party)).orElse(List.of());
    }

    /// How long a file is; 0 if it is not here or not for this party.
    long sizeFor(AgencyCode party, Hash hash) {
        return release.get()
                .filter(each -> each.releasedTo(hash, party))
                .flatMap(_ -> store.find(hash))
                .map(Attachment::size)
                .orElse(0L);
    }

    /// What is missing here of a partner's files.
    Map<Hash, Wanted> wanted(AgencyCode from) {
        Map<Hash, Wanted> wanted = new LinkedHashMap<>();
        for (Wanted each : release.get().map(AttachmentRelease::wanted).orElse(List.of())) {
            if (each.from().equals(from) && !refused.contains(each.sha256())) {
                wanted.put(each.sha256(), each);
            }
        }
        return wanted;
    }

    /// The same, as said to the partner.
    List<CarriedHead.Want> wants(AgencyCode from) {
        return wanted(from).values().stream()
                .limit(CarriedHead.MOST)
                .map(each -> new CarriedHead.Want(
                        each.sha256().hex(),
                        store.receive(each.sha256(), each.size()).offset()))
                .toList();
    }

    /// Takes in a piece. Returns whether the file is whole now; a piece that does not go on from what is here is passed
    /// over.
    boolean take(AgencyCode from, Wanted wanted, long offset, byte[] piece) {
        try {
            PartialBlob blob = store.receive(wanted.sha256(), wanted.size());
            if (!blob.append(offset, piece) || blob.offset() < wanted.size()) {
                return false;
            }
            blob.finish();
            return true;
        } catch (AttachmentRejected e) {
            refuse(from, wanted, e);
            return false;
        }
    }

    private void refuse(AgencyCode from, Wanted wanted, AttachmentRejected e) {
        refused.add(wanted.sha256()); // until the next start; asking again would not make it better
        LOG.warn(
                "{} sent a file that is not taken, {}: {}",
                from,
                wanted.sha256().hex(),
                e.reason());
    }

    /// Fetches what this node lacks of the files that a partner's statements name.
    ///
    /// @param down authors that cannot be asked themselves: a partner that got their files may give them too
    void fetch(Known partner, PartnerClient client, Set<AgencyCode> down) throws IOException {
        var wanted = release.get().map(AttachmentRelease::wanted).orElse(java.util.List.of());
        for (Wanted each : wanted) {
            boolean asked = each.from().equals(partner.code()) || down.contains(each.from());
            if (asked && !refused.contains(each.sha256())) {
                fetch(partner, client, each);
            }
        }
    }

    private void fetch(Known partner, PartnerClient client, Wanted wanted) throws IOException {
        try {
            PartialBlob blob = store.receive(wanted.sha256(), wanted.size());
            while (blob.offset() < wanted.size()) {
                long from = blob.offset();
                long to = Math.min(wanted.size(), from + PIECE) - 1;
                String path = PATH + wanted.sha256().hex();
                var response = client.get(partner.address(), path, "bytes=" + from + "-" + to);
                if (response.status() != 206 || response.body().length == 0) {
                    LOG.debug(
                            "{} does not give the file {}: {}",
                            partner.code(),
                            wanted.sha256().hex(),
                            response.status());
                    return;
                }
                if (!blob.append(from, response.body())) {
                    return; // another instance is at it
                }
            }
            blob.finish();
        } catch (AttachmentRejected e) {
            refuse(partner.code(), wanted, e);
        }
    }
}
