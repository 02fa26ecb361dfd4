package vn.hiepdong.node.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Commitment;
import vn.hiepdong.format.EntryHeader;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Merkle;
import vn.hiepdong.format.RightEdge;
import vn.hiepdong.format.Roster;
import vn.hiepdong.node.ledger.LedgerEntry.Succeeded;

/// Ends logs whose keys were compromised, and begins those that follow them.
///
/// Of our own, the step of the [Roster] says how far each counts. One transaction takes off what stands behind
/// that, begins the new log with the name of the old one, and says there again what was taken off: the same time,
/// kind and payload, under the name that others know it by ([EntryHeader#name]). So nothing is lost and nothing is
/// there twice, whenever the node is killed.
final class Succession {
    private static final Logger LOG = LoggerFactory.getLogger(Succession.class);
    private static final int CHUNK = 1000;

    private final LedgerTable table;
    private final AgencyKeys keys;
    private final SigningGuard guard;
    private final Replay replay;
    private final InstantSource clock;
    private final TransactionTemplate transactions;
    private final Recovery.Check check;
    private final Function<Statement, Job.Prepared> prepare;

    Succession(
            LedgerTable table,
            AgencyKeys keys,
            SigningGuard guard,
            Replay replay,
            InstantSource clock,
            PlatformTransactionManager transactions,
            Recovery.Check check,
            Function<Statement, Job.Prepared> prepare) {
        this.table = table;
        this.keys = keys;
        this.guard = guard;
        this.replay = replay;
        this.clock = clock;
        this.transactions = new TransactionTemplate(transactions);
        this.check = check;
        this.prepare = prepare;
    }

    /// A log that ends.
    ///
    /// @param tail what stands behind its end
    /// @param released to whom each of that was released
    private record Ending(LogView log, Roster.End end, List<StoredEntry> tail, List<String[]> released) {}

    /// Returns the last place given out.
    long succeed(Function<SpaceId, Set<AgencyCode>> audience) {
        Long applied = transactions.execute(status -> {
            LedgerTable.Locked last = table.lock(false);
            long reached = last.applied();
            for (int number = last.number(); number < keys.roster().number(); number++) {
                reached = succeed(number, reached, audience, status);
            }
            return reached;
        });
        return applied == null ? 0 : applied;
    }

    private long succeed(
            int number, long before, Function<SpaceId, Set<AgencyCode>> audience, TransactionStatus status) {
        Roster roster = keys.roster();
        Roster.End nothing = roster.ends().values().stream()
                .findFirst()
                .map(each -> new Roster.End(0, Merkle.EMPTY_ROOT, each.at(), each.reason()))
                .orElseGet(() -> new Roster.End(0, Merkle.EMPTY_ROOT, clock.instant(), "unknown"));
        var endings = new ArrayList<Ending>();
        for (LogView log : table.logs()) {
            if (log.own() && log.origin().number() == number && log.ended() == null) {
                Roster.End end = roster.ends().getOrDefault(log.origin().toString(), nothing);
                List<StoredEntry> tail = table.entries(log.id(), end.size(), log.size(), null);
                endings.add(new Ending(log, end, tail, released(log.id(), end.size())));
            }
        }
        endings.forEach(this::end);
        if (endings.stream().anyMatch(each -> !each.tail.isEmpty())) {
            replay.rebuild();
        }
        int next = number + 1;
        table.sql()
                .sql("update ledger_state set number = :next")
                .param("next", next)
                .update();
        long reached = before;
        for (Ending each : endings) {
            // A database that was restored from before the change gets the log that follows from partners.
            if (guard.mayKnow(each.log.origin().number(next))) {
                LOG.warn("{}: what follows it was begun before, and comes back from partners", each.log.origin());
            } else {
                reached = begin(each, next, audience.apply(each.log.origin().space()), status);
            }
        }
        return reached;
    }

    private List<String[]> released(int log, long from) {
        return table.sql()
                .sql("""
                        select coalesce(p.released_to, '{}') as released_to
                        from ledger_entry e
                        left join ledger_payload p on p.log = e.log and p.index = e.index
                        where e.log = :log and e.index >= :from
                        order by e.index
                        """)
                .param("log", log)
                .param("from", from)
                .query((row, _) -> Sql.strings(row, "released_to").toArray(String[]::new))
                .list();
    }

    /// Ends one of ours. The new pair signs it once more, as it stands at its end.
    private void end(Ending ending) {
        LogView log = ending.log;
        long size = ending.end.size();
        if (log.size() < size) {
            mark(log.id(), size); // restored from a backup: partners give back the rest
            return;
        }
        RightEdge edge = edge(log, size);
        if (!edge.root().equals(ending.end.root())) {
            throw new IllegalStateException(log.origin() + " does not have the tree with which it ended");
        }
        cut(log, edge);
        byte[] note = size == 0
                ? null
                : keys.sign(log.origin(), new Checkpoint(log.origin().toString(), size, edge.root()), clock)
                        .toBytes();
        signed(log.id(), edge, note);
        mark(log.id(), size);
    }

