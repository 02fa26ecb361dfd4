package vn.hiepdong.node.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.space.Urgency;

/// The webhooks and what is sent to them.
@Component
final class HookTable {
    private static final Duration DONE_KEPT = Duration.ofDays(7);
    private static final Duration DEAD_KEPT = Duration.ofDays(30);

    private final JdbcClient sql;

    HookTable(JdbcClient sql) {
        this.sql = sql;
    }

    enum DeliveryState {
        OPEN,
        DONE,
        DEAD
    }

    record Delivery(
            long id,
            UUID hook,
            UUID event,
            String body,
            DeliveryState state,
            int attempts,
            Instant foundAt,
            Instant nextAt,
            @Nullable Instant endedAt,
            String problem) {}

    List<Hook> all() {
        return sql.sql("select * from notice_hook order by created_at, id")
                .query((row, _) -> hook(row))
                .list();
    }

    List<Hook> on() {
        return sql.sql("select * from notice_hook where state = 'ON'")
                .query((row, _) -> hook(row))
                .list();
    }

    boolean anyOn() {
        return sql.sql("select exists (select from notice_hook where state = 'ON')")
                .query(Boolean.class)
                .single();
    }

    int count() {
        return sql.sql("select count(*) from notice_hook").query(Integer.class).single();
    }

    Optional<Hook> find(UUID id) {
        return sql.sql("select * from notice_hook where id = :id")
                .param("id", id)
                .query((row, _) -> hook(row))
                .optional();
    }

    void insert(Hook hook) {
        sql.sql("""
                        insert into notice_hook
                               (id, label, address, secret, steps, urgencies, realms, kinds, state, created_at)
                        values (:id, :label, :address, :secret, :steps, :urgencies, :realms, :kinds, :state, :at)
                        """)
                .param("id", hook.id())
                .param("label", hook.label())
                .param("address", hook.address())
                .param("secret", hook.secret())
                .param("steps", Sql.array(hook.steps()))
                .param("urgencies", Sql.array(hook.urgencies()))
                .param("realms", Sql.array(hook.realms()))
                .param("kinds", Sql.array(hook.kinds()))
                .param("state", hook.state().name())
                .param("at", Sql.time(hook.createdAt()))
                .update();
    }

    void delete(UUID id) {
        sql.sql("delete from notice_hook where id = :id").param("id", id).update();
    }

    void set(UUID id, Hook.State state) {
        sql.sql("update notice_hook set state = :state where id = :id")
                .param("id", id)
                .param("state", state.name())
                .update();
    }

    void enqueue(UUID hook, UUID event, String body, Instant now) {
        sql.sql("""
                        insert into notice_delivery (hook, event, body, found_at, next_at)
                        values (:hook, :event, :body, :now, :now)
                        """)
                .param("hook", hook)
                .param("event", event)
                .param("body", body)
                .param("now", Sql.time(now))
                .update();
    }

    int waiting(UUID hook) {
        return sql.sql("select count(*) from notice_delivery where hook = :hook and state = 'OPEN'")
                .param("hook", hook)
                .query(Integer.class)
                .single();
    }

    /// Those whose next delivery is due; claimed until then for whoever asked, so that one at a time sends to each.
    List<Hook> claim(Instant now, Instant until, int most) {
        return sql.sql("""
                        update notice_hook set claimed_until = :until
                         where id in (
                            select id from notice_hook hook
                             where state = 'ON' and (claimed_until is null or claimed_until <= :now)
                               and (select next_at from notice_delivery
                                     where hook = hook.id and state = 'OPEN' order by id limit 1) <= :now
                             order by created_at
                             limit :most
                               for update skip locked)
                        returning *
                        """)
                .param("now", Sql.time(now))
                .param("until", Sql.time(until))
                .param("most", most)
                .query((row, _) -> hook(row))
                .list();
    }

    void release(UUID id) {
        sql.sql("update notice_hook set claimed_until = null where id = :id")
                .param("id", id)
                .update();
    }

