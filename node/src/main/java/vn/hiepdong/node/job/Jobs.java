package vn.hiepdong.node.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.web.Refused;

/// The door of work in the background.
@Service
public class Jobs {
    private static final int MOST_UNDER_WAY = 5;

    private final JobTable table;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final Uuid7 ids;
    private final InstantSource clock;

    Jobs(JobTable table, ObjectProvider<SchedulerClient> scheduler, Uuid7 ids, InstantSource clock) {
        this.table = table;
        this.scheduler = scheduler;
        this.ids = ids;
        this.clock = clock;
    }

    /// Orders work. Throws [Refused] when the officer has too much under way already.
    public UUID start(Officer officer, JobOrder order) {
        if (table.underWay(officer.accountId()) >= MOST_UNDER_WAY) {
            throw new Refused("job.too-many", MOST_UNDER_WAY);
        }
        UUID id = ids.next();
        table.insert(id, officer.accountId(), order);
        schedule(id);
        return id;
    }

    void retry(Officer officer, UUID id) {
        if (table.retry(officer.accountId(), id)) {
            schedule(id);
        }
    }

    private void schedule(UUID id) {
        // A clock of the node, not of the database: what is due now must not wait for the difference.
        scheduler
                .getObject()
                .scheduleIfNotExists(
                        // Each start has a name of its own: one that is being stopped may still stand there.
                        new TaskInstance<>(JobSetup.TASK, id + " " + ids.next()), clock.instant());
    }
}
