package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Proofs;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.exchange.JourneyTable.LateAt;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.SpaceId;

/// Packs one file for a partner: what its line would carry, in the same order (entries, late payloads, attachments).
final class CarryOut {
    private static final int LATE_AT_ONCE = 16;
    private static final int TAKEN = 64;

    private final Parts parts;
    private final Known partner;
    private final Courier.Wish wish;
    private final CarriedFile.Writer file;
    private final UUID journey;
    private final Instant now;
    private final List<JourneyTable.Range> ranges = new ArrayList<>();
    private final Map<Integer, Long> reach = new HashMap<>();
    private final List<LateAt> late = new ArrayList<>();
    private final Map<Hash, Long> carriedUpTo = new HashMap<>();
    private @Nullable Instant after;
    private boolean more;
    private int lateParts;

    /// What it takes, of every partner.
    record Parts(
            Ledger ledger,
            Partners partners,
            Membership membership,
            Greetings greetings,
            ReceiptTable receipts,
            Links links,
            JourneyTable journeys,
            Optional<AttachmentTransfer> attachments,
            Uuid7 ids,
            InstantSource clock) {}

    private CarryOut(Parts parts, Known partner, Courier.Wish wish, CarriedFile.Writer file) {
        this.parts = parts;
        this.partner = partner;
        this.wish = wish;
        this.file = file;
        journey = parts.ids.next();
        now = parts.clock.instant();
    }

