package vn.hiepdong.node.duty;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.watch.Line;
import vn.hiepdong.node.watch.Waiting;
import vn.hiepdong.node.watch.Watch;

/// What is open at this moment and goes over to the next shift: what waits in the queue, lines that are not as they
/// should be, outages of the shift, and what could not be taken in.
@Component
class Outstanding {
    private static final Set<String> URGENT = Set.of("FLASH", "IMMEDIATE", "PRIORITY");

    private final Watch watch;
    private final BrokenLines outages;
    private final Ledger ledger;
    private final InstantSource clock;

    Outstanding(Watch watch, BrokenLines outages, Ledger ledger, InstantSource clock) {
        this.watch = watch;
        this.outages = outages;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// @param title as it is called now; empty for what has none
    record Row(Point point, String title) {}

    /// What must be read first; within that as the queue has it, then lines, outages and problems.
    List<Row> of(Shift shift) {
        Shift.Act opened = shift.opened();
        var rows = new ArrayList<Row>();
        for (Watch.Owed owed : watch.waiting()) {
            if (!owed.waiting().kind().startsWith(DutyWaiting.KIND)) {
                rows.add(item(owed));
            }
        }
        lines().forEach(point -> rows.add(new Row(point, "")));
        if (opened != null) {
            outages(opened.at()).forEach(point -> rows.add(new Row(point, "")));
        }
        problems().forEach(point -> rows.add(new Row(point, "")));
        var keys = new LinkedHashSet<String>();
        return rows.stream()
                .filter(row -> keys.add(row.point.key()))
                .sorted(Comparator.comparing(row -> !row.point.mustBeRead()))
                .toList();
    }

    private static Row item(Watch.Owed owed) {
        Waiting waiting = owed.waiting();
        var point = new Point(
                Point.Type.ITEM.name(),
                waiting.kind(),
                waiting.href(),
                waiting.agency().value(),
                waiting.realm().name(),
                waiting.urgency(),
                waiting.since(),
                waiting.due(),
                owed.overdue() || URGENT.contains(waiting.urgency()));
        return new Row(point, waiting.title());
    }

    /// A line that is down is an outage too, unless it never was up; one that is paused is so because somebody wants
    /// it.
    private List<Point> lines() {
        return watch.lines().stream()
                .filter(line -> line.state() != Line.State.UP)
                .map(line -> of(
                        Point.Type.LINE,
                        line.state().name(),
                        line.partner().value(),
                        line.since(),
                        null,
                        line.state() == Line.State.RECONCILING || line.state() == Line.State.DOWN))
                .toList();
    }

    private List<Point> outages(Instant since) {
        return outages.within(since, clock.instant()).stream()
                .map(broken -> of(
                        Point.Type.OUTAGE,
                        broken.outage().cause().name(),
                        broken.agency().value(),
                        broken.outage().from(),
                        broken.outage().to(),
                        true))
                .toList();
    }

    private List<Point> problems() {
        var found = new TreeMap<String, String>();
        ledger.problems().forEach(each -> found.put(each.origin().agency().value(), "NOT_TAKEN_IN"));
        ledger.extents().stream()
                .filter(each -> each.frozen() != null)
                .forEach(each -> found.put(each.origin().agency().value(), "STOPPED"));
        return found.entrySet().stream()
                .map(each -> of(Point.Type.PROBLEM, each.getValue(), each.getKey(), null, null, true))
                .toList();
    }

    private static Point of(
            Point.Type type,
            String about,
            String agency,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean mustBeRead) {
        return new Point(type.name(), about, "/partners", agency, Realm.REAL.name(), "", from, until, mustBeRead);
    }
}
