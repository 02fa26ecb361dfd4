package vn.hiepdong.node.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.format.EntryHeader;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Merkle;
import vn.hiepdong.format.SignedNote;

/// The SQL of the ledger's own tables.
final class LedgerTable {
    private final JdbcClient sql;
    private final JdbcTemplate jdbc;

    LedgerTable(DataSource database) {
        jdbc = new JdbcTemplate(database);
        sql = JdbcClient.create(jdbc);
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    JdbcClient sql() {
        return sql;
    }

    /// @param applied the last place given out
    /// @param number of our own logs that go on
    record Locked(long applied, int number) {}

    /// Makes the caller's transaction the one writer of this database until it ends.
    ///
    /// @param few whether the transaction is about a few entries. Statements for many rows are then planned
    ///     once and kept, because planning takes longer than running; for thousands of rows it pays
    Locked lock(boolean few) {
        return sql.sql(
                        "select applied, number, set_config('plan_cache_mode', :mode, true) from ledger_state for update")
                .param("mode", few ? "force_generic_plan" : "auto")
                .query((row, _) -> new Locked(row.getLong("applied"), row.getInt("number")))
                .single();
    }

    /// Number of our own logs that go on.
    int number() {
        return sql.sql("select number from ledger_state").query(Integer.class).single();
    }

    void applied(long applied) {
        sql.sql("update ledger_state set applied = :applied")
                .param("applied", applied)
                .update();
    }

    /// Something was deleted that must not be left in the files of the database either.
    void erased(Instant now) {
        sql.sql("update ledger_state set erased = erased + 1, erased_since = coalesce(erased_since, :now)")
                .param("now", Sql.time(now))
                .update();
    }

    Erasures erasures() {
        return sql.sql("select erased, erased_since from ledger_state")
                .query((row, _) -> new Erasures(row.getLong("erased"), Sql.instantOrNull(row, "erased_since")))
                .single();
    }

    void cleaned(long upTo, Instant began) {
        sql.sql("update ledger_state set erased_since = case when erased > :upto then cast(:began as timestamptz) end")
                .param("upto", upTo)
                .param("began", Sql.time(began))
                .update();
    }

    /// Told to every instance when the transaction commits.
    void announce(String message) {
        sql.sql("select pg_notify('hiepdong', :message)")
                .param("message", message)
                .query((_, _) -> null)
                .list();
    }

    List<Head> heads(Collection<UUID> spaces) {
        return sql.sql("""
                        select id, origin, own, size, edge, last_at, frozen, ended
                        from ledger_log
                        where space = any(:spaces)
                        order by id
                        """)
                .param("spaces", spaces.toArray(UUID[]::new))
                .query((row, _) -> new Head(
                        row.getInt("id"),
                        LogOrigin.parse(row.getString("origin")),
                        row.getBoolean("own"),
                        row.getLong("size"),
                        row.getBytes("edge"),
                        row.getLong("last_at"),
                        row.getString("frozen"),
                        row.getObject("ended", Long.class)))
                .list();
    }

    /// What was appended under these marks before, in the order of its parts.
    Map<Once.Mark, List<Appended>> said(Collection<Once.Mark> marks) {
        if (marks.isEmpty()) {
            return Map.of();
        }
        var said = new HashMap<Once.Mark, List<Appended>>();
        sql.sql("""
                        select o.request, o.nth, o.log, o.index, l.origin, e.subject, e.bytes, p.salt, p.body, e.applied
                        from unnest(:requests, :nths) m (request, nth)
                        join ledger_once o on o.request = m.request and o.nth = m.nth
                        join ledger_entry e on e.log = o.log and e.index = o.index
                        join ledger_log l on l.id = o.log
                        left join ledger_payload p on p.log = o.log and p.index = o.index
                        order by o.request, o.nth, o.part
                        """)
                .param("requests", marks.stream().map(Once.Mark::request).toArray(UUID[]::new))
                .param("nths", marks.stream().map(Once.Mark::nth).toArray(Short[]::new))
                .query(row -> {
                    var mark = new Once.Mark(row.getObject("request", UUID.class), row.getShort("nth"));
                    said.computeIfAbsent(mark, _ -> new ArrayList<>())
                            .add(new Appended(
                                    row.getInt("log"),
                                    row.getLong("index"),
                                    row.getObject("subject", UUID.class),
                                    name(row),
                                    row.getLong("applied")));
                });
        return said;
    }

    /// By which others name an entry.
    ///
    /// @param row with its bytes, its payload unless that is not here, and the name of its log
    static Hash name(ResultSet row) throws SQLException {
        byte[] bytes = row.getBytes("bytes");
        byte[] body = row.getBytes("body");
        return body == null
                ? Merkle.leaf(bytes)
                : EntryHeader.parse(bytes).name(row.getString("origin"), row.getBytes("salt"), body);
    }

    /// From now on `appended` is what was said under this mark.
    void remember(Map<Once.Mark, List<Appended>> said, Instant now) {
        if (said.isEmpty()) {
            return;
        }
        jdbc.update(
                "delete from ledger_once where ctid = any(array("
                        + "select ctid from ledger_once where at < ? order by at limit 100))",
                Sql.time(now.minus(Once.KEPT)));
        var rows = new ArrayList<Object[]>();
        said.forEach((mark, appended) -> {
            for (int part = 0; part < appended.size(); part++) {
                Appended each = appended.get(part);
                rows.add(new Object[] {mark.request(), mark.nth(), part, each.log(), each.index(), Sql.time(now)});
            }
        });
        jdbc.batchUpdate(
                "insert into ledger_once (request, nth, part, log, index, at) values (?, ?, ?, ?, ?, ?)", rows);
    }

    boolean isThere(int log, long index, byte[] bytes) {
        return sql.sql("select bytes from ledger_entry where log = :log and index = :index")
                .param("log", log)
                .param("index", index)
                .query((row, _) -> row.getBytes("bytes"))
                .optional()
                .filter(there -> Arrays.equals(there, bytes))
                .isPresent();
    }

    /// A new, empty log.
    Head create(LogOrigin origin, boolean own) {
        int id = sql.sql("""
                        insert into ledger_log (origin, number, lineage, space, realm, agency, own)
                        values (:origin, :number, :lineage, :space, :realm, :agency, :own)
                        returning id
                        """)
                .param("origin", origin.toString())
                .param("number", origin.number())
                .param("lineage", origin.number(1).toString())
                .param("space", origin.space().value())
                .param("realm", origin.realm().name())
                .param("agency", origin.agency().value())
                .param("own", own)
                .query(Integer.class)
                .single();
        return new Head(id, origin, own, 0, new byte[0], 0, null, null);
    }

    /// Which of these records were erased.
    List<Erasure> erasures(Collection<UUID> subjects) {
        if (subjects.isEmpty()) {
            return List.of();
        }
        return sql.sql("""
                        select e.subject, f.id as log, e.space, e.everybody, e.kept
                        from ledger_erased e
                        join ledger_log l on l.id = e.log
                        join ledger_log f on f.lineage = l.lineage
                        where e.subject = any(:subjects)
                        """)
                .param("subjects", subjects.toArray(UUID[]::new))
                .query((row, _) -> new Erasure(
                        row.getObject("subject", UUID.class),
                        row.getInt("log"),
                        row.getObject("space", UUID.class),
                        row.getBoolean("everybody"),
                        Set.copyOf(Sql.strings(row, "kept"))))
                .list();
    }

    /// What an entry says goes; the projections do not see it.
    void dropPayload(int log, long index) {
        sql.sql("""
                        with dropped as (
                            delete from ledger_payload where log = :log and index = :index)
                        update ledger_entry set applied = null, problem = null where log = :log and index = :index
                        """).param("log", log).param("index", index).update();
    }

    List<LogView> logs() {
        return sql.sql("select * from ledger_log order by id")
                .query((row, _) -> view(row))
                .list();
    }

    Optional<LogView> log(int id) {
        return sql.sql("select * from ledger_log where id = :id")
                .param("id", id)
                .query((row, _) -> view(row))
                .optional();
    }

    Optional<LogView> log(String origin) {
        return sql.sql("select * from ledger_log where origin = :origin")
                .param("origin", origin)
                .query((row, _) -> view(row))
                .optional();
    }

    private static LogView view(ResultSet row) throws SQLException {
        byte[] checkpoint = row.getBytes("checkpoint");
        return new LogView(
                row.getInt("id"),
                LogOrigin.parse(row.getString("origin")),
                row.getBoolean("own"),
                row.getLong("size"),
                row.getLong("signed_size"),
                checkpoint == null ? null : SignedNote.parse(checkpoint),
                frozen(row),
                row.getObject("ended", Long.class));
    }

    private static @Nullable Frozen frozen(ResultSet row) throws SQLException {
        String detail = row.getString("frozen");
        return detail == null
                ? null
                : new Frozen(Frozen.Reason.valueOf(row.getString("frozen_for")), Sql.instant(row, "frozen_at"), detail);
    }

    /// Entries of a log in order, with the payloads that are released to `party` (all of them when null).
    List<StoredEntry> entries(int log, long from, long to, @Nullable AgencyCode party) {
        return sql.sql("""
                        select e.index, e.bytes, p.salt, p.body
                        from ledger_entry e
                        left join ledger_payload p
                          on p.log = e.log and p.index = e.index
                          and (cast(:party as text) is null or :party = any(p.released_to))
                        where e.log = :log and e.index >= :from and e.index < :to
                        order by e.index
                        """)
                .param("log", log)
                .param("from", from)
                .param("to", to)
                .param("party", party == null ? null : party.value())
                .query((row, _) -> {
                    byte[] body = row.getBytes("body");
                    Payload payload = body == null ? null : new Payload(row.getBytes("salt"), body);
                    return new StoredEntry(row.getLong("index"), row.getBytes("bytes"), payload);
                })
                .list();
    }

    List<Outgoing> outgoing(int log, long from, long to, AgencyCode party, long budget) {
        return sql.sql("""
                        select index, bytes, erased, released, fits,
                               case when fits then salt end as salt, case when fits then body end as body
                        from (
                            select e.index, e.bytes, p.salt, p.body, p.log is null as erased,
                                   coalesce(p.log is not null and :party = any(p.released_to || l.agency), false) as released,
                                   sum(octet_length(p.body)) filter (where :party = any(p.released_to || l.agency))
                                       over (order by e.index) <= :budget as fits
                            from ledger_entry e
                            join ledger_log l on l.id = e.log
                            left join ledger_payload p on p.log = e.log and p.index = e.index
                            where e.log = :log and e.index >= :from and e.index < :to) as each
                        order by index
                        """)
                .param("log", log)
                .param("from", from)
                .param("to", to)
                .param("party", party.value())
                .param("budget", budget)
                .query((row, _) -> outgoing(row))
                .list();
    }

    private static Outgoing outgoing(ResultSet row) throws SQLException {
        long index = row.getLong("index");
        byte[] bytes = row.getBytes("bytes");
        if (row.getBoolean("released") && row.getBoolean("fits")) {
            var payload = new Payload(row.getBytes("salt"), row.getBytes("body"));
            return new Outgoing(index, bytes, payload, Outgoing.State.HERE);
        }
        Outgoing.State state = row.getBoolean("released")
                ? Outgoing.State.TOO_MUCH
                : row.getBoolean("erased") ? Outgoing.State.ERASED : Outgoing.State.NOT_RELEASED;
        return new Outgoing(index, bytes, null, state);
    }

    List<byte[]> bytes(int log, long from, long to) {
        return sql.sql("""
                        select bytes from ledger_entry
                        where log = :log and index >= :from and index < :to
                        order by index
                        """)
                .param("log", log)
                .param("from", from)
                .param("to", to)
                .query((row, _) -> row.getBytes(1))
                .list();
    }

    Optional<byte[]> tile(int log, int level, long n) {
        return sql.sql("select hashes from ledger_tile where log = :log and level = :level and n = :n")
                .param("log", log)
                .param("level", level)
                .param("n", n)
                .query((row, _) -> row.getBytes(1))
                .optional();
    }

    Optional<Unsigned> unsigned(int log) {
        return sql.sql("""
                        select origin, size, edge, signed_size, signed_edge
                        from ledger_log
                        where id = :log and own and size > signed_size and frozen is null and ended is null
                        """)
                .param("log", log)
                .query((row, _) -> new Unsigned(
                        LogOrigin.parse(row.getString("origin")),
                        row.getLong("size"),
                        row.getBytes("edge"),
                        row.getLong("signed_size"),
                        row.getBytes("signed_edge")))
                .optional();
    }

    List<Integer> unsignedLogs() {
        return sql.sql("""
                        select id from ledger_log
                        where own and size > signed_size and frozen is null and ended is null
                        order by id
                        """).query((row, _) -> row.getInt(1)).list();
    }

    /// What the signer has to cover next.
    record Unsigned(LogOrigin origin, long size, byte[] edge, long signedSize, byte[] signedEdge) {}

    /// Publishes by compare-and-set. The entries are durable already, so the checkpoint itself need not wait for
    /// the
    /// disk: after a power cut the same entries are signed again.
    boolean publish(int log, long oldSize, long size, byte[] edge, byte[] checkpoint) {
        sql.sql("set local synchronous_commit = off").update();
        return sql.sql("""
                        update ledger_log
                        set signed_size = :size, signed_edge = :edge, checkpoint = :checkpoint
                        where id = :log and signed_size = :old and frozen is null and ended is null
                        """)
                        .param("log", log)
                        .param("old", oldSize)
                        .param("size", size)
                        .param("edge", edge)
                        .param("checkpoint", checkpoint)
                        .update()
                == 1;
    }

    /// Nothing happens when it is frozen already: the first reason stands.
    boolean freeze(int log, Frozen frozen) {
        return sql.sql("""
                        update ledger_log set frozen = :detail, frozen_for = :reason, frozen_at = :since
                        where id = :log and frozen is null and ended is null
                        """)
                        .param("log", log)
                        .param("detail", frozen.detail())
                        .param("reason", frozen.reason().name())
                        .param("since", Sql.time(frozen.since()))
                        .update()
                == 1;
    }

    /// Takes off what a log has behind a size.
    ///
    /// @param edge of the tree of that size
    void cutBack(int log, long size, byte[] edge) {
        for (String each : List.of(
                "delete from ledger_late where log = :log and index >= :size",
                "delete from ledger_payload where log = :log and index >= :size",
                "delete from ledger_erased where log = :log and index >= :size",
                "delete from ledger_entry where log = :log and index >= :size",
                "delete from ledger_tile where log = :log and level = 0 and (n + 1) * 256 > :size",
                """
                update ledger_tile
                set hashes = substring(hashes from 1 for greatest(0, (:size >> (8 * level)) - n * 256)::int * 32)
                where log = :log and level > 0 and n * 256 + octet_length(hashes) / 32 > (:size >> (8 * level))
                """,
                "delete from ledger_tile where log = :log and octet_length(hashes) = 0")) {
            sql.sql(each).param("log", log).param("size", size).update();
        }
        sql.sql("update ledger_log set size = :size, edge = :edge where id = :log")
                .param("log", log)
                .param("size", size)
                .param("edge", edge)
                .update();
    }
}
