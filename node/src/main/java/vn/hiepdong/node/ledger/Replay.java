package vn.hiepdong.node.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.format.EntryHeader;
import vn.hiepdong.format.FormatException;

/// Shows the projections entries that are stored already: all of them in the old order to rebuild, or those that
/// could
/// not be understood before.
final class Replay {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final int CHUNK = 1000;

    private final LedgerTable table;
    private final EntryCodec codec;
    private final List<Projection<?>> projections;
    private final TransactionTemplate transactions;

    private record Kept(Position at, String kind, byte[] body) {}

    Replay(
            LedgerTable table,
            EntryCodec codec,
            List<Projection<?>> projections,
            PlatformTransactionManager transactions) {
        this.table = table;
        this.codec = codec;
        this.projections = projections;
        this.transactions = new TransactionTemplate(transactions);
    }

    /// Empties all projections and applies every entry again, in one transaction. Returns how many.
    long rebuild() {
        Long count = transactions.execute(_ -> {
            long last = table.lock(false).applied();
            projections.forEach(each -> each.tables().forEach(this::empty));
            return replay(last);
        });
        return count == null ? 0 : count;
    }

    /// Applies what was applied up to this place, in the same order. Returns how many.
    long replay(long last) {
        var batch = new Batch(table.jdbc(), true);
        long applied = 0;
        long seen = 0;
        while (applied < last) {
            List<Kept> chunk = applied(applied);
            if (chunk.isEmpty()) {
                break;
            }
            for (Kept kept : chunk) {
                codec.read(kept.kind, kept.body).ifPresent(decoded -> apply(kept.at, decoded, batch));
            }
            batch.flush();
            applied = chunk.getLast().at.applied();
            seen += chunk.size();
        }
        return seen;
    }

    private void empty(String name) {
        table.jdbc().execute("delete from " + name);
    }

    private static void apply(Position at, Decoded decoded, Batch batch) {
        batch.begin(decoded.entry().subject());
        decoded.application().apply(at, batch);
    }

    /// Tries again what has a payload but was never applied: kinds that an older version did not know, and
    /// entries that
    /// were flagged. Each in its own transaction. Returns how many are understood now.
    int retry(Instant now) {
        int understood = 0;
        for (Kept kept : pending()) {
            if (codec.knows(kept.kind)
                    && Boolean.TRUE.equals(transactions.execute(status -> retry(kept, now, status)))) {
                understood++;
            }
        }
        return understood;
    }

    private boolean retry(Kept kept, Instant now, TransactionStatus status) {
        long applied = table.lock(false).applied() + 1;
        try {
            Decoded decoded = codec.read(kept.kind, kept.body).orElseThrow();
            Position old = kept.at;
            UUID subject = decoded.entry().subject();
            if (table.erasures(List.of(subject)).stream()
                    .anyMatch(
                            each -> each.covers(subject, old.log(), old.space().value(), kept.kind))) {
                table.dropPayload(old.log(), old.index());
                table.erased(now);
                return false;
            }
            var at = new Position(
                    old.log(),
                    old.index(),
                    old.space(),
                    old.realm(),
                    old.agency(),
                    old.own(),
                    decoded.by(),
                    decoded.to(),
                    old.at(),
                    old.received(),
                    old.hash(),
                    applied);
            var batch = new Batch(table.jdbc(), false);
            apply(at, decoded, batch);
            batch.flush();
            table.sql()
                    .sql("""
                            update ledger_entry set applied = :applied, subject = :subject, problem = null
                            where log = :log and index = :index
                            """)
                    .param("applied", applied)
                    .param("subject", decoded.entry().subject())
                    .param("log", old.log())
                    .param("index", old.index())
                    .update();
            table.sql()
                    .sql("update ledger_payload set released_to = :to where log = :log and index = :index")
                    .param("to", Sql.array(decoded.to()))
                    .param("log", old.log())
                    .param("index", old.index())
                    .update();
            table.applied(applied);
            return true;
        } catch (FormatException | org.springframework.dao.DataAccessException e) {
            LOG.warn("entry {} of log {} is still not understood: {}", kept.at.index(), kept.at.log(), e.getMessage());
            status.setRollbackOnly();
            return false;
        }
    }

    private List<Kept> applied(long after) {
        return table.sql()
                .sql("""
                        select e.log, e.index, e.bytes, e.kind, e.arrived_at, e.applied, l.origin, l.own, p.salt, p.body
                        from ledger_entry e
                        join ledger_payload p on p.log = e.log and p.index = e.index
                        join ledger_log l on l.id = e.log
                        where e.applied > :after
                        order by e.applied
                        limit :chunk
                        """)
                .param("after", after)
                .param("chunk", CHUNK)
                .query((row, _) -> kept(row))
                .list();
    }

    private List<Kept> pending() {
        return table.sql().sql("""
                        select e.log, e.index, e.bytes, e.kind, e.arrived_at, 0 as applied, l.origin, l.own, p.salt, p.body
                        from ledger_entry e
                        join ledger_payload p on p.log = e.log and p.index = e.index
                        join ledger_log l on l.id = e.log
                        where e.applied is null
                        order by e.log, e.index
                        """).query((row, _) -> kept(row)).list();
    }

    private Kept kept(ResultSet row) throws SQLException {
        byte[] bytes = row.getBytes("bytes");
        LogOrigin origin = LogOrigin.parse(row.getString("origin"));
        String kind = row.getString("kind");
        byte[] body = row.getBytes("body");
        Optional<Decoded> decoded = readable(kind, body);
        var at = new Position(
                row.getInt("log"),
                row.getLong("index"),
                origin.space(),
                origin.realm(),
                origin.agency(),
                row.getBoolean("own"),
                decoded.map(Decoded::by).orElse(Actor.NODE),
                decoded.map(Decoded::to).orElse(java.util.Set.of()),
                EntryHeader.parse(bytes).at(),
                Sql.instant(row, "arrived_at"),
                LedgerTable.name(row),
                row.getLong("applied"));
        return new Kept(at, kind, body);
    }

    private Optional<Decoded> readable(String kind, byte[] body) {
        try {
            return codec.read(kind, body);
        } catch (FormatException e) {
            return Optional.empty(); // retry() says why
        }
    }
}
