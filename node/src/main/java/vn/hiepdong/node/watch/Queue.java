package vn.hiepdong.node.watch;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.ledger.Realm;

/// What waits, from all sources: urgent first, of the same urgency what is due first, and each realm for itself.
@Component
class Queue {
    /// What waits for somebody for whom nothing can wait.
    static final Whole NOTHING = whole(List.of());

    private final List<WaitingSource> sources;
    private final HandlingTable handled;

    Queue(ObjectProvider<WaitingSource> sources, HandlingTable handled) {
        this.sources = sources.orderedStream().toList();
        this.handled = handled;
    }

    /// @param parts one for each realm, what is real first; a realm without anything has an empty part
    /// @param overdue how many are late
    record Whole(List<Part> parts, int count, int overdue) {
        boolean isEmpty() {
            return count == 0;
        }

        List<Row> rows() {
            return parts.stream().flatMap(part -> part.rows().stream()).toList();
        }
    }

    record Part(Realm realm, List<Row> rows) {}

    /// @param handling what was done about it, if that still counts
    record Row(Waiting waiting, boolean overdue, @Nullable Handling handling) {
        /// Whether an officer's own list shows it.
        boolean isFor(Officer officer) {
            return handling == null || handling.isFor(officer);
        }
    }

    /// Which part of the queue is looked at.
    enum View {
        /// What this officer has to see to.
        MINE(row -> true),
        OURS(row -> row.waiting().side() == Waiting.Side.OURS),
        THEIRS(row -> row.waiting().side() == Waiting.Side.THEIRS),
        ESCALATED(row -> row.waiting().escalated()),
        /// Put off, or handed to another post.
        ASIDE(row -> true);

        private final Predicate<Row> has;

        View(Predicate<Row> has) {
            this.has = has;
        }

        boolean shows(Row row, Officer officer) {
            return (this == ASIDE) != row.isFor(officer) && has.test(row);
        }
    }

    /// @param counts how many each view has
    /// @param units that something is addressed to
    record Seen(Whole whole, Map<View, Long> counts, List<String> units) {}

    /// All that waits for this officer's roles, put off or not.
    Whole of(Officer officer, Instant now) {
        return whole(rows(officer, now));
    }

    /// @param unit only what is addressed to this unit or to the whole agency; empty for all units
    Seen seen(Officer officer, View view, String unit, Instant now) {
        List<Row> all = rows(officer, now);
        List<Row> rows = all.stream()
                .filter(row -> unit.isEmpty()
                        || row.waiting().unit().isEmpty()
                        || row.waiting().unit().equals(unit))
                .toList();
        var counts = new EnumMap<View, Long>(View.class);
        for (View each : View.values()) {
            counts.put(
                    each, rows.stream().filter(row -> each.shows(row, officer)).count());
        }
        List<String> units = all.stream()
                .map(row -> row.waiting().unit())
                .filter(each -> !each.isEmpty())
                .distinct()
                .sorted()
                .toList();
        return new Seen(
                whole(rows.stream().filter(row -> view.shows(row, officer)).toList()), counts, units);
    }

    /// One of the things that wait, if it still does.
    Optional<Row> find(Officer officer, String key, Instant now) {
        return rows(officer, now).stream()
                .filter(row -> row.waiting().key().equals(key))
                .findFirst();
    }

    /// Those of these things that still wait and can be settled without being opened.
    List<Row> settleable(Officer officer, Collection<String> keys, Instant now) {
        return rows(officer, now).stream()
                .filter(row -> row.waiting().action() != null
                        && keys.contains(row.waiting().key()))
                .toList();
    }

    /// As the button of the row would.
    void settle(Officer officer, Waiting waiting) {
        if (sources.stream().noneMatch(each -> each.settle(officer, waiting))) {
            throw new IllegalStateException("nobody settles " + waiting.kind());
        }
    }

    private List<Row> rows(Officer officer, Instant now) {
        List<Waiting> waiting = sources.stream()
                .flatMap(source -> source.waitingFor(officer).stream())
                .sorted(Waiting.ORDER)
                .toList();
        Map<String, Handling> handlings =
                handled.of(waiting.stream().map(Waiting::key).collect(Collectors.toSet()));
        return waiting.stream()
                .map(each -> new Row(
                        each,
                        each.overdue(now),
                        Optional.ofNullable(handlings.get(each.key()))
                                .filter(handling -> handling.holds(each, now))
                                .orElse(null)))
                .toList();
    }

    private static Whole whole(List<Row> rows) {
        List<Part> parts = Arrays.stream(Realm.values())
                .map(realm -> new Part(
                        realm,
                        rows.stream()
                                .filter(row -> row.waiting().realm() == realm)
                                .toList()))
                .toList();
        return new Whole(
                parts, rows.size(), (int) rows.stream().filter(Row::overdue).count());
    }
}
