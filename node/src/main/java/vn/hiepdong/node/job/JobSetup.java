package vn.hiepdong.node.job;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hiepdong.node.access.CurrentOfficer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.NavigationItem;
import vn.hiepdong.node.web.UnderWay;

@Configuration(proxyBeanMethods = false)
class JobSetup {
    static final String TASK = "job";
    private static final int UUID_LENGTH = 36;

    /// A process that died leaves its run to whoever notices that the heartbeats ended.
    @Bean
    CustomTask<Void> jobTask(JobRunner runner) {
        return Tasks.custom(TASK, Void.class)
                .onDeadExecutionRevive()
                .execute((instance, _) ->
                        runner.run(UUID.fromString(instance.getId().substring(0, UUID_LENGTH))));
    }

    @Bean
    RecurringTask<Void> jobCleaning(JobTable table) {
        return Tasks.recurring("job-cleaning", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((_, _) -> table.clean());
    }

    @Bean
    NavigationItem jobNavigation() {
        return NavigationItem.of("job.title", "/jobs", "loader", 125, Role.CONTENT.toArray(Role[]::new));
    }

    /// In the top bar of every page while something of the officer's is under way.
    @Bean
    UnderWay jobsUnderWay(JobTable table, CurrentOfficer officer) {
        return () -> officer.get()
                .map(each -> table.underWay(each.accountId()))
                .filter(count -> count > 0)
                .map(count -> new UnderWay.Note("job.under-way", count, "/jobs", "loader"))
                .or(Optional::empty);
    }
}
