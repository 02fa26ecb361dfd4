package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hiepdong.format.AddCheckpoint;
import vn.hiepdong.format.AddEntries;
import vn.hiepdong.format.Bytes;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.EntryPackage;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.HashReader;
import vn.hiepdong.format.Merkle;
import vn.hiepdong.format.Node;
import vn.hiepdong.format.Proofs;
import vn.hiepdong.format.Roster;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.web.Refused;

/// Takes in one file of a partner. Every package goes through [Receiver#pulled] as if it had come over the line, so
/// that
/// the receipt also goes over the line should there be one; this class only leaves out what is here already and puts in
/// the proof from where this node stands.
final class CarryIn {
    private static final Logger LOG = LoggerFactory.getLogger(CarryIn.class);
    private static final int ATTEMPTS = 5;

    private final CarryOut.Parts parts;
    private final Receiver receiver;
    private final CarriedFile file;
    private final CarriedName name;
    private final CarriedHead head;
    private final Known partner;
    private final List<JourneyTable.Range> ranges = new ArrayList<>();

    private CarryIn(CarryOut.Parts parts, Receiver receiver, Opened opened, Known partner) {
        this.parts = parts;
        this.receiver = receiver;
        this.partner = partner;
        file = opened.file;
        name = opened.name;
        head = opened.head;
    }

    /// A file that is whole and for us.
    private record Opened(CarriedFile file, CarriedName name, CarriedHead head) {}

    static Courier.Taken take(CarryOut.Parts parts, Receiver receiver, java.nio.file.Path path, long bytes) {
        try {
            if (parts.ledger().keys().isLost()) {
                throw new Refused("exchange.recovery.lost-refused");
            }
            Opened opened = open(parts, path);
            Optional<Known> known = parts.partners().known().stream()
                    .filter(each -> each.agency().name().equals(opened.name.from()))
                    .findFirst();
            if (known.isEmpty()) {
                return meet(parts, opened);
            }
            if (!isSigned(opened, known.get().roster())) {
                throw Refused.unacceptable("exchange.carry.forged", opened.name.code());
            }
            return switch (known.get().state()) {
                case SUSPENDED -> throw new Refused("exchange.carry.suspended", opened.name.code());
                case PENDING -> {
                    knowsUs(parts, known.get());
                    yield Courier.Taken.pending(known.get().code());
                }
                case ACTIVE -> {
                    knowsUs(parts, known.get());
                    yield new CarryIn(parts, receiver, opened, known.get()).take(bytes);
                }
                case REMOVED -> throw new IllegalStateException("removed partners are not known");
            };
        } catch (FormatException e) {
            throw Refused.unacceptable("exchange.carry.damaged", String.valueOf(e.getMessage()));
        } catch (RefusedException e) {
            throw refused(e.status(), e.reason());
        }
    }

    /// The keys may have changed since the last contact; what the file says about that proves itself.
    private static boolean isSigned(Opened opened, Roster known) {
        Greeting.Keys keys = opened.head.greeting().keys();
        return opened.file.isSignedBy(keys == null ? known : keys.after(known));
    }

    private static Refused refused(int status, String reason) {
        return Refused.unacceptable("exchange.carry.refused", Integer.toString(status), reason);
    }

    private static Opened open(CarryOut.Parts parts, java.nio.file.Path path) {
        CarriedFile file = CarriedFile.open(path);
        CarriedName name = CarriedName.parse(file.name());
        String self = parts.ledger().self().name();
        if (name.from().equals(self)) {
            throw Refused.unacceptable("exchange.carry.own");
        }
        if (!name.to().equals(self)) {
            throw Refused.unacceptable("exchange.carry.other", name.to());
        }
        return new Opened(file, name, CarriedHead.parse(file.read(CarriedFile.HEAD)));
    }