    /// The first that waits, if its time has come.
    Optional<Delivery> next(UUID hook, Instant now) {
        return sql.sql("select * from notice_delivery where hook = :hook and state = 'OPEN' order by id limit 1")
                .param("hook", hook)
                .query((row, _) -> delivery(row))
                .optional()
                .filter(each -> !each.nextAt().isAfter(now));
    }

    void delivered(Delivery delivery, Instant now) {
        sql.sql("""
                        update notice_delivery
                           set state = 'DONE', attempts = attempts + 1, ended_at = :now, problem = ''
                         where id = :id
                        """).param("id", delivery.id()).param("now", Sql.time(now)).update();
        sql.sql("update notice_hook set last_ok = :now where id = :id")
                .param("id", delivery.hook())
                .param("now", Sql.time(now))
                .update();
    }

    /// @param next when it is tried again; null when it is given up
    void failed(Delivery delivery, @Nullable Instant next, String problem, Instant now) {
        sql.sql("""
                        update notice_delivery
                           set state = :state, attempts = attempts + 1, next_at = :next, ended_at = :ended,
                               problem = :problem
                         where id = :id
                        """)
                .param("id", delivery.id())
                .param("state", next == null ? "DEAD" : "OPEN")
                .param("next", Sql.time(next == null ? now : next))
                .param("ended", Sql.timeOrNull(next == null ? now : null), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("problem", problem)
                .update();
    }

    /// Gives up whatever waits for this one.
    void giveUp(UUID hook, String problem, Instant now) {
        sql.sql("""
                        update notice_delivery set state = 'DEAD', ended_at = :now, problem = :problem
                         where hook = :hook and state = 'OPEN'
                        """)
                .param("hook", hook)
                .param("problem", problem)
                .param("now", Sql.time(now))
                .update();
    }

    /// The newest first.
    List<Delivery> of(UUID hook, int most) {
        return sql.sql("select * from notice_delivery where hook = :hook order by id desc limit :most")
                .param("hook", hook)
                .param("most", most)
                .query((row, _) -> delivery(row))
                .list();
    }

    List<Delivery> dead(int most) {
        return sql.sql("select * from notice_delivery where state = 'DEAD' order by id desc limit :most")
                .param("most", most)
                .query((row, _) -> delivery(row))
                .list();
    }

    long deadCount() {
        return sql.sql("select count(*) from notice_delivery where state = 'DEAD'")
                .query(Long.class)
                .single();
    }

    int again(long id, Instant now) {
        return sql.sql("""
                        update notice_delivery set state = 'OPEN', attempts = 0, next_at = :now, ended_at = null
                         where id = :id and state = 'DEAD'
                        """).param("id", id).param("now", Sql.time(now)).update();
    }

    int drop(long id) {
        return sql.sql("delete from notice_delivery where id = :id and state = 'DEAD'")
                .param("id", id)
                .update();
    }

    void forget(Instant now) {
        sql.sql("""
                        delete from notice_delivery
                         where ended_at < :done and state = 'DONE' or ended_at < :dead and state = 'DEAD'
                        """)
                .param("done", Sql.time(now.minus(DONE_KEPT)))
                .param("dead", Sql.time(now.minus(DEAD_KEPT)))
                .update();
    }

    private static Hook hook(ResultSet row) throws SQLException {
        return new Hook(
                row.getObject("id", UUID.class),
                row.getString("label"),
                row.getString("address"),
                row.getString("secret"),
                set(Sql.strings(row, "steps"), Hook.Step::valueOf),
                set(Sql.strings(row, "urgencies"), Urgency::valueOf),
                set(Sql.strings(row, "realms"), Realm::valueOf),
                List.copyOf(Sql.strings(row, "kinds")),
                Hook.State.valueOf(row.getString("state")),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "last_ok"));
    }

    private static <T> java.util.Set<T> set(Collection<String> names, Function<String, T> of) {
        return names.stream().map(of).collect(Collectors.toUnmodifiableSet());
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getObject("hook", UUID.class),
                row.getObject("event", UUID.class),
                row.getString("body"),
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Sql.instant(row, "found_at"),
                Sql.instant(row, "next_at"),
                Sql.instantOrNull(row, "ended_at"),
                row.getString("problem"));
    }
}
