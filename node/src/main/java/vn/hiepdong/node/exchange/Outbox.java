package vn.hiepdong.node.exchange;

import java.util.ArrayList;
import java.util.List;
import vn.hiepdong.format.AddCheckpoint;
import vn.hiepdong.format.AddEntries;
import vn.hiepdong.format.Bytes;
import vn.hiepdong.format.EntryPackage;
import vn.hiepdong.format.HashReader;
import vn.hiepdong.format.Proofs;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.Outgoing;

/// Packs what a partner lacks of one of our logs.
final class Outbox {
    static final int MOST_BYTES = 4 << 20;
    static final int LEAST_BYTES = 64 << 10;

    private final Ledger ledger;
    private final AgencyCode partner;
    private volatile int budget;
    private volatile long perEntry = 1024;

    /// @param budget bytes that one request should have at most
    Outbox(Ledger ledger, AgencyCode partner, int budget) {
        this.ledger = ledger;
        this.partner = partner;
        this.budget = Math.clamp(budget, LEAST_BYTES, MOST_BYTES);
    }

    /// One request, ready to be sent.
    ///
    /// @param end index behind the last entry in it
    record Packed(int log, long old, long start, long end, long size, byte[] body) {}

    /// @param old size of the newest checkpoint that the partner has
    /// @param start first entry that it lacks
    Packed pack(LogView log, long old, long start) {
        return pack(log, old, start, List.of());
    }

    /// @param late payloads that go along
    Packed pack(LogView log, long old, long start, List<Ledger.Late> late) {
        SignedNote checkpoint = log.checkpoint();
        long size = log.signedSize();
        if (checkpoint == null || old > size || start > size) {
            throw new IllegalArgumentException(log.origin() + " has no " + old + " or " + start + " of " + size);
        }
        HashReader hashes = ledger.hashes(log.id(), size);
        var entries = ledger.outgoing(log.id(), start, upTo(start, size), partner, budget);
        var packages = new ArrayList<EntryPackage>();
        var payloads = new ArrayList<Push.Carried>();
        var later = new ArrayList<Long>();
        long at = start;
        while (at < start + entries.size()) {
            int from = (int) (at - start);
            List<Outgoing> of = entries.subList(from, (int) (EntryPackage.endOf(at, size) - start));
            boolean tooMuch = of.stream().anyMatch(each -> each.state() == Outgoing.State.TOO_MUCH);
            if (tooMuch && !packages.isEmpty()) {
                break; // with the next request
            }
            packages.add(EntryPackage.of(
                    hashes, at, size, of.stream().map(Outgoing::bytes).toList()));
            for (Outgoing each : of) {
                payloads.add(carried(log, each));
                if (each.state() == Outgoing.State.TOO_MUCH) {
                    later.add(each.index());
                }
            }
            at += of.size();
        }
        if (!later.isEmpty()) {
            ledger.postpone(partner, log.id(), later);
        }
        var proof = old == 0 ? List.<vn.hiepdong.format.Hash>of() : Proofs.consistency(hashes, old, size);
        var push = new Push(
                new AddCheckpoint(old, proof, checkpoint),
                new AddEntries(log.origin().toString(), start, size, Bytes.EMPTY),
                packages,
                payloads,
                carried(late));
        byte[] body = push.toBytes();
        if (at - start >= EntryPackage.CUT) {
            perEntry = body.length / (at - start);
        }
        return new Packed(log.id(), old, start, at, size, body);
    }

    private long upTo(long start, long size) {
        long packages = Math.clamp(budget / (EntryPackage.CUT * perEntry), 1, Push.MAX_PACKAGES);
        long end = EntryPackage.subtreeStart(start) + packages * EntryPackage.CUT;
        return Math.min(end, size);
    }

    private static Push.Carried carried(LogView log, Outgoing entry) {
        var payload = entry.payload();
        if (payload != null) {
            return Push.Carried.of(payload);
        }
        // Of another agency's payload that is not here nobody here knows whether it is erased.
        return log.own() && entry.state() == Outgoing.State.ERASED ? Push.Carried.GONE : Push.Carried.NOTHING;
    }

    private static List<Push.LatePayload> carried(List<Ledger.Late> late) {
        return late.stream()
                .map(each -> new Push.LatePayload(each.origin(), each.index(), each.payload()))
                .toList();
    }

    /// Late payloads, as many as fit into one request.
    static byte[] packLate(List<Ledger.Late> late) {
        return new Push(null, null, List.of(), List.of(), carried(late)).toBytes();
    }

    /// As many in each part as one request takes.
    static List<List<Ledger.Late>> inParts(List<Ledger.Late> late) {
        var parts = new ArrayList<List<Ledger.Late>>();
        long bytes = Long.MAX_VALUE / 2;
        for (Ledger.Late each : late) {
            int length = each.payload().body().length;
            if (bytes + length > MOST_BYTES) {
                parts.add(new ArrayList<>());
                bytes = 0;
            }
            parts.getLast().add(each);
            bytes += length;
        }
        return parts;
    }

    /// The line broke under a request: smaller ones lose less.
    void broke() {
        budget = Math.max(LEAST_BYTES, budget / 2);
    }

    void arrived() {
        budget = Math.min(MOST_BYTES, budget * 2);
    }
}
