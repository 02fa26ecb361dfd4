package vn.hiepdong.node.exchange;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Cosignature;
import vn.hiepdong.format.NoteSignature;
import vn.hiepdong.format.RightEdge;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogView;

/// What a partner says about logs of ours that it got by another way than our push: its receipts, and from where on it
/// may lack payloads.
final class CarriedReceipts {
    private final Ledger ledger;
    private final Membership membership;
    private final ReceiptTable receipts;
    private final InstantSource clock;
    private final Map<String, Relayed> handled = new ConcurrentHashMap<>();

    private record Relayed(long from, long size) {}

    CarriedReceipts(Ledger ledger, Membership membership, ReceiptTable receipts, InstantSource clock) {
        this.ledger = ledger;
        this.membership = membership;
        this.receipts = receipts;
        this.clock = clock;
    }

    /// Throws [RefusedException] if it is not what the partner's key signed about our log.
    void take(Known partner, String origin, CarriedReceipt carried) {
        LogView log = own(partner, origin);
        if (log.ended() != null && carried.size() > log.ended()) {
            return; // it has not heard yet that this log ended
        }
        if (carried.size() < 1 || carried.size() > log.signedSize() || carried.lines() == null) {
            throw new RefusedException(422, "no receipt for " + carried.size() + " of " + origin);
        }
        if (receipts.newest(log.id(), partner.id()) >= carried.size()) {
            return;
        }
        var root = RightEdge.read(ledger.hashes(log.id(), log.signedSize()), carried.size())
                .root();
        var checkpoint = new Checkpoint(origin, carried.size(), root);
        Cosignature receipt = partner.receipt(
                        NoteSignature.parseLines(carried.lines().getBytes(StandardCharsets.UTF_8)), checkpoint)
                .orElseThrow(() -> new RefusedException(422, "the receipt for " + origin + " does not verify"));
        receipts.keep(log.id(), partner.id(), carried.size(), clock.instant(), receipt);
    }

    /// The partner has these entries from another: the payloads that are released to it follow.
    void relayed(Known partner, String origin, long from, long size) {
        LogView log = own(partner, origin);
        var what = new Relayed(from, size);
        if (!what.equals(handled.get(partner.id() + " " + origin))) {
            ledger.postpone(partner.code(), log.id(), from, Math.min(size, log.size()));
            handled.put(partner.id() + " " + origin, what); // it says so until it knows that we heard it
        }
    }

    private LogView own(Known partner, String origin) {
        return ledger.log(origin)
                .filter(LogView::own)
                .filter(log -> membership.audience(log.origin().space()).contains(partner.code()))
                .orElseThrow(() -> new RefusedException(404, "no log " + origin));
    }

    /// Our own receipt for a partner's log as it stands.
    static CarriedReceipt of(Ledger ledger, LogView log, InstantSource clock) {
        var note = java.util.Objects.requireNonNull(log.checkpoint());
        Cosignature receipt = ledger.keys().receipt(Checkpoint.parse(note.text()), clock);
        byte[] lines = NoteSignature.toBytes(List.of(receipt.signature()));
        return new CarriedReceipt(log.signedSize(), new String(lines, StandardCharsets.UTF_8));
    }
}
