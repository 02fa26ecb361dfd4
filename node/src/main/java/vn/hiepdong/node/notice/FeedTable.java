package vn.hiepdong.node.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Sql;

/// The calendar addresses: at most one of each account. Only hashes of the secrets in them are kept.
@Component
final class FeedTable {
    /// A program that reads more often than this has lost its measure.
    static final int READS_AN_HOUR = 60;

    private static final Duration HOUR = Duration.ofHours(1);

    private final JdbcClient sql;

    FeedTable(JdbcClient sql) {
        this.sql = sql;
    }

    record Feed(
            UUID id,
            UUID account,
            Instant createdAt,
            @Nullable Instant lastRead) {}

    /// @param tooOften whether it was read more often in this hour than it may be
    record Read(UUID account, boolean tooOften) {}

    /// In place of the one before, which does not work any more.
    void make(UUID id, UUID account, byte[] hash, Instant now) {
        sql.sql("""
                        insert into notice_feed (id, account, secret_hash, created_at, hour_began)
                        values (:id, :account, :hash, :now, :now)
                        on conflict (account) do update
                           set id = excluded.id, secret_hash = excluded.secret_hash, created_at = excluded.created_at,
                               last_read = null, hour_began = excluded.hour_began, reads = 0
                        """)
                .param("id", id)
                .param("account", account)
                .param("hash", hash)
                .param("now", Sql.time(now))
                .update();
    }

    Optional<Feed> of(UUID account) {
        return sql.sql("select * from notice_feed where account = :account")
                .param("account", account)
                .query((row, _) -> new Feed(
                        row.getObject("id", UUID.class),
                        row.getObject("account", UUID.class),
                        Sql.instant(row, "created_at"),
                        Sql.instantOrNull(row, "last_read")))
                .optional();
    }

    int revoke(UUID account) {
        return sql.sql("delete from notice_feed where account = :account")
                .param("account", account)
                .update();
    }

    /// Somebody reads; counted, so that no program can keep this node busy. Empty where no such address is.
    Optional<Read> read(byte[] hash, Instant now) {
        return sql.sql("""
                        update notice_feed
                           set last_read = :now,
                               reads = case when hour_began <= :hour then 1 else reads + 1 end,
                               hour_began = case when hour_began <= :hour then :now else hour_began end
                         where secret_hash = :hash
                        returning account, reads
                        """)
                .param("now", Sql.time(now))
                .param("hour", Sql.time(now.minus(HOUR)))
                .param("hash", hash)
                .query((row, _) -> new Read(row.getObject("account", UUID.class), row.getInt("reads") > READS_AN_HOUR))
                .optional();
    }
}
