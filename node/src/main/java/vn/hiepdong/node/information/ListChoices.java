package vn.hiepdong.node.information;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.web.Refused;

/// What an officer keeps: filters under a label, columns, how dense rows stand. Each account sees only its own.
@Component
final class ListChoices {
    static final int MOST = 50;
    static final int LONGEST_LABEL = 80;

    /// How long a filter that was deleted can be had back.
    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient sql;
    private final TransactionTemplate transactions;
    private final Uuid7 ids;
    private final InstantSource clock;

    ListChoices(JdbcClient sql, PlatformTransactionManager transactions, Uuid7 ids, InstantSource clock) {
        this.sql = sql;
        this.transactions = new TransactionTemplate(transactions);
        this.ids = ids;
        this.clock = clock;
    }

    /// @param former the label before it was renamed
    /// @param usual whether the list opens with it
    record Saved(UUID id, String label, @Nullable String former, String query, boolean usual, boolean removed) {
        String href() {
            return "/information?" + query;
        }
    }

    /// How the list looks.
    record Look(Set<Column> columns, boolean compact) {
        boolean shows(String column) {
            return columns.contains(Column.valueOf(column));
        }
    }

    List<Saved> saved(UUID account) {
        return sql.sql("""
                        select * from information_saved_filter
                        where account = :account and removed_at is null
                        order by label, id
                        """)
                .param("account", account)
                .query((row, _) -> saved(row))
                .list();
    }

    /// Also one that was removed, as long as it can be had back.
    Optional<Saved> saved(UUID account, UUID id) {
        return sql.sql("select * from information_saved_filter where account = :account and id = :id")
                .param("account", account)
                .param("id", id)
                .query((row, _) -> saved(row))
                .optional();
    }

    private static Saved saved(ResultSet row) throws SQLException {
        return new Saved(
                row.getObject("id", UUID.class),
                row.getString("label"),
                row.getString("former"),
                row.getString("query"),
                row.getBoolean("usual"),
                row.getObject("removed_at") != null);
    }

    Optional<Saved> usual(UUID account) {
        return saved(account).stream().filter(Saved::usual).findFirst();
    }

    /// Keeps a filter. Throws [Refused] when there are too many.
    UUID save(UUID account, String label, String query, boolean usual) {
        Instant now = clock.instant();
        UUID id = ids.next();
        transactions.executeWithoutResult(_ -> {
            sql.sql("delete from information_saved_filter where account = :account and removed_at < :gone")
                    .param("account", account)
                    .param("gone", Sql.time(now.minus(KEPT)))
                    .update();
            if (saved(account).size() >= MOST) {
                throw new Refused("list.saved.too-many", MOST);
            }
            if (usual) {
                noneUsual(account);
            }
            sql.sql("""
                            insert into information_saved_filter (id, account, label, query, usual, saved_at)
                            values (:id, :account, :label, :query, :usual, :now)
                            """)
                    .param("id", id)
                    .param("account", account)
                    .param("label", label)
                    .param("query", query)
                    .param("usual", usual)
                    .param("now", Sql.time(now))
                    .update();
        });
        return id;
    }

    void rename(UUID account, UUID id, String label) {
        sql.sql("""
                        update information_saved_filter set former = label, label = :label
                        where account = :account and id = :id and label <> :label
                        """)
                .param("account", account)
                .param("id", id)
                .param("label", label)
                .update();
    }

    /// Makes it the one the list opens with, or no longer.
    void makeUsual(UUID account, UUID id, boolean usual) {
        transactions.executeWithoutResult(_ -> {
            noneUsual(account);
            sql.sql("""
                            update information_saved_filter set usual = :usual
                            where account = :account and id = :id and removed_at is null
                            """)
                    .param("usual", usual)
                    .param("account", account)
                    .param("id", id)
                    .update();
        });
    }

    private void noneUsual(UUID account) {
        sql.sql("update information_saved_filter set usual = false where account = :account and usual")
                .param("account", account)
                .update();
    }

    void remove(UUID account, UUID id) {
        sql.sql("""
                        update information_saved_filter set removed_at = :now, usual = false
                        where account = :account and id = :id
                        """)
                .param("now", Sql.time(clock.instant()))
                .param("account", account)
                .param("id", id)
                .update();
    }

    void restore(UUID account, UUID id) {
        sql.sql("update information_saved_filter set removed_at = null where account = :account and id = :id")
                .param("account", account)
                .param("id", id)
                .update();
    }

    Look look(UUID account) {
        return sql.sql("select columns, compact from information_list_look where account = :account")
                .param("account", account)
                .query((row, _) -> new Look(columns(Sql.strings(row, "columns")), row.getBoolean("compact")))
                .optional()
                .orElseGet(() -> new Look(Column.usual(), false));
    }

    /// A column that an older version does not know is left out.
    private static Set<Column> columns(List<String> names) {
        var columns = EnumSet.noneOf(Column.class);
        Arrays.stream(Column.values())
                .filter(each -> names.contains(each.name()))
                .forEach(columns::add);
        return columns;
    }

    void look(UUID account, Look look) {
        sql.sql("""
                        insert into information_list_look (account, columns, compact)
                        values (:account, :columns, :compact)
                        on conflict (account) do update set columns = excluded.columns, compact = excluded.compact
                        """)
                .param("account", account)
                .param(
                        "columns",
                        look.columns().stream()
                                .map(Enum::name)
                                .collect(Collectors.toSet())
                                .toArray(String[]::new))
                .param("compact", look.compact())
                .update();
    }
}
