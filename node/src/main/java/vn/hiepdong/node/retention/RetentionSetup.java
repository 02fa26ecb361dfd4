package vn.hiepdong.node.retention;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.NavigationItem;

@Configuration(proxyBeanMethods = false)
class RetentionSetup {
    @Bean
    CleaningPlan cleaningPlan(
            @Value("${hiepdong.retention.clean-at:02:30}") String quietHour,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") ZoneId zone) {
        return new CleaningPlan(LocalTime.parse(quietHour), zone);
    }

    /// Cluster-safe: of several instances one does it.
    @Bean
    RecurringTask<Void> retentionCleaning(Cleaning cleaning) {
        return Tasks.recurring("retention-cleaning", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((_, _) -> {
                    try {
                        cleaning.see();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /// Cluster-safe too; and the ledger takes no second erasure of a record.
    @Bean
    RecurringTask<Void> retentionRun(Retention retention) {
        return Tasks.recurring("retention", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((_, _) -> retention.run());
    }

    @Bean
    NavigationItem retentionInTheMenu() {
        return NavigationItem.of(
                "retention.navigation",
                "/admin/retention",
                "archive",
                133,
                Role.ADMINISTRATOR,
                Role.AUDITOR,
                Role.DUTY_COMMANDER);
    }

    @Bean
    NavigationItem cleaningInTheMenu() {
        return NavigationItem.of(
                "retention.cleaning.navigation", "/admin/cleaning", "trash", 135, Role.ADMINISTRATOR, Role.AUDITOR);
    }
}
