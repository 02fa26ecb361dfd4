package vn.hiepdong.node.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.StoredEntry;
import vn.hiepdong.verifier.EvidenceFile;
import vn.hiepdong.verifier.Report;
import vn.hiepdong.verifier.Verification;

/// Makes evidence files.
@Service
public class EvidenceFiles {
    private static final int MOST_ENTRIES = 4_000;

    private final Ledger ledger;
    private final LogMembers logs;

    EvidenceFiles(Ledger ledger, LogMembers logs) {
        this.ledger = ledger;
        this.logs = logs;
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
            if (!signed.isEmpty() && logs.add(members, "logs/" + number + "/", log, signed)) {
                number++;
            }
        }
        if (number == 0) {
            return Optional.empty();
        }
        Report report = Verification.of(new EvidenceFile(members), Set.of());
        return Optional.of(new Made(LogMembers.withPages(members, report), report, waiting));
    }
}
