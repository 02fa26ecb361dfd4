package vn.hiepdong.node.job;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.audit.Audit;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;
import vn.hiepdong.node.web.Refused;

/// What an officer ordered: how far it is, and its result. Each sees only their own.
@Controller
class JobPages {
    private final JobTable table;
    private final Jobs jobs;
    private final List<JobWork> works;
    private final Audit audit;

    JobPages(JobTable table, Jobs jobs, List<JobWork> works, Audit audit) {
        this.table = table;
        this.jobs = jobs;
        this.works = works;
        this.audit = audit;
    }

    record Index(List<JobRun> runs, String topic, List<JobWork> works) {
        /// What kind of work it is; one of an older or newer version by its name.
        String words(Frame frame, JobRun run) {
            return works.stream()
                    .filter(each -> each.name().equals(run.work()))
                    .findFirst()
                    .map(each -> frame.text(each.words()))
                    .orElse(run.work());
        }
    }

    @GetMapping("/jobs")
    Page index(Officer officer) {
        return new Page(
                "job/index.jte", new Index(table.of(officer.accountId()), JobTable.topic(officer.accountId()), works));
    }

    @PostMapping("/jobs/{id}/cancellation")
    Answer cancel(@PathVariable UUID id, Officer officer) {
        own(id, officer);
        boolean cancelled = table.cancel(officer.accountId(), id);
        return Redirect.to("/jobs").saying(cancelled ? "job.cancelled" : "job.ended-already");
    }

    @PostMapping("/jobs/{id}/retry")
    Answer retry(@PathVariable UUID id, Officer officer) {
        own(id, officer);
        jobs.retry(officer, id);
        return Redirect.to("/jobs").saying("job.retried");
    }

    @PostMapping("/jobs/{id}/removal")
    Answer remove(@PathVariable UUID id, Officer officer) {
        own(id, officer);
        table.delete(officer.accountId(), id);
        return Redirect.to("/jobs").saying("job.removed");
    }

    /// The parts one after the other; no more than one is in memory.
    @GetMapping("/jobs/{id}/result")
    void result(@PathVariable UUID id, Officer officer, HttpServletResponse response) throws IOException {
        JobRun run = own(id, officer);
        if (run.state() != JobRun.State.DONE) {
            throw new Refused("job.no-result");
        }
        audit.exported(officer, run.work().split("-", 2)[0], run.query(), run.done());
        response.setContentType(run.contentType());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(run.file(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        for (int part = 1; ; part++) {
            var bytes = table.part(id, part);
            if (bytes.isEmpty()) {
                return;
            }
            try (var open = new GZIPInputStream(new ByteArrayInputStream(bytes.get()))) {
                open.transferTo(response.getOutputStream());
            }
        }
    }

    private JobRun own(UUID id, Officer officer) {
        return table.find(id)
                .filter(run -> run.account().equals(officer.accountId()))
                .orElseThrow(NotFound::new);
    }
}
