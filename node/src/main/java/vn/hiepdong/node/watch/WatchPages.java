package vn.hiepdong.node.watch;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Page;

/// The first page of everybody: what each source has for the officer's roles, so an administrator sees no content.
@Controller
@Allowed(anyRole = true)
class WatchPages {
    private static final int MOST_RECENT = 8;

    private final List<WaitingSource> waiting;
    private final List<RecentSource> recent;
    private final List<LineSource> lines;
    private final Directory directory;

    WatchPages(
            ObjectProvider<WaitingSource> waiting,
            ObjectProvider<RecentSource> recent,
            ObjectProvider<LineSource> lines,
            Directory directory) {
        this.waiting = waiting.orderedStream().toList();
        this.recent = recent.orderedStream().toList();
        this.lines = lines.orderedStream().toList();
        this.directory = directory;
    }

    /// @param queues what is real first; what belongs to an exercise or a test stands apart
    /// @param overdue how many are late
    /// @param content whether this officer works with content and so has news to look at
    record Index(
            List<Queue> queues,
            int count,
            int overdue,
            List<Line> lines,
            List<Recent> recent,
            boolean content,
            KnownAgencies agencies) {}

    record Queue(Realm realm, List<Row> rows) {}

    record Row(Waiting waiting, boolean overdue) {}

    @GetMapping("/")
    Page index(Officer officer, Frame frame) {
        Instant now = frame.now();
        List<Row> rows = waiting.stream()
                .flatMap(source -> source.waitingFor(officer).stream())
                .sorted(Waiting.ORDER)
                .map(each -> new Row(each, each.overdue(now)))
                .toList();
        return new Page(
                "watch/index.jte",
                new Index(
                        queues(rows),
                        rows.size(),
                        (int) rows.stream().filter(Row::overdue).count(),
                        lines.stream().flatMap(each -> each.lines().stream()).toList(),
                        recent(officer),
                        officer.is(Role.CONTENT.toArray(Role[]::new)),
                        KnownAgencies.of(directory.agencies())));
    }

    private static List<Queue> queues(List<Row> rows) {
        return Arrays.stream(Realm.values())
                .map(realm -> new Queue(
                        realm,
                        rows.stream()
                                .filter(row -> row.waiting().realm() == realm)
                                .toList()))
                .filter(queue -> !queue.rows().isEmpty())
                .toList();
    }

    private List<Recent> recent(Officer officer) {
        return recent.stream()
                .flatMap(source -> source.recentFor(officer, MOST_RECENT).stream())
                .sorted(Comparator.comparing(Recent::at).reversed())
                .limit(MOST_RECENT)
                .toList();
    }
}
