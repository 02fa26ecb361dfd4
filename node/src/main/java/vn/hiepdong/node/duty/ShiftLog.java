package vn.hiepdong.node.duty;

import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.duty.DutyEntry.HandoverSigned;
import vn.hiepdong.node.duty.DutyEntry.Noted;
import vn.hiepdong.node.duty.DutyEntry.Opened;
import vn.hiepdong.node.duty.DutyEntry.TakenOver;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.watch.Changed;
import vn.hiepdong.node.watch.Watch;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Paging;

/// The log of a shift (as ICS 214). Nothing of it is stored but the notes: it asks what was applied between the opening
/// and the closing, and when the lines were down meanwhile.
@Component
class ShiftLog {
    private final Watch watch;
    private final DutyQuery query;
    private final BrokenLines outages;
    private final Ledger ledger;
    private final AgencyCode self;
    private final InstantSource clock;

    ShiftLog(Watch watch, DutyQuery query, BrokenLines outages, Ledger ledger, InstantSource clock) {
        this.watch = watch;
        this.query = query;
        this.outages = outages;
        this.ledger = ledger;
        self = ledger.self().code();
        this.clock = clock;
    }

    /// A line of the log.
    ///
    /// @param kind of the entry, or what happened to the shift or to a line
    /// @param text key of what the agency did
    /// @param record what it was about; null for what is about no record, or is not here any more
    /// @param note what an officer wrote
    /// @param by unit and post, where that is known here
    /// @param applied the place in this node's order; 0 for what is no entry
    record Line(
            Instant at,
            AgencyCode agency,
            Realm realm,
            String kind,
            String text,
            @Nullable Changed record,
            DutyQuery.@Nullable Note note,
            String by,
            long applied) {
        /// Whether it was about a record that is not here any more.
        boolean gone() {
            return record == null && note == null && applied > 0;
        }
    }

    /// Where a reader is: the last entry seen, and until when everything else was.
    private record Place(long applied, Instant until) {}

    /// From the beginning, or from a place on.
    Paging.Slice<Line> page(Shift shift, Paging paging, Officer officer) {
        Shift.Act opened = shift.opened();
        if (opened == null) {
            return paging.slice(List.of(), _ -> List.of());
        }
        Place start = paging.atStart() ? new Place(opened.applied(), Instant.MIN) : place(paging.after());
        List<Line> entries = entries(shift, start.applied, false, paging.limit(), officer);
        boolean more = entries.size() > paging.size();
        List<Line> shown = more ? entries.subList(0, paging.size()) : entries;
        Instant until = more ? later(start.until, latest(shown)) : Instant.MAX;
        Paging.Slice<Line> slice = paging.start().slice(entries, last -> key(new Place(last.applied, until)));
        var lines = new ArrayList<Line>(shown);
        beside(shift, opened)
                .filter(each -> each.at.isAfter(start.until) && !each.at.isAfter(until))
                .forEach(lines::add);
        lines.sort(Comparator.comparing(Line::at).thenComparing(Line::applied));
        return new Paging.Slice<>(lines, slice.next(), null, paging.atStart());
    }

    /// The newest lines, the last first.
    List<Line> newest(Shift shift, int limit, Officer officer) {
        Shift.Act opened = shift.opened();
        if (opened == null) {
            return List.of();
        }
        List<Line> entries = entries(shift, opened.applied(), true, limit, officer);
        return Stream.concat(entries.stream(), beside(shift, opened))
                .sorted(Comparator.comparing(Line::at)
                        .thenComparing(Line::applied)
                        .reversed())
                .limit(limit)
                .toList();
    }

    private List<Line> entries(Shift shift, long after, boolean newestFirst, int limit, Officer officer) {
        Shift.Closing closed = shift.closed();
        long upTo = closed == null ? ledger.applied() : closed.act().applied();
        Comparator<Line> order = Comparator.comparingLong(Line::applied);
        return Stream.concat(
                        watch.happened(after, upTo, newestFirst, limit, officer).stream()
                                .map(ShiftLog::line),
                        query.notes(shift.id(), after, newestFirst, limit).stream()
                                .map(this::line))
                .sorted(newestFirst ? order.reversed() : order)
                .limit(limit)
                .toList();
    }

    private static Line line(Watch.Happened each) {
        return new Line(
                each.at(),
                each.agency(),
                each.realm(),
                each.kind(),
                "watch.changed." + each.kind(),
                each.record(),
                null,
                "",
                each.applied());
    }

    private Line line(DutyQuery.Note note) {
        return new Line(
                note.written(),
                self,
                Realm.REAL,
                DutyTable.KINDS.name(Noted.class),
                note.corrects() == null ? "duty.log.note" : "duty.log.correction",
                null,
                note,
                by(note.unit(), note.post()),
                note.applied());
    }

    /// What is no entry with a record: the acts of the shift itself, and what became of the lines.
    private Stream<Line> beside(Shift shift, Shift.Act opened) {
        Shift.Closing closed = shift.closed();
        Instant end = closed == null ? clock.instant() : closed.act().at();
        var lines = new ArrayList<Line>();
        lines.add(act(opened.at(), Opened.class, "duty.log.opened", by(opened.unit(), opened.post())));
        query.handover(shift.id())
                .ifPresent(each -> lines.add(act(
                        each.at(), HandoverSigned.class, "duty.log.handover-signed", by(each.unit(), each.post()))));
        if (closed != null) {
            Shift.Act act = closed.act();
            lines.add(act(act.at(), TakenOver.class, "duty.log.taken-over", by(act.unit(), act.post())));
        }
        for (BrokenLines.Broken each : outages.within(opened.at(), end)) {
            Instant from = each.outage().from();
            Instant to = each.outage().to();
            if (!from.isBefore(opened.at())) {
                lines.add(
                        each.ownNode()
                                ? ofLine(from, self, "node.off", "duty.log.node-off")
                                : ofLine(from, each.agency(), "line.down", "duty.log.line-down"));
            }
            if (to != null && !to.isAfter(end)) {
                lines.add(
                        each.ownNode()
                                ? ofLine(to, self, "node.on", "duty.log.node-on")
                                : ofLine(to, each.agency(), "line.up", "duty.log.line-up"));
            }
        }
        return lines.stream();
    }

    private Line act(Instant at, Class<? extends DutyEntry> kind, String text, String by) {
        return new Line(at, self, Realm.REAL, DutyTable.KINDS.name(kind), text, null, null, by, 0);
    }

    private static Line ofLine(Instant at, AgencyCode partner, String kind, String text) {
        return new Line(at, partner, Realm.REAL, kind, text, null, null, "", 0);
    }

    static String by(String unit, String post) {
        return Stream.of(unit, post)
                .filter(each -> !each.isEmpty())
                .reduce((a, b) -> a + " · " + b)
                .orElse("");
    }

    private static Instant latest(List<Line> lines) {
        return lines.stream().map(Line::at).max(Comparator.naturalOrder()).orElse(Instant.MIN);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static List<String> key(Place place) {
        return List.of(Long.toString(place.applied), place.until.toString());
    }

    private static Place place(List<String> key) {
        try {
            return new Place(Long.parseLong(key.getFirst()), Instant.parse(key.getLast()));
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new BadInput("after", "web.expected.cursor");
        }
    }
}