    /// The answer to an invitation of ours: the keys come with it, and the fingerprint tells whether they are true.
    private static Courier.Taken meet(CarryOut.Parts parts, Opened opened) {
        PairingRequest pairing = opened.head.pairing();
        if (pairing == null) {
            throw Refused.unacceptable("exchange.carry.stranger", opened.name.from());
        }
        var agency = pairing.node().agency();
        if (!agency.name().equals(opened.name.from()) || !isSigned(opened, agency.roster())) {
            throw Refused.unacceptable("exchange.carry.forged", opened.name.code());
        }
        PartnerRefusals.done(parts.partners().presented(pairing.node(), pairing.secret()));
        return Courier.Taken.pending(pairing.node().code());
    }

    /// Whoever makes a file for us has our keys, so the answer to its invitation arrived.
    private static void knowsUs(CarryOut.Parts parts, Known partner) {
        if (parts.partners().openOffer(partner).isPresent()) {
            parts.partners().offered(partner);
        }
    }

    private Courier.Taken take(long bytes) {
        Greeting.Keys keys = head.greeting().keys();
        if (keys != null) {
            parts.partners().keysChanged(partner, keys);
        }
        if (!file.isSignedBy(
                parts.partners().find(partner.code()).orElse(partner).roster())) {
            throw new Refused("exchange.recovery.waits", partner.code());
        }
        Map<Integer, Log> logs = logs();
        logs.values().forEach(this::mustFit);
        logs.values().forEach(this::take);
        for (String member : file.in("late/")) {
            push(file.read(member));
        }
        int receipts = newReceipts();
        parts.greetings().carried(partner, head.greeting());
        parts.journeys()
                .arrived(partner.id(), head.taken())
                .forEach(each -> parts.ledger()
                        .log(each.log())
                        .ifPresent(log -> parts.ledger()
                                .delivered(partner.code(), log.origin().toString(), each.index())));
        head.wanted().forEach(this::wanted);
        int attachments = attachments();
        Instant now = parts.clock().instant();
        parts.journeys().keep(name.journey(), partner.id(), false, now, bytes, head.more(), ranges, List.of());
        long entries =
                ranges.stream().mapToLong(each -> each.to() - each.from()).sum();
        return new Courier.Taken(partner.code(), false, entries, attachments, receipts, head.more(), false);
    }

    /// What the file has of one log.
    ///
    /// @param start first entry in it
    /// @param end behind the last
    private record Log(
            String folder, LogOrigin origin, AddCheckpoint added, long start, long end, List<String> pushes) {
        Checkpoint checkpoint() {
            return Checkpoint.parse(added.checkpoint().text());
        }
    }

    private Map<Integer, Log> logs() {
        var members = new TreeMap<Integer, List<String>>();
        for (String member : file.in("logs/")) {
            if (member.endsWith(".push")) {
                members.computeIfAbsent(Integer.valueOf(member.split("/")[1]), _ -> new ArrayList<>())
                        .add(member);
            }
        }
        var logs = new TreeMap<Integer, Log>();
        members.forEach((number, pushes) -> logs.put(number, log("logs/" + number + "/", pushes)));
        return logs;
    }

    /// The pushes of a log follow each other and lead to one checkpoint.
    private Log log(String folder, List<String> pushes) {
        Log log = null;
        for (String member : pushes) {
            Push push = Push.parse(file.read(member));
            AddCheckpoint added = push.checkpoint();
            if (added == null || push.packages().isEmpty()) {
                throw new FormatException(member + " has no entries");
            }
            long start = push.packages().getFirst().start();
            long end = push.packages().getLast().end();
            if (log == null) {
                LogOrigin origin = LogOrigin.parse(
                        Checkpoint.parse(added.checkpoint().text()).origin());
                log = new Log(folder, origin, added, start, end, pushes);
            } else if (!log.added.checkpoint().equals(added.checkpoint()) || start != log.end) {
                throw new FormatException(member + " does not follow what is before it");
            } else {
                log = new Log(folder, log.origin, added, log.start, end, pushes);
            }
        }
        return java.util.Objects.requireNonNull(log);
    }