    /// @param path an empty file that only this node may read
    static Courier.Made make(Parts parts, Known partner, Courier.Wish wish, Path path) {
        try {
            CarryOut out;
            try (var writer = new CarriedFile.Writer(path)) {
                out = new CarryOut(parts, partner, wish, writer);
                out.write();
            }
            return out.keep(path, Files.size(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() throws IOException {
        if (wish.content() && partner.isActive()) {
            entries();
            late();
            attachments();
        }
        file.add(CarriedFile.HEAD, head().toBytes());
        var self = parts.ledger.self();
        var name = CarriedName.of(journey, self, partner.agency());
        file.sign(name.toString(), tree -> parts.ledger.keys().signFile(tree, parts.clock));
    }

    private boolean fits(int bytes) {
        return file.bytes() == 0 || file.bytes() + bytes <= wish.most();
    }

    private void entries() throws IOException {
        var outbox = new Outbox(parts.ledger, partner.code(), Outbox.MOST_BYTES);
        int number = 0;
        Set<SpaceId> shared = parts.membership.sharedWith(partner.code());
        for (LogView log : parts.links.ownLogs()) {
            if (log.signedSize() > 0 && shared.contains(log.origin().space())) {
                entries(log, "logs/" + number++ + "/", outbox);
            }
        }
    }

    private void entries(LogView log, String folder, Outbox outbox) throws IOException {
        long start = Math.min(start(log), log.signedSize());
        long at = start;
        while (at < log.signedSize()) {
            // From which size it is proven, the receiver puts in: it knows what it holds.
            Outbox.Packed packed = outbox.pack(log, 0, at);
            if (!fits(packed.body().length)) {
                more = true;
                break;
            }
            file.add(folder + at + ".push", packed.body());
            due(log, at, packed.end());
            at = packed.end();
        }
        reach.put(log.id(), at);
        if (at > start) {
            ranges.add(new JourneyTable.Range(log.id(), start, at, log.signedSize()));
            proofs(log, folder, start);
        }
    }

    private long start(LogView log) {
        long confirmed = parts.receipts.newest(log.id(), partner.id());
        return switch (wish.range()) {
            case EVERYTHING -> 0;
            case UNCONFIRMED -> confirmed;
            case ONWARD -> {
                var carried = parts.journeys.carried(partner.id(), log.id());
                carried.ifPresent(each -> after = after == null || each.at().isAfter(after) ? each.at() : after);
                yield Math.max(confirmed, carried.map(JourneyTable.Carried::to).orElse(0L));
            }
        };
    }

    /// From every size at which the receiver may stand, as far as we know.
    private void proofs(LogView log, String folder, long start) throws IOException {
        Set<Long> sizes = parts.journeys.sizes(partner.id(), log.id());
        sizes.add(start);
        var hashes = parts.ledger.hashes(log.id(), log.signedSize());
        for (long size : sizes) {
            if (size > 0 && size < log.signedSize()) {
                List<Hash> proof = Proofs.consistency(hashes, size, log.signedSize());
                var bytes = ByteBuffer.allocate(proof.size() * Hash.SIZE);
                proof.forEach(each -> bytes.put(each.bytes()));
                file.add(folder + "from-" + size + ".proof", bytes.array());
            }
        }
    }

    private void due(LogView log, long from, long to) {
        if (parts.attachments.isPresent()) {
            var records = parts.ledger.subjects(log.id(), from, to);
            parts.journeys.due(partner.id(), parts.attachments.get().releasedTo(records, partner.code()));
        }
    }

    private void late() throws IOException {
        Set<LateAt> onTheWay =
                wish.range() == Courier.Range.ONWARD ? parts.journeys.lateOnTheWay(partner.id()) : Set.of();
        int log = 0;
        long index = -1;
        while (!more) {
            List<Ledger.Late> some = parts.ledger.late(partner.code(), log, index, LATE_AT_ONCE);
            if (some.isEmpty()) {
                return;
            }
            log = some.getLast().log();
            index = some.getLast().index();
            late(some.stream()
                    .filter(each -> each.index() < reach.getOrDefault(each.log(), 0L))
                    .filter(each -> !onTheWay.contains(new LateAt(each.log(), each.index())))
                    .toList());
        }
    }

    private void late(List<Ledger.Late> payloads) throws IOException {
        for (List<Ledger.Late> part : Outbox.inParts(payloads)) {
            byte[] body = Outbox.packLate(part);
            if (!fits(body.length)) {
                more = true;
                return;
            }
            file.add("late/" + lateParts++ + ".push", body);
            part.forEach(each -> late.add(new LateAt(each.log(), each.index())));
        }
    }

    private void attachments() throws IOException {
        if (parts.attachments.isEmpty()) {
            return;
        }
        for (JourneyTable.Due due : parts.journeys.due(partner.id())) {
            long size = parts.attachments.get().sizeFor(partner.code(), due.hash());
            long at = due.next();
            while (at < size) {
                byte[] piece = parts.attachments.get().carried(due.hash(), at);
                if (more || !fits(piece.length)) {
                    more = true;
                    break;
                }
                file.add("files/" + due.hash().hex() + "/" + at, piece);
                at += piece.length;
            }
            carriedUpTo.put(due.hash(), at >= size ? Long.MAX_VALUE : at);
        }
    }

    private CarriedHead head() {
        byte[] secret = parts.partners.openOffer(partner).orElse(null);
        return new CarriedHead(
                parts.greetings.carried(partner),
                after,
                more,
                parts.journeys.taken(partner.id(), TAKEN),
                parts.attachments.map(each -> each.wants(partner.code())).orElse(List.of()),
                secret == null ? null : new PairingRequest(parts.partners.self(), secret));
    }

    private Courier.Made keep(Path path, long bytes) {
        parts.journeys.keep(journey, partner.id(), true, now, bytes, more, ranges, late);
        carriedUpTo.forEach((hash, next) -> {
            if (next == Long.MAX_VALUE) {
                parts.journeys.done(partner.id(), hash);
            } else {
                parts.journeys.due(partner.id(), new JourneyTable.Due(hash, next));
            }
        });
        long entries =
                ranges.stream().mapToLong(each -> each.to() - each.from()).sum();
        return new Courier.Made(journey, partner.code(), path, bytes, now, entries, more);
    }
}
