package vn.hiepdong.node.interop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hiepdong.node.ledger.Sql;

/// Files that were chosen together and wait to be imported.
@Component
class CapFileTable {
    /// As long as a job can be tried again.
    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient sql;
    private final InstantSource clock;

    CapFileTable(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// A file as it was chosen.
    record Chosen(String file, byte[] bytes) {}

    @Transactional
    void keep(UUID batch, UUID account, List<Chosen> files) {
        Instant now = clock.instant();
        sql.sql("delete from interop_cap_file where added_at < :old")
                .param("old", Sql.time(now.minus(KEPT)))
                .update();
        for (int number = 0; number < files.size(); number++) {
            sql.sql("""
                            insert into interop_cap_file (batch, number, account, file, bytes, added_at)
                            values (:batch, :number, :account, :file, :bytes, :now)
                            """)
                    .param("batch", batch)
                    .param("number", number)
                    .param("account", account)
                    .param("file", files.get(number).file())
                    .param("bytes", files.get(number).bytes())
                    .param("now", Sql.time(now))
                    .update();
        }
    }

    /// All that an officer chose together, in order; none when it is not there any more, or somebody else's.
    List<Chosen> of(UUID batch, UUID account) {
        return sql.sql("""
                        select file, bytes
                        from interop_cap_file
                        where batch = :batch
                            and account = :account
                        order by number
                        """)
                .param("batch", batch)
                .param("account", account)
                .query((row, _) -> new Chosen(row.getString("file"), row.getBytes("bytes")))
                .list();
    }

    Optional<Chosen> find(UUID batch, int number) {
        return sql.sql("select file, bytes from interop_cap_file where batch = :batch and number = :number")
                .param("batch", batch)
                .param("number", number)
                .query((row, _) -> new Chosen(row.getString("file"), row.getBytes("bytes")))
                .optional();
    }

    /// Lets go of those that are done with.
    void forget(UUID batch, int below) {
        sql.sql("delete from interop_cap_file where batch = :batch and number < :below")
                .param("batch", batch)
                .param("below", below)
                .update();
    }
}