    /// Whether this node can go on from where it stands; if not, nothing of the file is taken.
    private void mustFit(Log log) {
        Receiver.Place at = receiver.place(log.origin);
        Checkpoint checkpoint = log.checkpoint();
        if (isHere(log, at)) {
            return;
        }
        if (log.start > at.next()) {
            String space = log.origin.space().toString();
            Instant after = head.after();
            throw after == null
                    ? new Refused("exchange.carry.gap", space, at.next(), log.start)
                    : new Refused(
                            "exchange.carry.gap-after",
                            space,
                            at.next(),
                            log.start,
                            after.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        if (at.checkpoint() > checkpoint.size()) {
            throw new Refused("exchange.carry.older", at.checkpoint(), checkpoint.size());
        }
        if (proof(log, at).isEmpty()) {
            throw new Refused("exchange.carry.no-proof", at.checkpoint());
        }
    }

    private static boolean isHere(Log log, Receiver.Place at) {
        return isHere(log.end, log, at);
    }

    /// The last entries are here only together with their checkpoint.
    private static boolean isHere(long end, Log log, Receiver.Place at) {
        long size = log.checkpoint().size();
        return end <= at.next() && (end < size || at.checkpoint() >= size);
    }

    private Optional<List<Hash>> proof(Log log, Receiver.Place at) {
        Checkpoint checkpoint = log.checkpoint();
        if (at.checkpoint() == 0 || at.checkpoint() == checkpoint.size()) {
            return Optional.of(List.of());
        }
        byte[] proof = file.find(log.folder + "from-" + at.checkpoint() + ".proof");
        if (proof != null) {
            return Optional.of(hashes(proof));
        }
        if (log.end == checkpoint.size() && at.checkpoint() <= at.next()) {
            return Optional.of(Proofs.consistency(grown(log, at.next()), at.checkpoint(), checkpoint.size()));
        }
        return Optional.empty();
    }

    private static List<Hash> hashes(byte[] proof) {
        if (proof.length % Hash.SIZE != 0 || proof.length > 63 * Hash.SIZE) {
            throw new FormatException("a proof of " + proof.length + " bytes");
        }
        var hashes = new ArrayList<Hash>();
        for (int at = 0; at < proof.length; at += Hash.SIZE) {
            hashes.add(Hash.of(java.util.Arrays.copyOfRange(proof, at, at + Hash.SIZE)));
        }
        return hashes;
    }

    /// The hashes of the tree that the file leads to: of what is here from the store, of the rest from the file. With
    /// them a proof can be made from a size that the sender did not think of.
    private HashReader grown(Log log, long stored) {
        LogView here = parts.ledger().log(log.origin.toString()).orElseThrow();
        HashReader old = parts.ledger().hashes(here.id(), stored);
        Map<Long, Hash> leaves = new HashMap<>();
        for (String member : log.pushes) {
            for (EntryPackage each : Push.parse(file.read(member)).packages()) {
                long at = each.start();
                for (Hash leaf : each.leaves()) {
                    leaves.put(at++, leaf);
                }
            }
        }
        return nodes -> {
            var hashes = new ArrayList<Hash>();
            for (long node : nodes) {
                hashes.add(hash(node, stored, old, leaves));
            }
            return hashes;
        };
    }

    private static Hash hash(long node, long stored, HashReader old, Map<Long, Hash> leaves) {
        if (Node.end(node) <= stored) {
            return old.read(new long[] {node}).getFirst();
        }
        int level = Node.level(node);
        long index = Node.index(node);
        if (level == 0) {
            return java.util.Objects.requireNonNull(leaves.get(index));
        }
        return Merkle.node(
                hash(Node.of(level - 1, 2 * index), stored, old, leaves),
                hash(Node.of(level - 1, 2 * index + 1), stored, old, leaves));
    }

    private void take(Log log) {
        long before = receiver.place(log.origin).next();
        for (String member : log.pushes) {
            Push push = Push.parse(file.read(member));
            Receiver.Place at = receiver.place(log.origin);
            // The line may bring the same at the same moment: then we stand elsewhere when our push arrives.
            for (int attempt = 1; !isHere(push.packages().getLast().end(), log, at); attempt++) {
                List<Hash> proof = proof(log, at)
                        .orElseThrow(() -> new Refused(
                                "exchange.carry.no-proof", log.checkpoint().size()));
                Answer answer = push(fitted(push, at, proof).toBytes());
                if (answer.status() == 409 && attempt == ATTEMPTS) {
                    throw new Refused("exchange.carry.busy");
                }
                at = receiver.place(log.origin);
            }
        }
        long now = receiver.place(log.origin).next();
        if (now > before) {
            int id = parts.ledger().log(log.origin.toString()).orElseThrow().id();
            ranges.add(new JourneyTable.Range(id, before, now, log.checkpoint().size()));
        }
    }

    /// The push as a sender would make it who knows where this node stands.
    private static Push fitted(Push push, Receiver.Place at, List<Hash> proof) {
        var added = java.util.Objects.requireNonNull(push.checkpoint());
        var entries = java.util.Objects.requireNonNull(push.entries());
        long from = Math.max(push.packages().getFirst().start(), at.next());
        var packages = new ArrayList<EntryPackage>();
        for (EntryPackage each : push.packages()) {
            if (each.end() > from) {
                int here = (int) Math.max(0, from - each.start());
                List<byte[]> rest = each.entries().subList(here, each.entries().size());
                packages.add(new EntryPackage(each.start() + here, rest, each.proof()));
            }
        }
        int here = (int) (from - push.packages().getFirst().start());
        return new Push(
                new AddCheckpoint(at.checkpoint(), proof, added.checkpoint()),
                new AddEntries(entries.origin(), from, entries.end(), Bytes.EMPTY),
                packages,
                push.payloads()
                        .subList(
                                Math.min(here, push.payloads().size()),
                                push.payloads().size()),
                List.of());
    }

    private Answer push(byte[] body) {
        for (int attempt = 1; ; attempt++) {
            Answer answer = receiver.pulled(partner, body);
            switch (answer.status()) {
                case 200, 202, 409 -> {
                    return answer;
                }
                case 503 -> {
                    if (attempt == ATTEMPTS) {
                        throw new Refused("exchange.carry.busy");
                    }
                    pause();
                }
                default -> throw refused(answer.status(), answer.line());
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("exchange.carry.busy");
        }
    }

    private int newReceipts() {
        int count = 0;
        for (Greeting.HeldLog each : head.greeting().held()) {
            var log = parts.ledger().log(each.origin());
            CarriedReceipt receipt = each.receipt();
            if (receipt != null
                    && log.isPresent()
                    && parts.receipts().newest(log.get().id(), partner.id()) < receipt.size()) {
                count++;
            }
        }
        return count;
    }

    private void wanted(CarriedHead.Want want) {
        var hash = Hash.fromHex(want.sha256());
        if (want.have() >= 0 && parts.attachments().isPresent()) {
            long size = parts.attachments().get().sizeFor(partner.code(), hash);
            if (want.have() < size) {
                parts.journeys().due(partner.id(), new JourneyTable.Due(hash, want.have()));
            }
        }
    }

    /// Pieces of attachments that are missing here. One that does not go on from what is here is passed over; our next
    /// file says what is still wanted.
    private int attachments() {
        if (parts.attachments().isEmpty()) {
            return 0;
        }
        Map<Hash, AttachmentRelease.Wanted> wanted = parts.attachments().get().wanted(partner.code());
        int whole = 0;
        for (String member : file.in("files/")) {
            String[] path = member.split("/");
            AttachmentRelease.Wanted each = wanted.get(Hash.fromHex(path[1]));
            if (each != null
                    && parts.attachments()
                            .get()
                            .take(partner.code(), each, Long.parseLong(path[2]), file.read(member))) {
                whole++;
            }
        }
        LOG.info("took a file of {} in: {} attachments", partner.code(), whole);
        return whole;
    }
}
