package vn.hiepdong.node.report;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.NavigationItem;

@Configuration(proxyBeanMethods = false)
class ReportSetup {
    @Bean
    NavigationItem reportNavigation() {
        return NavigationItem.of("report.navigation", "/reports", "file-text", 70, Role.CONTENT.toArray(Role[]::new));
    }

    /// Cluster-safe: of several instances one does it.
    @Bean
    RecurringTask<Void> missingReports(Reports reports) {
        return Tasks.recurring("missing-reports", FixedDelay.of(Duration.ofSeconds(30)))
                .execute((_, _) -> reports.findMissing());
    }
}
