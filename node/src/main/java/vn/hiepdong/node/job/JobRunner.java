package vn.hiepdong.node.job;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.Refused;

/// Does the work, a run at a time.
@Component
final class JobRunner {
    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
    private static final int AT_ONCE = 2;
    private static final Duration FULL = Duration.ofSeconds(2);

    private final JobTable table;
    private final List<JobWork> works;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile boolean stopping;

    JobRunner(JobTable table, List<JobWork> works) {
        this.table = table;
        this.works = works;
    }

    /// The node is told to stop: what is under way ends after its next part and goes on after the next start.
    @EventListener
    void stop(ContextClosedEvent event) {
        stopping = true;
    }

    CompletionHandler<Void> run(UUID id) {
        if (stopping || !places.tryAcquire()) {
            return later(FULL);
        }
        try {
            return table.begin(id).map(this::work).orElseGet(CompletionHandler.OnCompleteRemove::new);
        } finally {
            places.release();
        }
    }

    private static CompletionHandler<Void> later(Duration delay) {
        return (complete, operations) ->
                operations.reschedule(complete, complete.getTimeDone().plus(delay));
    }

    private CompletionHandler<Void> work(JobRun run) {
        try {
            works.stream()
                    .filter(each -> each.name().equals(run.work()))
                    .findFirst()
                    .orElseThrow(() -> new Refused("job.problem.UNKNOWN_WORK"))
                    .work(new Task(run));
            table.end(run, JobRun.State.DONE, null);
        } catch (Stopping e) {
            table.wait(run);
            return later(Duration.ZERO);
        } catch (Overtaken e) {
            log.info("job {} was stopped, or is done elsewhere", run.id());
        } catch (Refused e) {
            table.end(run, JobRun.State.FAILED, e.key());
        } catch (RuntimeException e) {
            log.error("job {} ({}) failed", run.id(), run.work(), e);
            table.end(run, JobRun.State.FAILED, "job.problem.FAULT");
        }
        return new CompletionHandler.OnCompleteRemove<>();
    }

    /// Somebody stopped this run, or another process goes on with it.
    private static final class Overtaken extends RuntimeException {
        Overtaken() {
            super(null, null, false, false);
        }
    }

    /// The node stops.
    private static final class Stopping extends RuntimeException {
        Stopping() {
            super(null, null, false, false);
        }
    }

    private final class Task implements JobTask {
        private final JobRun run;
        private String place;

        Task(JobRun run) {
            this.run = run;
            place = run.place();
        }

        @Override
        public UUID account() {
            return run.account();
        }

        @Override
        public String input() {
            return run.input();
        }

        @Override
        public Language language() {
            return run.language();
        }

        @Override
        public String place() {
            return place;
        }

        @Override
        public void store(byte[] part, String next, long done, long total) {
            if (!table.store(run, part, next, done, total)) {
                throw new Overtaken();
            }
            place = next;
            if (stopping) {
                throw new Stopping();
            }
        }
    }
}
