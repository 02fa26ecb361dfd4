package vn.hiepdong.node.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Credibility;
import vn.hiepdong.node.information.Filter;
import vn.hiepdong.node.information.Handling;
import vn.hiepdong.node.information.Information;
import vn.hiepdong.node.information.ItemRow;
import vn.hiepdong.node.information.Purpose;
import vn.hiepdong.node.information.Reliability;
import vn.hiepdong.node.information.SourceKind;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Paging;
import vn.hiepdong.node.web.Paging.Slice;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Redirect;
import vn.hiepdong.node.web.Tab;

/// Periodic reports: what is to come, what was sent, what is missing.
@Controller
class ReportPages {
    private static final String ONE =
            "/reports/{space}/{code:[a-z0-9][a-z0-9-]{0,31}}/{day:\\d{4}-\\d{2}-\\d{2}}/{agency}";
    private static final int MOST_ITEMS = 30;

    private final Reports reports;
    private final Information information;
    private final Directory directory;

    ReportPages(Reports reports, Information information, Directory directory) {
        this.reports = reports;
        this.information = information;
        this.directory = directory;
    }

    record Index(
            List<ReportPeriod> next,
            Slice<ReportPeriod> before,
            List<Tab> tabs,
            AgencyCode self,
            KnownAgencies agencies,
            boolean mayWrite) {}

    record Show(ReportPeriod report, List<ReportTable.Told> steps, KnownAgencies agencies, boolean mayWrite) {
        RealmMark mark() {
            return RealmMark.valueOf(report.realm().name());
        }
    }

    /// @param items that the addressee has already, and that can be named as the report
    record Form(ReportPeriod report, List<Option> items, KnownAgencies agencies, FormInput input) {
        RealmMark mark() {
            return RealmMark.valueOf(report.realm().name());
        }
    }

    static String style(ReportPeriod.State state) {
        return switch (state) {
            case IN_TIME -> "badge-good";
            case LATE -> "badge-warn";
            case MISSING -> "badge-bad";
            case TO_COME -> "";
        };
    }

    @GetMapping("/reports")
    Page index(@RequestParam(defaultValue = "false") boolean missing, Paging paging, Officer officer, Frame frame) {
        Instant due = frame.now();
        String than = "";
        if (!paging.atStart()) {
            try {
                due = Instant.parse(paging.after().getFirst());
                than = paging.after().getLast();
            } catch (DateTimeException e) {
                throw new BadInput("after", "report.expected.place");
            }
        }
        Slice<ReportPeriod> before = paging.slice(
                reports.before(due, than, missing, paging.limit()),
                each -> List.of(each.due().toString(), each.space() + "/" + each.code() + "/" + each.agency()));
        return new Page(
                "report/index.jte",
                new Index(
                        reports.next(),
                        before,
                        List.of(
                                new Tab(frame.text("report.all"), "/reports", !missing),
                                new Tab(frame.text("report.missing"), "/reports?missing=true", missing)),
                        reports.self(),
                        KnownAgencies.of(directory.agencies()),
                        mayWrite(officer)));
    }

    private static boolean mayWrite(Officer officer) {
        return officer.is(Role.DUTY_OFFICER, Role.DUTY_COMMANDER, Role.ANALYST);
    }

    @GetMapping(ONE)
    Page show(
            @PathVariable UUID space,
            @PathVariable String code,
            @PathVariable String day,
            @PathVariable String agency,
            Officer officer) {
        ReportPeriod report = find(space, code, day, agency);
        return new Page(
                "report/show.jte",
                new Show(
                        report,
                        reports.steps(report),
                        KnownAgencies.of(directory.agencies()),
                        mayWrite(officer) && report.agency().equals(reports.self()) && report.item() == null));
    }

    private ReportPeriod find(UUID space, String code, String day, String agency) {
        if (!AgencyCode.isCode(agency)) {
            throw new NotFound();
        }
        try {
            return reports.find(new SpaceId(space), code, new AgencyCode(agency), LocalDate.parse(day))
                    .orElseThrow(NotFound::new);
        } catch (DateTimeException e) {
            throw new NotFound();
        }
    }

    @GetMapping(ONE + "/submission")
    @Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER, Role.ANALYST})
    Answer write(
            @PathVariable UUID space,
            @PathVariable String code,
            @PathVariable String day,
            @PathVariable String agency,
            Frame frame) {
        ReportPeriod report = find(space, code, day, agency);
        if (report.item() != null) {
            return Redirect.to(report.href());
        }
        var values = new HashMap<String, String>();
        values.put("title", report.title() + ", " + frame.date(report.day()));
        return new Page("report/submit.jte", form(report, FormInput.starting(values)));
    }

    private Form form(ReportPeriod report, FormInput input) {
        var own = new Filter(
                report.realm(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(reports.self()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
        List<ItemRow> rows = information.list(own, Long.MAX_VALUE, MOST_ITEMS);
        return new Form(
                report,
                rows.stream()
                        .map(each -> new Option(each.id().toString(), each.title()))
                        .toList(),
                KnownAgencies.of(directory.agencies()),
                input);
    }

    @PostMapping(ONE + "/submission")
    @Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER, Role.ANALYST})
    Answer submit(
            @PathVariable UUID space,
            @PathVariable String code,
            @PathVariable String day,
            @PathVariable String agency,
            FormInput input,
            Officer officer,
            Frame frame) {
        ReportPeriod report = find(space, code, day, agency);
        var by = new Actor(officer.unit(), officer.post());
        String item = input.raw("item");
        var refused = Attempt.of(input, () -> {
            if (item.isEmpty()) {
                reports.write(by, report, content(report, input, frame));
            } else {
                reports.name(by, report, id(item));
            }
        });
        return refused.isPresent()
                ? new Page("report/submit.jte", form(report, input), refused.getAsInt())
                : Redirect.to(report.href()).saying("report.sent.done");
    }

    private static UUID id(String item) {
        try {
            return UUID.fromString(item);
        } catch (IllegalArgumentException e) {
            throw new BadInput("item", "report.expected.item");
        }
    }

    private static Content content(ReportPeriod report, FormInput input, Frame frame) {
        return new Content(
                input.raw("title").strip(),
                input.raw("text").strip(),
                "other",
                Urgency.ROUTINE,
                report.realm() == Realm.EXERCISE ? Purpose.EXERCISE : Purpose.COORDINATION_ADMIN,
                Handling.NOI_BO,
                frame.now(),
                null,
                SourceKind.OFFICE,
                null,
                Reliability.A,
                Credibility.CANNOT_BE_JUDGED,
                List.of(),
                null);
    }
}
