package vn.hiepdong.node.witness;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.audit.Audit;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Paging;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Redirect;
import vn.hiepdong.verifier.Report;
import vn.hiepdong.verifier.Verification;
import vn.hiepdong.verifier.Words;

/// The logs as they stand here, what is wrong with them, and what to do about it. Headers only: who
/// may look after the node sees no content.
@Controller
@Allowed({Role.ADMINISTRATOR, Role.DUTY_COMMANDER})
class LogPages {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Ledger ledger;
    private final Witness witness;
    private final Spaces spaces;
    private final Directory directory;
    private final Audit audit;

    LogPages(Ledger ledger, Witness witness, Spaces spaces, Directory directory, Audit audit) {
        this.ledger = ledger;
        this.witness = witness;
        this.spaces = spaces;
        this.directory = directory;
        this.audit = audit;
    }

    /// @param title of the regulation of its space; empty where none is known
    record Row(LogView log, String title, boolean isPrivate) {
        RealmMark realm() {
            return RealmMark.valueOf(log.origin().realm().name());
        }
    }

    record Index(List<Row> rows, List<Alarm> alarms, KnownAgencies agencies) {
        List<Row> frozen() {
            return rows.stream().filter(each -> each.log().frozen() != null).toList();
        }
    }

    /// @param known whether this version knows the kind
    record Line(Ledger.Listed entry, boolean known) {}

    /// @param follows from which log it goes on, null if it is a first one
    record Show(
            Row row,
            Ledger.@Nullable Predecessor follows,
            Paging.Slice<Line> slice,
            Words words,
            KnownAgencies agencies) {}

    record AlarmShow(
            Alarm alarm,
            @Nullable Row row,
            List<Witness.Reported> reports,
            Report report,
            Words words,
            KnownAgencies agencies,
            long kilobytes) {}

    @GetMapping("/logs")
    Page index() {
        List<Row> rows = ledger.logs().stream().map(this::row).toList();
        return new Page("witness/index.jte", new Index(rows, witness.alarms(), agencies()));
    }

    private KnownAgencies agencies() {
        return KnownAgencies.of(directory.agencies());
    }

    private Row row(LogView log) {
        boolean isPrivate = log.origin().space().equals(ledger.privatePlace().space());
        String title = isPrivate
                ? ""
                : spaces.inForce(log.origin().space())
                        .map(each -> each.regulation().title())
                        .orElse("");
        return new Row(log, title, isPrivate);
    }

    @GetMapping("/logs/{id:[0-9]{1,9}}")
    Page show(@PathVariable int id, Paging paging, Frame frame) {
        LogView log = ledger.log(id).orElseThrow(NotFound::new);
        var slice = paging.slice(
                ledger.list(id, below(paging), paging.limit()).stream()
                        .map(each -> new Line(each, ledger.knows(each.kind())))
                        .toList(),
                each -> List.of(Long.toString(each.entry().index())));
        var follows = ledger.predecessor(id).orElse(null);
        return new Page("witness/show.jte", new Show(row(log), follows, slice, words(frame), agencies()));
    }

    private static long below(Paging paging) {
        if (paging.atStart()) {
            return Long.MAX_VALUE;
        }
        String key = paging.after().getFirst();
        if (!NUMBER.matcher(key).matches()) {
            throw new BadInput("after", "web.expected.cursor");
        }
        return Long.parseLong(key);
    }

    private static Words words(Frame frame) {
        return new Words(frame.language().locale());
    }

    @GetMapping("/logs/alarms/{id}")
    Page alarm(@PathVariable UUID id, Frame frame) {
        Alarm alarm = witness.alarm(id).orElseThrow(NotFound::new);
        byte[] file = witness.file(id).orElseThrow(NotFound::new);
        Optional<LogView> log = ledger.log(alarm.origin().toString());
        return new Page(
                "witness/alarm.jte",
                new AlarmShow(
                        alarm,
                        log.map(this::row).orElse(null),
                        witness.reports(alarm.origin()),
                        Verification.of(file, java.util.Set.of()),
                        words(frame),
                        agencies(),
                        Math.ceilDiv(file.length, 1024)));
    }

    @GetMapping({"/logs/alarms/{id}/file", "/api/v1/logs/alarms/{id}/file"})
    @Allowed(
            value = {Role.ADMINISTRATOR, Role.DUTY_COMMANDER},
            scope = {Scope.PARTNERS_READ, Scope.PARTNERS_WRITE})
    ResponseEntity<byte[]> file(@PathVariable UUID id, Officer officer) {
        Alarm alarm = witness.alarm(id).orElseThrow(NotFound::new);
        byte[] file = witness.file(id).orElseThrow(NotFound::new);
        audit.exported(officer, "logs", id.toString(), 1);
        String name = alarm.kind().name().toLowerCase(java.util.Locale.ROOT) + "-"
                + alarm.origin().agency() + "-" + id.toString().substring(0, 8) + ".hdx";
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/vnd.hiepdong.evidence+zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(file);
    }

    @PostMapping("/logs/alarms/{id}/acknowledgement")
    Redirect acknowledge(@PathVariable UUID id, Officer officer) {
        witness.alarm(id).orElseThrow(NotFound::new);
        witness.acknowledge(new Actor(officer.unit(), officer.post()), id);
        return Redirect.to("/logs/alarms/" + id).saying("witness.acknowledged");
    }
}
