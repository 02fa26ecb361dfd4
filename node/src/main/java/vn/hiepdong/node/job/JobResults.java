package vn.hiepdong.node.job;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Sql;

/// The results that are kept. They may hold what a record said; a feature that must erase a record discards them.
@Component
public class JobResults {
    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient sql;
    private final InstantSource clock;

    public JobResults(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// Deletes every result of this work and whatever there is of one. What is under way ends; its officer is told
    /// why, and may try again.
    public void discard(String work) {
        // One statement: nobody can store a part in between.
        sql.sql("""
                        with ended as (
                            update job_run set state = 'FAILED', problem = :problem,
                                attempt = attempt + 1, place = '', done = 0, total = 0, parts = 0,
                                ended_at = coalesce(ended_at, :now), kept_until = :until
                            where work = :work and (parts > 0 or state = 'RUNNING')
                            returning id)
                        delete from job_part p using ended e where p.run = e.id
                        """)
                .param("now", Sql.time(clock.instant()))
                .param("until", Sql.time(clock.instant().plus(KEPT)))
                .param("work", work)
                .param("problem", "job.problem.TAKEN_BACK")
                .update();
    }
}
