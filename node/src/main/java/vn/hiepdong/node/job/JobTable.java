package vn.hiepdong.node.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.LiveUpdates;

/// The runs and the parts of their results.
@Component
final class JobTable {
    private static final Duration RESULT_KEPT = Duration.ofDays(1);
    private static final Duration REST_KEPT = Duration.ofDays(7);
    private static final int MOST_SHOWN = 100;

    private final JdbcClient sql;
    private final TransactionTemplate transactions;
    private final LiveUpdates live;
    private final InstantSource clock;

    JobTable(JdbcClient sql, PlatformTransactionManager transactions, LiveUpdates live, InstantSource clock) {
        this.sql = sql;
        this.transactions = new TransactionTemplate(transactions);
        this.live = live;
        this.clock = clock;
    }

    static String topic(UUID account) {
        return "job:" + account;
    }

    void insert(UUID id, UUID account, JobOrder order) {
        sql.sql("""
                        insert into job_run (id, account, work, subject, query, input, language, file, content_type,
                            state, ordered_at)
                        values (:id, :account, :work, :subject, :query, :input, :language, :file, :type, 'WAITING', :now)
                        """)
                .param("id", id)
                .param("account", account)
                .param("work", order.work())
                .param("subject", order.subject())
                .param("query", order.query())
                .param("input", order.input())
                .param("language", order.language().name())
                .param("file", order.file())
                .param("type", order.contentType())
                .param("now", Sql.time(clock.instant()))
                .update();
        live.changed(topic(account));
    }

    List<JobRun> of(UUID account) {
        return sql.sql("select * from job_run where account = :account order by ordered_at desc, id limit :most")
                .param("account", account)
                .param("most", MOST_SHOWN)
                .query((row, _) -> run(row))
                .list();
    }

    Optional<JobRun> find(UUID id) {
        return sql.sql("select * from job_run where id = :id")
                .param("id", id)
                .query((row, _) -> run(row))
                .optional();
    }

    int underWay(UUID account) {
        return sql.sql("select count(*) from job_run where account = :account and ended_at is null")
                .param("account", account)
                .query(Integer.class)
                .single();
    }

    private static JobRun run(ResultSet row) throws SQLException {
        return new JobRun(
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                row.getString("work"),
                row.getString("subject"),
                row.getString("query"),
                row.getString("input"),
                Language.valueOf(row.getString("language")),
                row.getString("file"),
                row.getString("content_type"),
                JobRun.State.valueOf(row.getString("state")),
                row.getInt("attempt"),
                row.getLong("done"),
                row.getLong("total"),
                row.getString("place"),
                row.getString("problem"),
                Sql.instant(row, "ordered_at"),
                Sql.instantOrNull(row, "ended_at"),
                Sql.instantOrNull(row, "kept_until"));
    }

    /// Begins, or begins again; whoever began before may store nothing more. Empty when it is not to be done any more.
    Optional<JobRun> begin(UUID id) {
        return sql.sql("""
                        update job_run set state = 'RUNNING', attempt = attempt + 1
                        where id = :id and ended_at is null
                        returning *
                        """)
                .param("id", id)
                .query((row, _) -> run(row))
                .optional()
                .map(run -> {
                    live.changed(topic(run.account()));
                    return run;
                });
    }

    /// Whether this attempt may still store, and did.
    boolean store(JobRun run, byte[] part, String place, long done, long total) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            boolean mine = sql.sql("""
                            update job_run set place = :place, done = :done, total = :total, parts = parts + 1
                            where id = :id and attempt = :attempt and state = 'RUNNING'
                            """)
                            .param("place", place)
                            .param("done", done)
                            .param("total", total)
                            .param("id", run.id())
                            .param("attempt", run.attempt())
                            .update()
                    == 1;
            if (mine) {
                sql.sql("""
                                insert into job_part (run, part, bytes)
                                select id, parts, :bytes from job_run where id = :id
                                """).param("bytes", part).param("id", run.id()).update();
                live.changed(topic(run.account()));
            }
            return mine;
        }));
    }

    /// Ends this attempt. Nothing happens when it was overtaken.
    void end(JobRun run, JobRun.State state, @org.jspecify.annotations.Nullable String problem) {
        Instant now = clock.instant();
        sql.sql("""
                        update job_run set state = :state, problem = :problem, ended_at = :now, kept_until = :until
                        where id = :id and attempt = :attempt and ended_at is null
                        """)
                .param("state", state.name())
                .param("problem", problem)
                .param("now", Sql.time(now))
                .param("until", Sql.time(now.plus(state == JobRun.State.DONE ? RESULT_KEPT : REST_KEPT)))
                .param("id", run.id())
                .param("attempt", run.attempt())
                .update();
        live.changed(topic(run.account()));
    }

    /// Puts it back into the queue after an orderly stop.
    void wait(JobRun run) {
        sql.sql("update job_run set state = 'WAITING' where id = :id and attempt = :attempt and ended_at is null")
                .param("id", run.id())
                .param("attempt", run.attempt())
                .update();
    }

    /// The officer wants it no longer; a new attempt number keeps whoever works on it from storing more.
    boolean cancel(UUID account, UUID id) {
        boolean done = sql.sql("""
                        update job_run set state = 'CANCELLED', attempt = attempt + 1, ended_at = :now, kept_until = :until
                        where id = :id and account = :account and ended_at is null
                        """)
                        .param("now", Sql.time(clock.instant()))
                        .param("until", Sql.time(clock.instant().plus(REST_KEPT)))
                        .param("id", id)
                        .param("account", account)
                        .update()
                == 1;
        live.changed(topic(account));
        return done;
    }

    /// Back into the queue, to go on where it ended.
    boolean retry(UUID account, UUID id) {
        boolean done = sql.sql("""
                        update job_run set state = 'WAITING', problem = null, ended_at = null, kept_until = null
                        where id = :id and account = :account and state in ('FAILED', 'CANCELLED')
                        """).param("id", id).param("account", account).update() == 1;
        live.changed(topic(account));
        return done;
    }

    void delete(UUID account, UUID id) {
        sql.sql("delete from job_run where id = :id and account = :account and ended_at is not null")
                .param("id", id)
                .param("account", account)
                .update();
        live.changed(topic(account));
    }

    /// One part of a result; the first is 1.
    Optional<byte[]> part(UUID id, int part) {
        return sql.sql("select bytes from job_part where run = :id and part = :part")
                .param("id", id)
                .param("part", part)
                .query((row, _) -> row.getBytes(1))
                .optional();
    }

    void clean() {
        sql.sql("delete from job_run where kept_until < :now")
                .param("now", Sql.time(clock.instant()))
                .update();
    }
}
