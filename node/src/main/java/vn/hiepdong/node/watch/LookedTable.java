package vn.hiepdong.node.watch;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Sql;

/// Up to where each officer has looked. No entry of the ledger: it is a bookmark, nobody else's business, and is
/// overwritten rather than kept.
@Component
class LookedTable {
    /// What stood before the first mark.
    private static final long NEVER = -1;

    private final JdbcClient sql;

    LookedTable(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param upTo the last place, in this node's order, that the officer has looked at
    /// @param undoable whether the mark can be taken back
    record Looked(long upTo, Instant at, boolean undoable) {}

    Optional<Looked> by(UUID account) {
        return sql.sql("""
                        select upto, looked_at, before is not null as undoable
                        from watch_looked where account_id = :account
                        """)
                .param("account", account)
                .query((row, _) ->
                        new Looked(row.getLong("upto"), Sql.instant(row, "looked_at"), row.getBoolean("undoable")))
                .optional();
    }

    /// Sets the mark; never backwards, so that an old page sent twice takes nothing back.
    void looked(UUID account, long upTo, Instant now) {
        sql.sql("""
                        insert into watch_looked as mark (account_id, upto, looked_at, before, before_at)
                        values (:account, :upTo, :now, :none, :now)
                        on conflict (account_id) do update
                        set before = mark.upto, before_at = mark.looked_at,
                            upto = excluded.upto, looked_at = excluded.looked_at
                        where excluded.upto > mark.upto
                        """)
                .param("account", account)
                .param("upTo", upTo)
                .param("now", Sql.time(now))
                .param("none", NEVER)
                .update();
    }

    /// Takes the last mark back, once: to the one before it, or to none if it was the first.
    void undo(UUID account) {
        sql.sql("delete from watch_looked where account_id = :account and before = :none")
                .param("account", account)
                .param("none", NEVER)
                .update();
        sql.sql("""
                        update watch_looked
                        set upto = before, looked_at = before_at, before = null, before_at = null
                        where account_id = :account and before is not null
                        """).param("account", account).update();
    }
}
