package vn.hiepdong.node.watch;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.ledger.Realm;

/// What waits, from all sources: urgent first, of the same urgency what is due first, and each realm for itself.
@Component
class Queue {
    /// What waits for somebody for whom nothing can wait.
    static final Whole NOTHING = new Whole(List.of(), 0, 0);

    private final List<WaitingSource> sources;

    Queue(ObjectProvider<WaitingSource> sources) {
        this.sources = sources.orderedStream().toList();
    }

    /// @param parts one for each realm, what is real first; a realm without anything has an empty part
    /// @param overdue how many are late
    record Whole(List<Part> parts, int count, int overdue) {
        boolean isEmpty() {
            return count == 0;
        }
    }

    record Part(Realm realm, List<Row> rows) {}

    record Row(Waiting waiting, boolean overdue) {}

    Whole of(Officer officer, Instant now) {
        List<Row> rows = sources.stream()
                .flatMap(source -> source.waitingFor(officer).stream())
                .sorted(Waiting.ORDER)
                .map(each -> new Row(each, each.overdue(now)))
                .toList();
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
