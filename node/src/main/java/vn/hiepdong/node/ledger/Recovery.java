package vn.hiepdong.node.ledger;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.RightEdge;
import vn.hiepdong.format.SignedNote;

/// Puts entries back into an own log which this node signed and then lost. They are collected first, so that the log
/// can
/// be written to meanwhile; then one transaction puts them where they were. What was accepted since and never signed
/// moves behind them: the same bytes at a later index.
final class Recovery {
    private static final int CHUNK = 1000;

    private final LedgerTable table;
    private final AgencyIdentity self;
    private final Replay replay;
    private final InstantSource clock;
    private final TransactionTemplate transactions;

    /// Between entries as they are kept and as they are checked.
    interface Check {
        Job.Checked of(String origin, StoredEntry entry);
    }

    private final Check check;

    Recovery(
            LedgerTable table,
            AgencyIdentity self,
            Replay replay,
            InstantSource clock,
            PlatformTransactionManager transactions,
            Check check) {
        this.table = table;
        this.self = self;
        this.replay = replay;
        this.clock = clock;
        this.transactions = new TransactionTemplate(transactions);
        this.check = check;
    }

    /// The first entry that is not collected yet, 0 if none is.
    long next(LogOrigin origin) {
        return table.sql()
                .sql("select coalesce(max(index) + 1, 0) from ledger_recovered where origin = :origin")
                .param("origin", origin.toString())
                .query(Long.class)
                .single();
    }

    void collect(LogOrigin origin, List<StoredEntry> entries) {
        table.jdbc()
                .batchUpdate(
                        """
                        insert into ledger_recovered (origin, index, bytes, salt, body) values (?, ?, ?, ?, ?)
                        on conflict (origin, index) do update set salt = excluded.salt, body = excluded.body
                        where excluded.body is not null
                        """,
                        entries.stream()
                                .map(each -> new @Nullable Object[] {
                                    origin.toString(),
                                    each.index(),
                                    each.bytes(),
                                    each.payload() == null
                                            ? null
                                            : each.payload().salt(),
                                    each.payload() == null
                                            ? null
                                            : each.payload().body()
                                })
                                .toList());
    }

    List<StoredEntry> collected(LogOrigin origin, long from, long to) {
        return table.sql()
                .sql("""
                        select index, bytes, salt, body from ledger_recovered
                        where origin = :origin and index >= :from and index < :to
                        order by index
                        """)
                .param("origin", origin.toString())
                .param("from", from)
                .param("to", to)
                .query((row, _) -> {
                    byte[] body = row.getBytes("body");
                    Payload payload = body == null ? null : new Payload(row.getBytes("salt"), body);
                    return new StoredEntry(row.getLong("index"), row.getBytes("bytes"), payload);
                })
                .list();
    }

    void forget(LogOrigin origin) {
        table.sql()
                .sql("delete from ledger_recovered where origin = :origin")
                .param("origin", origin.toString())
                .update();
    }

    /// Puts back what was collected, up to this verified checkpoint of ours. Returns the last place given out.
    long putBack(LogOrigin origin, SignedNote note) {
        Long applied = transactions.execute(status -> {
            long last = table.lock(false).applied();
            LogView log = table.log(origin.toString()).orElse(null);
            long signed = log == null ? 0 : log.signedSize();
            long size = Checkpoint.parse(note.text()).size();
            List<StoredEntry> tail = log == null ? List.of() : table.entries(log.id(), signed, log.size(), null);
            if (log != null && !tail.isEmpty()) {
                table.cutBack(
                        log.id(),
                        signed,
                        RightEdge.read(new StoredHashes(table, log.id(), log.size()), signed)
                                .toBytes());
                replay.rebuild();
                table.sql()
                        .sql("update ledger_once set index = index + :by where log = :log and index >= :signed")
                        .param("by", size - signed)
                        .param("log", log.id())
                        .param("signed", signed)
                        .update();
            }
            for (long from = signed; from < size; from += CHUNK) {
                long to = Math.min(size, from + CHUNK);
                last = append(origin, collected(origin, from, to), from, to == size ? note : null, status);
            }
            for (int from = 0; from < tail.size(); from += CHUNK) {
                List<StoredEntry> part = tail.subList(from, Math.min(tail.size(), from + CHUNK));
                last = append(origin, part, size + from, null, status);
            }
            forget(origin);
            return last;
        });
        return applied == null ? 0 : applied;
    }

    private long append(
            LogOrigin origin,
            List<StoredEntry> entries,
            long start,
            @Nullable SignedNote note,
            TransactionStatus status) {
        var checked = new ArrayList<Job.Checked>(entries.size());
        entries.forEach(each -> checked.add(check.of(origin.toString(), each)));
        var job = new Job.Received(origin, start, checked, note, new CompletableFuture<>());
        var round = new Round(table, self, clock, false);
        round.open(List.of(job));
        round.take(job);
        round.store(status);
        return round.applied();
    }
}