    private RightEdge edge(LogView log, long size) {
        return RightEdge.read(new StoredHashes(table, log.id(), log.size()), size);
    }

    private void cut(LogView log, RightEdge edge) {
        if (log.size() > edge.size()) {
            table.cutBack(log.id(), edge.size(), edge.toBytes());
        }
    }

    private void signed(int log, RightEdge edge, byte @Nullable [] note) {
        table.sql()
                .sql("""
                        update ledger_log set signed_size = :size, signed_edge = :edge, checkpoint = :note
                        where id = :log
                        """)
                .param("log", log)
                .param("size", note == null ? 0 : edge.size())
                .param("edge", note == null ? new byte[0] : edge.toBytes())
                .param("note", note)
                .update();
    }

    /// What was found out before about two trees is settled by the end.
    private void mark(int log, long size) {
        table.sql().sql("""
                        update ledger_log set ended = :size, frozen = null, frozen_for = null, frozen_at = null
                        where id = :log
                        """).param("log", log).param("size", size).update();
    }

    private long begin(Ending ending, int number, Set<AgencyCode> audience, TransactionStatus status) {
        LogOrigin old = ending.log.origin();
        LogOrigin origin = old.number(number);
        String name = origin.toString();
        var first = new Succeeded(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                old.toString(),
                ending.end.size(),
                ending.end.root(),
                ending.end.reason());
        var statement = new Statement(new Place(old.space(), old.realm()), Actor.NODE, audience, first);
        long reached = round(new Job.Own(List.of(prepare.apply(statement)), null, new CompletableFuture<>()), status);
        for (int from = 0; from < ending.tail.size(); from += CHUNK) {
            var part = new ArrayList<Job.Checked>();
            for (StoredEntry each : ending.tail.subList(from, Math.min(ending.tail.size(), from + CHUNK))) {
                part.add(check.of(name, again(each, old.number(), name)));
            }
            reached = round(new Job.Received(origin, from + 1L, part, null, new CompletableFuture<>()), status);
        }
        LogView log = table.log(name).orElseThrow();
        release(log.id(), ending.released);
        table.sql()
                .sql("""
                        update ledger_once set log = :new, index = index - :size + 1
                        where log = :old and index >= :size
                        """)
                .param("new", log.id())
                .param("old", ending.log.id())
                .param("size", ending.end.size())
                .update();
        return reached;
    }

    private long round(Job job, TransactionStatus status) {
        var round = new Round(table, keys.identity(), clock, false);
        round.open(List.of(job));
        round.take(job);
        round.store(status);
        return round.applied();
    }

    /// The same entry with the name of the new log in its commitment. Of what was erased nobody can tell any more.
    private static StoredEntry again(StoredEntry each, int number, String origin) {
        EntryHeader header = EntryHeader.parse(each.bytes());
        Payload payload = each.payload();
        Hash commitment = payload == null
                ? header.commitment()
                : Commitment.of(payload.salt(), origin, header.at(), header.kind(), payload.body());
        return new StoredEntry(
                each.index(), header.saidAgain(number, commitment).toBytes(), payload);
    }

    /// Whom others released it to since, too.
    private void release(int log, List<String[]> released) {
        table.jdbc()
                .batchUpdate(
                        "update ledger_payload set released_to = ? where log = ? and index = ?",
                        new BatchPreparedStatementSetter() {
                            @Override
                            public void setValues(PreparedStatement statement, int i) throws SQLException {
                                statement.setArray(1, statement.getConnection().createArrayOf("text", released.get(i)));
                                statement.setInt(2, log);
                                statement.setLong(3, i + 1L);
                            }

                            @Override
                            public int getBatchSize() {
                                return released.size();
                            }
                        });
    }

    /// @param off entries that were taken off
    /// @param applied the last place given out
    record Ended(long off, long applied) {}

    /// Ends a partner's log.
    Ended end(LogOrigin origin, long size, Hash root) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            long applied = table.lock(false).applied();
            LogView log = table.log(origin.toString()).orElse(null);
            if (log == null || log.own() || log.ended() != null) {
                return new Ended(0, applied);
            }
            long off = 0;
            if (log.size() > size || log.size() == size && size > 0) {
                RightEdge edge = edge(log, size);
                if (!edge.root().equals(root)) {
                    edge = edge(log, 0);
                }
                off = log.size() - edge.size();
                cut(log, edge);
                if (log.signedSize() > edge.size()) {
                    signed(log.id(), edge, null);
                }
            }
            mark(log.id(), size);
            if (off > 0) {
                replay.rebuild();
            }
            return new Ended(off, applied);
        }));
    }

    /// What is here of a partner's log that ended leads to another tree than its end: all of it is taken off.
    Ended beginAnew(LogOrigin origin) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            long applied = table.lock(false).applied();
            LogView log = table.log(origin.toString())
                    .filter(each -> !each.own() && each.ended() != null)
                    .orElseThrow(() -> new FormatException(origin + " has not ended"));
            RightEdge nothing = edge(log, 0);
            cut(log, nothing);
            signed(log.id(), nothing, null);
            replay.rebuild();
            return new Ended(log.size(), applied);
        }));
    }
}
