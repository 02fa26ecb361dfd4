package vn.hiepdong.node.evidence;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.HashReader;
import vn.hiepdong.format.NoteSignature;
import vn.hiepdong.format.Proofs;
import vn.hiepdong.format.RightEdge;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.exchange.Partners;
import vn.hiepdong.node.exchange.Receipt;
import vn.hiepdong.node.ledger.AgencyCode;
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

/// The parts of evidence files that come from logs: entries with their proofs and receipts, and whose
/// keys they are.
@Component
public final class LogMembers {
    private final Ledger ledger;
    private final Links links;
    private final Partners partners;
    private final Function<AgencyCode, Names> names;
    private final InstantSource clock;

    /// What an agency is called.
    public record Names(String vi, String en) {}

    @Autowired
    LogMembers(Ledger ledger, Links links, Partners partners, Directory directory, InstantSource clock) {
        this(
                ledger,
                links,
                partners,
                code -> directory
                        .agency(code)
                        .map(agency -> new Names(agency.nameVi(), agency.nameEn()))
                        .orElse(new Names(code.value(), code.value())),
                clock);
    }

    /// @param names what this agency calls the others
    public LogMembers(
            Ledger ledger, Links links, Partners partners, Function<AgencyCode, Names> names, InstantSource clock) {
        this.ledger = ledger;
        this.links = links;
        this.partners = partners;
        this.names = names;
        this.clock = clock;
    }

    /// Whose log it is, with keys, if they are known here.
    public Optional<AgencyIdentity> author(LogOrigin origin) {
        return origin.agency().equals(ledger.self().code())
                ? Optional.of(ledger.self())
                : partners.identity(origin.agency(), origin.agencyId());
    }

    /// Which of its keys counted for which sizes.
    public Roster roster(AgencyIdentity author) {
        return partners.roster(author);
    }

    /// Adds entries of one log below its newest checkpoint. False when its agency's keys are not known
    /// here.
    public boolean add(Map<String, byte[]> members, String folder, LogView log, List<StoredEntry> entries) {
        Optional<AgencyIdentity> author = author(log.origin());
        author.ifPresent(each -> add(members, folder, log, each, entries));
        return author.isPresent();
    }

    private void add(
            Map<String, byte[]> members, String folder, LogView log, AgencyIdentity author, List<StoredEntry> entries) {
        SignedNote signed = Objects.requireNonNull(log.checkpoint());
        Checkpoint newest = Checkpoint.parse(signed.text());
        // A new pair of a partner may have signed beside the old one before we heard of it: what counts is enough.
        var counted = roster(author).verify(signed, newest.origin(), newest.size());
        SignedNote note = new SignedNote(signed.text(), counted.signatures());
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
        } else if (!ledger.keys().isLost()) {
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

    /// Adds the keys of an agency, once.
    public void addKeys(Map<String, byte[]> members, AgencyIdentity identity) {
        String member = "agencies/" + identity.code() + "." + identity.id();
        if (members.containsKey(member)) {
            return;
        }
        Names called = names.apply(identity.code());
        var agency = new vn.hiepdong.verifier.Agency(
                identity.code().value(),
                identity.log32(),
                identity.logPq(),
                identity.mirror32(),
                identity.recovery(),
                called.vi,
                called.en);
        members.put(member, agency.toBytes());
        Roster roster = roster(identity);
        if (!roster.steps().isEmpty()) {
            members.put("rosters/" + identity.name(), roster.format(0).getBytes(StandardCharsets.UTF_8));
        }
    }

    /// The whole file: what was added, and the pages for people that say what it proves.
    public static byte[] withPages(SortedMap<String, byte[]> members, Report report) {
        var whole = new TreeMap<>(members);
        for (Page page : Page.values()) {
            whole.put(page.member(), page.of(report));
        }
        return new EvidenceFile(whole).toBytes();
    }
}
