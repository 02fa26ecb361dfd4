package vn.hiepdong.node.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tokens by which programs act for an account.
@Component
final class TokenTable {
    private final JdbcClient sql;
    private final InstantSource clock;

    TokenTable(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// A token as an administrator sees it; what the program shows is known to the program alone.
    record Token(
            UUID id,
            UUID account,
            String name,
            Set<Scope> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable LocalDate lastUsed,
            @Nullable Instant revokedAt) {

        boolean usable(Instant now) {
            return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
        }
    }

    /// A token that was shown and is good, with the account behind it.
    record Bearer(Token token, Account account) {}

    boolean insert(Token token, String secret) {
        var expires = token.expiresAt();
        return sql.sql("""
                        insert into access_token (id, token_hash, account_id, name, scopes, created_at, expires_at)
                        values (:id, :hash, :account, :name, :scopes, :at, :expires)
                        on conflict (token_hash) do nothing
                        """)
                        .param("id", token.id())
                        .param("hash", Secrets.hash(secret))
                        .param("account", token.account())
                        .param("name", token.name())
                        .param(
                                "scopes",
                                token.scopes().stream()
                                        .map(Scope::text)
                                        .sorted()
                                        .toArray(String[]::new))
                        .param("at", AccountTable.stored(token.createdAt()))
                        .param(
                                "expires",
                                expires == null ? null : AccountTable.stored(expires),
                                java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
    }

    Optional<Bearer> find(String secret) {
        var now = clock.instant();
        var bearer = sql.sql("""
                        select account.*, token.id as token_id, token.account_id, token.name, token.scopes,
                               token.created_at as token_created_at, token.expires_at, token.last_used_on,
                               token.revoked_at
                          from access_token token
                          join access_account account on account.id = token.account_id
                         where token.token_hash = :hash and account.active
                        """)
                .param("hash", Secrets.hash(secret))
                .query((row, _) -> new Bearer(token(row), AccountTable.account(row)))
                .optional()
                .filter(found -> found.token().usable(now));
        bearer.ifPresent(found -> noticeUse(found.token(), now));
        return bearer;
    }

    List<Token> of(UUID account) {
        return sql.sql("""
                        select id as token_id, account_id, name, scopes, created_at as token_created_at,
                               expires_at, last_used_on, revoked_at
                          from access_token
                         where account_id = :account
                         order by revoked_at nulls first, created_at desc
                        """)
                .param("account", account)
                .query((row, _) -> token(row))
                .list();
    }

    boolean revoke(UUID token, UUID account) {
        return sql.sql("""
                        update access_token set revoked_at = :now
                         where id = :token and account_id = :account and revoked_at is null
                        """)
                        .param("now", AccountTable.stored(clock.instant()))
                        .param("token", token)
                        .param("account", account)
                        .update()
                == 1;
    }

    /// The day is enough to find tokens that nobody needs any more, and is written once a day.
    private void noticeUse(Token token, Instant now) {
        var today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        if (today.equals(token.lastUsed())) return;
        sql.sql("update access_token set last_used_on = :today where id = :token")
                .param("today", today)
                .param("token", token.id())
                .update();
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getObject("token_id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("name"),
                Arrays.stream((String[]) row.getArray("scopes").getArray())
                        .flatMap(text -> Scope.of(text).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                AccountTable.instant(row, "token_created_at"),
                nullable(row.getObject("expires_at", OffsetDateTime.class)),
                row.getObject("last_used_on", LocalDate.class),
                nullable(row.getObject("revoked_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant nullable(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
