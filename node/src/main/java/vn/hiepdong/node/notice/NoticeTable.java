package vn.hiepdong.node.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.space.Urgency;

/// What was found, and who was told.
@Component
final class NoticeTable {
    /// How long an undelivered notice stays to be looked at.
    private static final Duration DEAD_KEPT = Duration.ofDays(30);

    private final JdbcClient sql;

    NoticeTable(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param at when it is due to go out
    record Told(UUID account, Channel channel, Matter matter, Instant at) {}

    /// A notice as it is kept.
    record Notice(
            long id, UUID account, Matter.Key matter, Urgency urgency, Instant foundAt, int attempts, String problem) {}

    /// One instance at a time looks, until its transaction ends.
    void lock() {
        sql.sql("select only_one from notice_look for update")
                .query(Boolean.class)
                .single();
    }

    Set<Matter.Key> found(String roles) {
        return new HashSet<>(sql.sql("select key, step from notice_matter where roles = :roles")
                .param("roles", roles)
                .query((row, _) -> key(row))
                .list());
    }

    void add(String roles, Collection<Matter.Key> matters, Instant now) {
        sql.sql("""
                        insert into notice_matter (roles, key, step, found_at)
                        select :roles, key, step, :now from unnest(:keys, :steps) as found (key, step)
                        on conflict do nothing
                        """)
                .param("roles", roles)
                .param("keys", keys(matters))
                .param("steps", steps(matters))
                .param("now", Sql.time(now))
                .update();
    }

    /// @param before only those found before; what a full source does not hand over may still be there
    void remove(String roles, Collection<Matter.Key> matters, Instant before) {
        sql.sql("""
                        delete from notice_matter
                         where roles = :roles and found_at <= :before
                           and (key, step) in (select * from unnest(:keys, :steps))
                        """)
                .param("roles", roles)
                .param("before", Sql.time(before))
                .param("keys", keys(matters))
                .param("steps", steps(matters))
                .update();
    }

    int removeOthers(Collection<String> roles) {
        return sql.sql("delete from notice_matter where roles <> all (:roles)")
                .param("roles", Sql.array(roles))
                .update();
    }

    /// Rows whose matter nobody has in the queue any more, and those that stayed undelivered for long.
    void forget(Instant now) {
        sql.sql("""
                        delete from notice_told told
                         where state <> 'DEAD'
                           and not exists (select from notice_matter matter
                                            where matter.key = told.key and matter.step = told.step)
                        """).update();
        sql.sql("delete from notice_told where state = 'DEAD' and found_at < :before")
                .param("before", Sql.time(now.minus(DEAD_KEPT)))
                .update();
    }

    /// Each once. What was given up about the same matter before begins anew.
    void tell(List<Told> told, Instant now) {
        if (told.isEmpty()) {
            return;
        }
        sql.sql("""
                        insert into notice_told (account, channel, key, step, urgency, realm, next_at, found_at)
                        select account, channel, key, step, urgency, realm, at, :now
                          from unnest(cast(:accounts as uuid[]), :channels, :keys, :steps, :urgencies, :realms,
                                      cast(:times as timestamptz[]))
                            as told (account, channel, key, step, urgency, realm, at)
                        on conflict (account, channel, key, step) do update
                           set state = 'OPEN', next_at = excluded.next_at, found_at = excluded.found_at, attempts = 0,
                               claimed_until = null
                         where notice_told.state = 'DEAD'
                        """)
                .param("now", Sql.time(now))
                .param("accounts", Sql.array(told.stream().map(Told::account).toList()))
                .param("channels", Sql.array(told.stream().map(Told::channel).toList()))
                .param(
                        "keys",
                        keys(told.stream().map(each -> each.matter().id()).toList()))
                .param(
                        "steps",
                        steps(told.stream().map(each -> each.matter().id()).toList()))
                .param(
                        "urgencies",
                        Sql.array(told.stream()
                                .map(each -> each.matter().urgency())
                                .toList()))
                .param(
                        "realms",
                        Sql.array(told.stream()
                                .map(each -> each.matter().waiting().realm())
                                .toList()))
                .param("times", Sql.array(told.stream().map(Told::at).toList()))
                .update();
    }

    boolean anyUnseen(UUID account) {
        return sql.sql("""
                        select exists (select from notice_told
                                        where account = :account and channel = 'PAGE' and state = 'OPEN')
                        """).param("account", account).query(Boolean.class).single();
    }

    List<Notice> unseen(UUID account) {
        return sql.sql("""
                        select * from notice_told
                         where account = :account and channel = 'PAGE' and state = 'OPEN'
                         order by id
                        """)
                .param("account", account)
                .query((row, _) -> notice(row))
                .list();
    }

    int seen(UUID account, long from, long upTo) {
        return sql.sql("""
                        update notice_told set state = 'DONE'
                         where account = :account and channel = 'PAGE' and state = 'OPEN' and id between :from and :upTo
                        """)
                .param("account", account)
                .param("from", from)
                .param("upTo", upTo)
                .update();
    }

    /// All that one account is to be mailed about one realm, once the first of it is due; claimed until then for
    /// whoever
    /// asked.
    List<Notice> claimMail(Instant now, Instant until) {
        return sql.sql("""
                        with due as (
                            select account, realm from notice_told
                             where channel = 'MAIL' and state = 'OPEN' and next_at <= :now
                               and (claimed_until is null or claimed_until <= :now)
                             order by next_at
                             limit 1
                               for update skip locked),
                        theirs as (
                            select id from notice_told
                             where (account, realm) = (select account, realm from due) and channel = 'MAIL' and state = 'OPEN'
                               and (claimed_until is null or claimed_until <= :now)
                             order by id
                               for update skip locked)
                        update notice_told set claimed_until = :until
                         where id in (select id from theirs)
                        returning *
                        """)
                .param("now", Sql.time(now))
                .param("until", Sql.time(until))
                .query((row, _) -> notice(row))
                .list();
    }

    void done(Collection<Long> ids) {
        sql.sql(
                        "update notice_told set state = 'DONE', claimed_until = null, problem = '' where id = any (cast(:ids as bigint[]))")
                .param("ids", Sql.array(ids))
                .update();
    }

    void failed(Collection<Long> ids, Instant next, String problem, int most) {
        sql.sql("""
                        update notice_told
                           set attempts = attempts + 1, next_at = :next, claimed_until = null, problem = :problem,
                               state = case when attempts + 1 >= :most then 'DEAD' else 'OPEN' end
                         where id = any (cast(:ids as bigint[]))
                        """)
                .param("next", Sql.time(next))
                .param("problem", problem)
                .param("most", most)
                .param("ids", Sql.array(ids))
                .update();
    }

    /// What could not be mailed and was given up, the newest first.
    List<Notice> dead(int most) {
        return sql.sql("""
                        select * from notice_told
                         where state = 'DEAD'
                         order by found_at desc, id desc
                         limit :most
                        """).param("most", most).query((row, _) -> notice(row)).list();
    }

    long deadCount() {
        return sql.sql("select count(*) from notice_told where state = 'DEAD'")
                .query(Long.class)
                .single();
    }

    int again(long id, Instant now) {
        return sql.sql("""
                        update notice_told set state = 'OPEN', attempts = 0, next_at = :now
                         where id = :id and state = 'DEAD'
                        """).param("id", id).param("now", Sql.time(now)).update();
    }

    int drop(long id) {
        return sql.sql("update notice_told set state = 'DONE' where id = :id and state = 'DEAD'")
                .param("id", id)
                .update();
    }

    private static String[] keys(Collection<Matter.Key> matters) {
        return matters.stream().map(Matter.Key::key).toArray(String[]::new);
    }

    private static String[] steps(Collection<Matter.Key> matters) {
        return matters.stream().map(Matter.Key::step).toArray(String[]::new);
    }

    private static Matter.Key key(ResultSet row) throws SQLException {
        return new Matter.Key(row.getString("key"), row.getString("step"));
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                row.getLong("id"),
                row.getObject("account", UUID.class),
                key(row),
                Urgency.valueOf(row.getString("urgency")),
                Sql.instant(row, "found_at"),
                row.getInt("attempts"),
                row.getString("problem"));
    }
}
