package vn.hiepdong.node.witness;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.HashReader;
import vn.hiepdong.format.Proofs;
import vn.hiepdong.format.RightEdge;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.node.evidence.LogMembers;
import vn.hiepdong.node.exchange.Branches;
import vn.hiepdong.node.exchange.Evidence;
import vn.hiepdong.node.ledger.AgencyIdentity;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.StoredEntry;
import vn.hiepdong.verifier.EvidenceFile;
import vn.hiepdong.verifier.Report;
import vn.hiepdong.verifier.Report.Finding;
import vn.hiepdong.verifier.Verification;

/// Makes the files that prove that a log does not show everybody the same.
@Component
final class SplitFiles {
    private final Ledger ledger;
    private final LogMembers logs;
    private final Branches branches;

    SplitFiles(Ledger ledger, LogMembers logs, Branches branches) {
        this.ledger = ledger;
        this.logs = logs;
        this.branches = branches;
    }

    /// Two checkpoints that cannot both be true, and the entries in which they differ if the other branch can be
    /// reached. Empty when nothing proves it to others.
    Optional<byte[]> fork(LogOrigin origin, Evidence found) {
        var members = begin(Finding.Kind.FORK, origin);
        Checkpoint ours = Checkpoint.parse(found.first().text());
        Checkpoint theirs = Checkpoint.parse(found.second().text());
        boolean oursIsLarger = ours.size() > theirs.size();
        members.put("fork/first", (oursIsLarger ? found.second() : found.first()).toBytes());
        members.put("fork/second", (oursIsLarger ? found.first() : found.second()).toBytes());
        LogView log = ledger.log(origin.toString()).orElse(null);
        if (log == null || log.size() < ours.size()) {
            return finish(members);
        }
        HashReader hashes = ledger.hashes(log.id(), ours.size());
        if (oursIsLarger) {
            var beginning = RightEdge.read(hashes, theirs.size()).root();
            members.put("fork/second.root", Verification.proof(List.of(beginning)));
            members.put(
                    "fork/second.proof", Verification.proof(Proofs.consistency(hashes, theirs.size(), ours.size())));
        }
        return branches.other(log, found)
                .filter(other -> other.index() < ours.size())
                .flatMap(other -> {
                    var differing = new TreeMap<>(members);
                    String here = "fork/" + other.index() + (oursIsLarger ? ".second" : ".first");
                    String there = "fork/" + other.index() + (oursIsLarger ? ".first" : ".second");
                    differing.put(
                            here + ".entry",
                            ledger.bytes(log.id(), other.index(), other.index() + 1)
                                    .getFirst());
                    differing.put(
                            here + ".proof", Verification.proof(Proofs.inclusion(hashes, other.index(), ours.size())));
                    differing.put(there + ".entry", other.entry());
                    differing.put(there + ".proof", Verification.proof(other.proof()));
                    return finish(differing);
                })
                .or(() -> finish(members)); // what it signed at that place may be no entry at all
    }

    /// A checkpoint that others were shown and this node was not.
    ///
    /// @param held the newest that was here then, if anything was
    /// @param statements what was said about how much of the log is held
    Optional<byte[]> withholding(
            LogOrigin origin, SignedNote shown, @Nullable SignedNote held, List<WitnessTable.Statement> statements) {
        var members = begin(Finding.Kind.WITHHELD, origin);
        members.put("withheld/shown", shown.toBytes());
        if (held != null) {
            members.put("withheld/held", held.toBytes());
        }
        int number = 0;
        for (WitnessTable.Statement each : statements) {
            LogView said = ledger.log(each.log()).orElse(null);
            if (said == null || each.index() >= said.signedSize()) {
                continue;
            }
            List<StoredEntry> entry =
                    ledger.entry(each.log(), each.index()).stream().toList();
            if (logs.add(members, "logs/" + number + "/", said, entry)) {
                number++;
            }
        }
        return finish(members);
    }

    private SortedMap<String, byte[]> begin(Finding.Kind kind, LogOrigin origin) {
        AgencyIdentity self = ledger.self();
        var members = new TreeMap<String, byte[]>();
        members.put(Verification.FIRST, Verification.about(kind, origin.toString(), self.code() + "." + self.id()));
        logs.author(origin).ifPresent(author -> logs.addKeys(members, author));
        logs.addKeys(members, self);
        return members;
    }

    private static Optional<byte[]> finish(SortedMap<String, byte[]> members) {
        Report report = Verification.of(new EvidenceFile(members), Set.of());
        return report.holds() ? Optional.of(LogMembers.withPages(members, report)) : Optional.empty();
    }
}
