package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Sql;

/// What partners sent and what this node keeps of it beside the ledger.
final class InboxTable {
    /// Of what was refused so much is kept that an operator sees what it is.
    private static final int KEPT_BYTES = 8192;

    private static final int KEPT_REJECTIONS = 1000;

    private final JdbcClient sql;

    InboxTable(DataSource database) {
        sql = JdbcClient.create(database);
    }

    /// A checkpoint whose entries are on their way.
    record Pending(SignedNote note) {
        Checkpoint checkpoint() {
            return Checkpoint.parse(note.text());
        }
    }

    Optional<Pending> pending(String origin) {
        return sql.sql("select note from exchange_pending where origin = :origin")
                .param("origin", origin)
                .query((row, _) -> new Pending(SignedNote.parse(row.getBytes(1))))
                .optional();
    }

    /// Never goes back, whatever order requests are handled in.
    void keepPending(Checkpoint checkpoint, SignedNote note) {
        sql.sql("""
                        insert into exchange_pending (origin, size, note)
                        values (:origin, :size, :note)
                        on conflict (origin) do update set size = excluded.size, note = excluded.note
                        where exchange_pending.size < excluded.size
                        """)
                .param("origin", checkpoint.origin())
                .param("size", checkpoint.size())
                .param("note", note.toBytes())
                .update();
    }

    void fulfilled(String origin, long size) {
        sql.sql("delete from exchange_pending where origin = :origin and size <= :size")
                .param("origin", origin)
                .param("size", size)
                .update();
    }

    void reject(AgencyCode partner, @Nullable String origin, int status, String reason, byte[] bytes, Instant at) {
        sql.sql("""
                        insert into exchange_rejection (partner, origin, status, reason, sha256, length, bytes, at)
                        values (:partner, :origin, :status, :reason, :sha, :length, :bytes, :at)
                        """)
                .param("partner", partner.value())
                .param("origin", origin)
                .param("status", status)
                .param("reason", reason.substring(0, Math.min(500, reason.length())))
                .param("sha", Hash.sha256(bytes).bytes())
                .param("length", bytes.length)
                .param("bytes", Arrays.copyOf(bytes, Math.min(bytes.length, KEPT_BYTES)))
                .param("at", Sql.time(at))
                .update();
        sql.sql("""
                        delete from exchange_rejection
                        where partner = :partner and id <= (
                            select id from exchange_rejection
                            where partner = :partner
                            order by id desc
                            offset :kept limit 1)
                        """)
                .param("partner", partner.value())
                .param("kept", KEPT_REJECTIONS)
                .update();
    }

    List<Rejection> rejections(@Nullable AgencyCode partner, int limit) {
        return sql.sql("""
                        select id, partner, origin, status, reason, sha256, length, at
                        from exchange_rejection
                        where cast(:partner as text) is null or partner = :partner
                        order by id desc
                        limit :limit
                        """)
                .param("partner", partner == null ? null : partner.value())
                .param("limit", limit)
                .query((row, _) -> new Rejection(
                        row.getLong("id"),
                        row.getString("partner"),
                        row.getString("origin"),
                        row.getInt("status"),
                        row.getString("reason"),
                        Hash.of(row.getBytes("sha256")),
                        row.getInt("length"),
                        Sql.instant(row, "at")))
                .list();
    }

    /// Two checkpoints of one log, both signed by its agency, that cannot both be true.
    void evidence(String origin, SignedNote first, SignedNote second, AgencyCode partner, Instant at) {
        sql.sql("""
                        insert into exchange_evidence (origin, first, second, partner, at)
                        values (:origin, :first, :second, :partner, :at)
                        """)
                .param("origin", origin)
                .param("first", first.toBytes())
                .param("second", second.toBytes())
                .param("partner", partner.value())
                .param("at", Sql.time(at))
                .update();
    }

    List<Evidence> evidence(long after) {
        return sql.sql("""
                        select id, origin, first, second, partner, at from exchange_evidence
                        where id > :after
                        order by id
                        limit 200
                        """)
                .param("after", after)
                .query((row, _) -> new Evidence(
                        row.getLong("id"),
                        row.getString("origin"),
                        SignedNote.parse(row.getBytes("first")),
                        SignedNote.parse(row.getBytes("second")),
                        new AgencyCode(row.getString("partner")),
                        Sql.instant(row, "at")))
                .list();
    }
}
