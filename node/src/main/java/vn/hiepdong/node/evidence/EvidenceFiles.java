package vn.hiepdong.node.evidence;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.HashReader;
import vn.hiepdong.format.NoteSignature;
import vn.hiepdong.format.Proofs;
import vn.hiepdong.format.RightEdge;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.node.directory.Agency;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.exchange.Partners;
import vn.hiepdong.node.exchange.Receipt;
import vn.hiepdong.node.ledger.AgencyIdentity;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.Payload;
import vn.hiepdong.node.ledger.StoredEntry;
import vn.hiepdong.verifier.EvidenceFile;
import vn.hiepdong.verifier.Page;
import vn.hiepdong.verifier.Report;
import vn.hiepdong.verifier.Verification;

/// Makes evidence files.
@Service
public class EvidenceFiles {
    private static final int MOST_ENTRIES = 4_000;

    private final Ledger ledger;
    private final Links links;
    private final Partners partners;
    private final Directory directory;
    private final InstantSource clock;

    EvidenceFiles(Ledger ledger, Links links, Partners partners, Directory directory, InstantSource clock) {
        this.ledger = ledger;
        this.links = links;
        this.partners = partners;
        this.directory = directory;
        this.clock = clock;
    }

    /// A file and what it proves.
    ///
    /// @param waiting entries that are not signed yet and so not in it; a moment later they are
    public record Made(byte[] file, Report report, int waiting) {}

    /// The file about a record. Empty when nothing that is signed is known here about it.
    public Optional<Made> about(UUID record) {
        Map<Integer, List<StoredEntry>> byLog = new TreeMap<>();
        for (Ledger.About each : ledger.about(record, MOST_ENTRIES)) {
            byLog.computeIfAbsent(each.log(), _ -> new ArrayList<>()).add(each.entry());
        }
        var members = new TreeMap<String, byte[]>();
        members.put(
                Verification.FIRST,
                Verification.about(
                        record.toString(),
                        ledger.self().code() + "." + ledger.self().id()));
        int number = 0;
        int waiting = 0;
        for (var each : byLog.entrySet()) {
            LogView log = ledger.log(each.getKey()).orElseThrow();
            if (log.origin().space().equals(ledger.privatePlace().space())) {
                continue;
            }
            List<StoredEntry> signed = each.getValue().stream()
                    .filter(entry -> entry.index() < log.signedSize())
                    .toList();
            waiting += each.getValue().size() - signed.size();
            Optional<AgencyIdentity> author = author(log.origin());
            if (!signed.isEmpty() && author.isPresent()) {
                add(members, "logs/" + number++ + "/", log, author.get(), signed);
            }
        }
        if (number == 0) {
            return Optional.empty();
        }
        Report report = Verification.of(new EvidenceFile(members), Set.of());
        for (Page page : Page.values()) {
            members.put(page.member(), page.of(report));
        }
        return Optional.of(new Made(new EvidenceFile(members).toBytes(), report, waiting));
    }

    private Optional<AgencyIdentity> author(LogOrigin origin) {
        return origin.agency().equals(ledger.self().code())
                ? Optional.of(ledger.self())
                : partners.identity(origin.agency(), origin.agencyId());
    }

    private void add(
            Map<String, byte[]> members, String folder, LogView log, AgencyIdentity author, List<StoredEntry> entries) {
        SignedNote note = java.util.Objects.requireNonNull(log.checkpoint());
        Checkpoint newest = Checkpoint.parse(note.text());
        HashReader hashes = ledger.hashes(log.id(), newest.size());
        addKeys(members, author);
        for (StoredEntry entry : entries) {
            String name = folder + entry.index();
            members.put(name + ".entry", entry.bytes());
            members.put(name + ".proof", Verification.proof(Proofs.inclusion(hashes, entry.index(), newest.size())));
            Payload payload = entry.payload();
            if (payload != null) {
                members.put(name + ".payload", payload.body());
                members.put(name + ".salt", payload.salt());
            }
        }
        if (log.own()) {
            var receipts = links.receipts(
                    log.id(), entries.stream().map(StoredEntry::index).toList());
            note = note.withSignatures(at(receipts, newest.size()));
            earlier(members, folder, newest, hashes, receipts);
            receipts.forEach(each -> addKeys(members, each.by()));
        } else {
            // That we hold a partner's log is ours to say, now.
            note = note.withSignature(ledger.keys().receipt(newest, clock).signature());
            addKeys(members, ledger.self());
        }
        members.put(folder + "checkpoint", note.toBytes());
    }

    private static void earlier(
            Map<String, byte[]> members, String folder, Checkpoint newest, HashReader hashes, List<Receipt> receipts) {
        Map<Long, List<NoteSignature>> bySize = new HashMap<>();
        for (Receipt each : receipts) {
            if (each.size() < newest.size()) {
                bySize.computeIfAbsent(each.size(), _ -> new ArrayList<>())
                        .add(each.cosignature().signature());
            }
        }
        bySize.forEach((size, signatures) -> {
            var checkpoint = new Checkpoint(
                    newest.origin(), size, RightEdge.read(hashes, size).root());
            String name = folder + "receipts/" + size;
            members.put(name, new SignedNote(checkpoint.text(), signatures).toBytes());
            members.put(name + ".proof", Verification.proof(Proofs.consistency(hashes, size, newest.size())));
        });
    }

    private static List<NoteSignature> at(List<Receipt> receipts, long size) {
        return receipts.stream()
                .filter(each -> each.size() == size)
                .map(each -> each.cosignature().signature())
                .toList();
    }

    private void addKeys(Map<String, byte[]> members, AgencyIdentity identity) {
        String member = "agencies/" + identity.code() + "." + identity.id();
        if (members.containsKey(member)) {
            return;
        }
        String name = directory
                .agency(identity.code())
                .map(Agency::nameVi)
                .orElse(identity.code().value());
        var agency = new vn.hiepdong.verifier.Agency(
                identity.code().value(), identity.log32(), identity.logPq(), identity.mirror32(), name);
        members.put(member, agency.toBytes());
    }
}
