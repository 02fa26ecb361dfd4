package vn.hiepdong.node.evidence;

import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.audit.Audit;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.verifier.Report;
import vn.hiepdong.verifier.Words;

/// What can be proved about a record, and the file that does.
@Controller
final class EvidencePages {
    private final EvidenceFiles files;
    private final Audit audit;

    EvidencePages(EvidenceFiles files, Audit audit) {
        this.files = files;
        this.audit = audit;
    }

    /// @param kilobytes size of the file
    record Show(UUID record, Report report, int waiting, long kilobytes, Words words) {
        RealmMark realm() {
            return report.statements().stream()
                    .map(each -> RealmMark.valueOf(each.realm()))
                    .filter(RealmMark::marked)
                    .findFirst()
                    .orElse(RealmMark.REAL);
        }
    }

    @GetMapping("/evidence/{record}")
    Page show(@PathVariable UUID record, Frame frame) {
        var made = files.about(record).orElseThrow(NotFound::new);
        return new Page(
                "evidence/show.jte",
                new Show(
                        record,
                        made.report(),
                        made.waiting(),
                        Math.ceilDiv(made.file().length, 1024),
                        new Words(frame.language().locale())));
    }

    @GetMapping({"/evidence/{record}/file", "/api/v1/evidence/{record}"})
    @Allowed(scope = {Scope.INFORMATION_READ, Scope.INFORMATION_WRITE})
    ResponseEntity<byte[]> file(@PathVariable UUID record, Officer officer) {
        var made = files.about(record).orElseThrow(NotFound::new);
        audit.exported(
                officer,
                "evidence",
                record.toString(),
                made.report().statements().size());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/vnd.hiepdong.evidence+zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(record + ".hdx")
                                .build()
                                .toString())
                .body(made.file());
    }
}
