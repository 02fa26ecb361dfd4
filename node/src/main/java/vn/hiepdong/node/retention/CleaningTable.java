package vn.hiepdong.node.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Sql;

/// The runs of the cleaning. One at most is ordered or under way.
@Component
final class CleaningTable {
    private static final int KEPT = 200;

    private final JdbcClient sql;

    CleaningTable(JdbcClient sql) {
        this.sql = sql;
    }

    /// False when one is ordered or under way already.
    boolean order(UUID by, Instant now) {
        return sql.sql("""
                        insert into retention_cleaning (state, ordered_by, at) values ('ORDERED', :by, :now)
                        on conflict ((true)) where state in ('ORDERED', 'RUNNING') do nothing
                        """).param("by", by).param("now", Sql.time(now)).update() == 1;
    }

    /// Begins the one that is ordered, or one by the clock.
    long begin(Instant now, long upto) {
        return sql.sql("""
                        insert into retention_cleaning (state, at, upto) values ('RUNNING', :now, :upto)
                        on conflict ((true)) where state in ('ORDERED', 'RUNNING')
                            do update set state = 'RUNNING', at = excluded.at, upto = excluded.upto
                        returning id
                        """)
                .param("now", Sql.time(now))
                .param("upto", upto)
                .query(Long.class)
                .single();
    }

    void end(long id, CleaningRun.State state, Rewriting.Outcome outcome, Instant now) {
        sql.sql("""
                        update retention_cleaning
                        set state = :state, ended_at = :now, tables = :tables, longest = :longest, longest_ms = :ms
                        where id = :id
                        """)
                .param("state", state.name())
                .param("now", Sql.time(now))
                .param("tables", outcome.tables())
                .param("longest", outcome.longest())
                .param("ms", outcome.longestMs())
                .param("id", id)
                .update();
        sql.sql("delete from retention_cleaning where id <= :id - :kept")
                .param("id", id)
                .param("kept", KEPT)
                .update();
    }

    /// A process that was stopped left its run open.
    void cut(Instant now) {
        sql.sql("update retention_cleaning set state = 'CUT', ended_at = :now where state = 'RUNNING'")
                .param("now", Sql.time(now))
                .update();
    }

    /// The newest first.
    List<CleaningRun> list(int limit) {
        return sql.sql("select * from retention_cleaning order by id desc limit :limit")
                .param("limit", limit)
                .query((row, _) -> run(row))
                .list();
    }

    Optional<CleaningRun> newest() {
        return list(1).stream().findFirst();
    }

    private static CleaningRun run(ResultSet row) throws SQLException {
        return new CleaningRun(
                row.getLong("id"),
                CleaningRun.State.valueOf(row.getString("state")),
                account(row),
                Sql.instant(row, "at"),
                Sql.instantOrNull(row, "ended_at"),
                row.getLong("upto"),
                row.getInt("tables"),
                row.getString("longest"),
                row.getLong("longest_ms"));
    }

    private static @Nullable UUID account(ResultSet row) throws SQLException {
        return row.getObject("ordered_by", UUID.class);
    }
}
