package vn.hiepdong.node.exchange;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where in our own logs entries came back from partners, so that the payloads are asked for after a restart too.
final class GapTable {
    private final JdbcClient sql;

    GapTable(DataSource database) {
        sql = JdbcClient.create(database);
    }

    /// @param until the first entry behind it
    record Kept(String origin, long first, long until) {}

    List<Kept> all() {
        return sql.sql("select origin, first, until from exchange_gap")
                .query((row, _) -> new Kept(row.getString("origin"), row.getLong("first"), row.getLong("until")))
                .list();
    }

    /// Before the entries are put back: one too many asks in vain, one too few would never ask.
    void keep(Kept gap) {
        sql.sql("""
                        insert into exchange_gap (origin, first, until) values (:origin, :first, :until)
                        on conflict (origin) do update
                        set first = least(exchange_gap.first, excluded.first),
                            until = greatest(exchange_gap.until, excluded.until)
                        """)
                .param("origin", gap.origin)
                .param("first", gap.first)
                .param("until", gap.until)
                .update();
    }

    void filled(String origin) {
        sql.sql("delete from exchange_gap where origin = :origin")
                .param("origin", origin)
                .update();
    }
}
