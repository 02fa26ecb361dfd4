package vn.hiepdong.node.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who is signed in. In the database, because several instances may serve one node; as hashes, because whoever
/// reads a backup must not be able to use what stands there.
@Component
final class SessionTable {
    static final Duration IDLE = Duration.ofHours(12);
    static final Duration ABSOLUTE = Duration.ofHours(24);
    private static final Duration NOTICE = Duration.ofMinutes(1);

    private final JdbcClient sql;
    private final InstantSource clock;
    private final Secrets secrets;

    SessionTable(JdbcClient sql, InstantSource clock, Secrets secrets) {
        this.sql = sql;
        this.clock = clock;
        this.secrets = secrets;
    }

    /// Starts a session and gives what the browser has to show from now on.
    String start(UUID account) {
        var now = clock.instant();
        forgetExpired(now);
        var token = secrets.token();
        sql.sql("""
                        insert into access_session (token_hash, account_id, created_at, last_used_at)
                        values (:hash, :account, :now, :now)
                        """)
                .param("hash", Secrets.hash(token))
                .param("account", account)
                .param("now", AccountTable.stored(now))
                .update();
        return token;
    }

    Optional<Account> find(String token) {
        var now = clock.instant();
        var hash = Secrets.hash(token);
        var found = sql.sql("""
                        select account.*, session.last_used_at
                          from access_session session
                          join access_account account on account.id = session.account_id
                         where session.token_hash = :hash
                           and session.last_used_at > :idle
                           and session.created_at > :absolute
                           and account.active
                        """)
                .param("hash", hash)
                .param("idle", AccountTable.stored(now.minus(IDLE)))
                .param("absolute", AccountTable.stored(now.minus(ABSOLUTE)))
                .query((row, _) -> new Found(AccountTable.account(row), AccountTable.instant(row, "last_used_at")))
                .optional();
        // Once a minute is exact enough, and spares the database a write with every click.
        found.filter(session -> session.lastUsed().isBefore(now.minus(NOTICE))).ifPresent(_ -> used(hash, now));
        return found.map(Found::account);
    }

    /// When a session ends at the latest.
    Optional<Instant> ends(String token) {
        return sql.sql("select created_at from access_session where token_hash = :hash")
                .param("hash", Secrets.hash(token))
                .query((row, _) -> AccountTable.instant(row, "created_at").plus(ABSOLUTE))
                .optional();
    }

    void end(String token) {
        sql.sql("delete from access_session where token_hash = :hash")
                .param("hash", Secrets.hash(token))
                .update();
    }

    void endAll(UUID account) {
        sql.sql("delete from access_session where account_id = :account")
                .param("account", account)
                .update();
    }

    int count(UUID account) {
        return sql.sql("""
                        select count(*) from access_session
                         where account_id = :account and last_used_at > :idle and created_at > :absolute
                        """)
                .param("account", account)
                .param("idle", AccountTable.stored(clock.instant().minus(IDLE)))
                .param("absolute", AccountTable.stored(clock.instant().minus(ABSOLUTE)))
                .query(Integer.class)
                .single();
    }

    private void used(byte[] hash, Instant now) {
        sql.sql("update access_session set last_used_at = :now where token_hash = :hash")
                .param("now", AccountTable.stored(now))
                .param("hash", hash)
                .update();
    }

    private void forgetExpired(Instant now) {
        sql.sql("delete from access_session where last_used_at <= :idle or created_at <= :absolute")
                .param("idle", AccountTable.stored(now.minus(IDLE)))
                .param("absolute", AccountTable.stored(now.minus(ABSOLUTE)))
                .update();
    }

    private record Found(Account account, Instant lastUsed) {}
}
