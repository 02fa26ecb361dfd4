package vn.hiepdong.node.watch;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Batch;
import vn.hiepdong.node.ledger.Kinds;
import vn.hiepdong.node.ledger.Position;
import vn.hiepdong.node.ledger.Projection;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.watch.WatchEntry.Handed;
import vn.hiepdong.node.watch.WatchEntry.Snoozed;
import vn.hiepdong.node.watch.WatchEntry.TakenBack;

/// The last word about each thing that waited.
@Component
final class HandlingTable implements Projection<WatchEntry> {
    private static final Kinds<WatchEntry> KINDS = new Kinds<>("watch", WatchEntry.class);

    private final JdbcClient sql;

    HandlingTable(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Kinds<WatchEntry> kinds() {
        return KINDS;
    }

    @Override
    public List<String> tables() {
        return List.of("watch_handling");
    }

    @Override
    public void apply(Position at, WatchEntry entry, Batch batch) {
        if (!at.own()) {
            return; // nobody else has a say in our queue
        }
        switch (entry) {
            case Snoozed snoozed ->
                handle(at, batch, snoozed.key(), snoozed.mark(), snoozed.until(), snoozed.reason(), null, null);
            case Handed handed ->
                handle(at, batch, handed.key(), handed.mark(), null, null, handed.unit(), handed.post());
            case TakenBack taken -> batch.add("delete from watch_handling where key = ?", taken.key());
        }
    }

    private static void handle(
            Position at,
            Batch batch,
            String key,
            String mark,
            java.time.@org.jspecify.annotations.Nullable Instant until,
            WatchEntry.@org.jspecify.annotations.Nullable Reason reason,
            @org.jspecify.annotations.Nullable String unit,
            @org.jspecify.annotations.Nullable String post) {
        batch.add("""
                insert into watch_handling (key, mark, until, reason, unit, post, by_post, at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (key) do update
                set mark = excluded.mark, until = excluded.until, reason = excluded.reason, unit = excluded.unit,
                    post = excluded.post, by_post = excluded.by_post, at = excluded.at
                """, key, mark, until, reason, unit, post, at.by().post(), at.written());
    }

    /// What was done about these.
    Map<String, Handling> of(Collection<String> keys) {
        var handled = new HashMap<String, Handling>();
        if (keys.isEmpty()) {
            return handled;
        }
        sql.sql("select * from watch_handling where key = any(:keys)")
                .param("keys", keys.toArray(String[]::new))
                .query(row -> {
                    String reason = row.getString("reason");
                    handled.put(
                            row.getString("key"),
                            new Handling(
                                    row.getString("mark"),
                                    Sql.instantOrNull(row, "until"),
                                    reason == null ? null : WatchEntry.Reason.valueOf(reason),
                                    row.getString("unit"),
                                    row.getString("post"),
                                    row.getString("by_post"),
                                    Sql.instant(row, "at")));
                });
        return handled;
    }
}
