package vn.hiepdong.node.information;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.audit.Audit;
import vn.hiepdong.node.job.JobOrder;
import vn.hiepdong.node.job.Jobs;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Chip;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Redirect;
import vn.hiepdong.node.web.Texts;

/// Takes a list out of the node: at once when it is short, in the background otherwise. The officer asks the same way
/// for both.
@Controller
class ListCsvPages {
    private final ListQuery lists;
    private final ListCsv csv;
    private final ListChoices choices;
    private final FilterInput filters;
    private final Jobs jobs;
    private final Audit audit;
    private final Texts texts;
    private final InstantSource clock;
    private final ZoneId zone;

    ListCsvPages(
            ListQuery lists,
            ListCsv csv,
            ListChoices choices,
            FilterInput filters,
            Jobs jobs,
            Audit audit,
            Texts texts,
            InstantSource clock,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") String zone) {
        this.lists = lists;
        this.csv = csv;
        this.choices = choices;
        this.filters = filters;
        this.jobs = jobs;
        this.audit = audit;
        this.texts = texts;
        this.clock = clock;
        this.zone = ZoneId.of(zone);
    }

    @PostMapping("/information/exports")
    Answer export(FormInput input, Officer officer, Frame frame) {
        String query = input.raw("query");
        if (query.length() > ListAddress.LONGEST) {
            throw new BadInput("query", "web.expected.text", ListAddress.LONGEST);
        }
        var address = ListAddress.parse(query);
        Filter filter = filters.filter(address.input());
        boolean mark = input.ticked("mark", "1");
        if (lists.count(filter, 0, ListCsv.SHORT + 1) <= ListCsv.SHORT) {
            return Redirect.to(address.path("/list.csv") + (mark ? "" : "&mark=0"));
        }
        var order = new ListCsv.Order(
                address.query(),
                ListCsv.inOrder(choices.look(officer.accountId()).columns()),
                mark);
        jobs.start(
                officer,
                new JobOrder(
                        ListCsv.WORK,
                        subject(filter, address, frame),
                        address.query(),
                        csv.input(order),
                        frame.language(),
                        ListCsv.file(filter.realm(), clock.instant(), zone, texts, frame.language()),
                        ListCsv.TYPE));
        return Redirect.to("/jobs").saying("list.export.started");
    }

    /// The filter in words, as its chips say it.
    private static String subject(Filter filter, ListAddress address, Frame frame) {
        String words = ListPages.chips(filter, address.input(), new Words(frame)).stream()
                .map(Chip::text)
                .collect(Collectors.joining(" · "));
        return words.isEmpty() ? frame.text("list.saved.all") : words;
    }

    @GetMapping("/information/list.csv")
    ResponseEntity<byte[]> list(FormInput input, Officer officer, Frame frame) {
        var address = ListAddress.of(input);
        Filter filter = filters.filter(input);
        var order = new ListCsv.Order(
                address.query(),
                ListCsv.inOrder(choices.look(officer.accountId()).columns()),
                !input.raw("mark").equals("0"));
        byte[] file = csv.whole(order, frame.language());
        long rows = new String(file, StandardCharsets.UTF_8).lines().count() - 1;
        audit.exported(officer, "information", address.query(), rows);
        String name = ListCsv.file(filter.realm(), clock.instant(), zone, texts, frame.language());
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, ListCsv.TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file);
    }
}
