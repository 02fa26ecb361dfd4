package vn.hiepdong.node.call;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.NavigationItem;

@Configuration(proxyBeanMethods = false)
class CallSetup {
    /// Cluster-safe: of several instances one does it.
    @Bean
    RecurringTask<Void> callMatching(Calls calls) {
        return Tasks.recurring("call-matching", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((_, _) -> calls.match());
    }

    @Bean
    NavigationItem callsInTheMenu() {
        return NavigationItem.of("call.navigation", "/calls", "phone", 112, Role.DUTY_OFFICER, Role.DUTY_COMMANDER);
    }
}
