package vn.hiepdong.node.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.web.Language;

/// The table of accounts.
@Component
final class AccountTable {
    private final JdbcClient sql;

    AccountTable(JdbcClient sql) {
        this.sql = sql;
    }

    static OffsetDateTime stored(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// Names are told apart without regard to case, so that nobody can be mistaken for another.
    static String canonical(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    boolean insert(Account account) {
        return sql.sql("""
                        insert into access_account
                               (id, username, display_name, password_hash, unit, post, roles, language,
                                mailbox, active, must_change_password, created_at)
                        values (:id, :username, :displayName, :hash, :unit, :post, :roles, :language,
                                :mailbox, :active, :mustChange, :at)
                        on conflict (username) do nothing
                        """)
                        .param("id", account.id())
                        .param("username", account.username())
                        .param("displayName", account.displayName())
                        .param("hash", account.passwordHash())
                        .param("unit", account.unit())
                        .param("post", account.post())
                        .param("roles", names(account.roles()))
                        .param("language", account.language().code())
                        .param("mailbox", account.mailbox())
                        .param("active", account.active())
                        .param("mustChange", account.mustChangePassword())
                        .param("at", stored(account.createdAt()))
                        .update()
                == 1;
    }

    Optional<Account> byName(String username) {
        return sql.sql("select * from access_account where username = :username")
                .param("username", canonical(username))
                .query((row, _) -> account(row))
                .optional();
    }

    Optional<Account> byId(UUID id) {
        return sql.sql("select * from access_account where id = :id")
                .param("id", id)
                .query((row, _) -> account(row))
                .optional();
    }

    List<Account> all() {
        return sql.sql("select * from access_account order by active desc, username")
                .query((row, _) -> account(row))
                .list();
    }

    List<Account> active() {
        return sql.sql("select * from access_account where active order by id")
                .query((row, _) -> account(row))
                .list();
    }

    boolean isEmpty() {
        return sql.sql("select not exists (select from access_account)")
                .query(Boolean.class)
                .single();
    }

    /// Makes changes to accounts wait for each other, so that two administrators cannot remove one another at once.
    void lock() {
        sql.sql("lock table access_account in share row exclusive mode").update();
    }

    boolean hasOtherAdministrator(UUID than) {
        return sql.sql("""
                        select exists (select from access_account
                                        where active and 'ADMINISTRATOR' = any (roles) and id <> :than)
                        """).param("than", than).query(Boolean.class).single();
    }

    void edit(UUID id, Account.Details details) {
        sql.sql("""
                        update access_account
                           set display_name = :displayName, unit = :unit, post = :post, roles = :roles,
                               language = :language, mailbox = :mailbox
                         where id = :id
                        """)
                .param("id", id)
                .param("displayName", details.displayName())
                .param("unit", details.unit())
                .param("post", details.post())
                .param("roles", names(details.roles()))
                .param("language", details.language().code())
                .param("mailbox", details.mailbox())
                .update();
    }

    void setActive(UUID id, boolean active) {
        sql.sql("update access_account set active = :active where id = :id")
                .param("id", id)
                .param("active", active)
                .update();
    }

    void setPassword(UUID id, String hash, boolean mustChange) {
        sql.sql("""
                        update access_account
                           set password_hash = :hash, must_change_password = :mustChange
                         where id = :id
                        """)
                .param("id", id)
                .param("hash", hash)
                .param("mustChange", mustChange)
                .update();
    }

    static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("username"),
                row.getString("display_name"),
                row.getString("password_hash"),
                row.getString("unit"),
                row.getString("post"),
                Arrays.stream((String[]) row.getArray("roles").getArray())
                        .map(Role::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                Language.of(row.getString("language")).orElseThrow(),
                row.getString("mailbox"),
                row.getBoolean("active"),
                row.getBoolean("must_change_password"),
                instant(row, "created_at"));
    }

    private static String[] names(Set<Role> roles) {
        return roles.stream().sorted().map(Enum::name).toArray(String[]::new);
    }
}
