package vn.hiepdong.node.notice;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.NavigationItem;

/// What is done by the clock. Each is cluster-safe: of several instances one does it.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailSettings.class, NoticeSettings.class})
class NoticeSetup {
    static final String LOOK = "notice-look";
    static final String MAIL = "notice-mail";
    static final String WEBHOOKS = "notice-webhooks";
    private static final Duration OFTEN = Duration.ofSeconds(5);

    @Bean
    RecurringTask<Void> noticeLook(Look look, Waker waker) {
        return Tasks.recurring(LOOK, FixedDelay.of(OFTEN)).execute((_, _) -> {
            if (look.look()) {
                waker.soon(MAIL);
                waker.soon(WEBHOOKS);
            }
        });
    }

    @Bean
    RecurringTask<Void> noticeMail(MailRound mail) {
        return Tasks.recurring(MAIL, FixedDelay.of(OFTEN)).execute((_, _) -> mail.send());
    }

    @Bean
    RecurringTask<Void> noticeWebhooks(HookRound hooks) {
        return Tasks.recurring(WEBHOOKS, FixedDelay.of(OFTEN)).execute((_, _) -> hooks.send());
    }

    @Bean
    RecurringTask<Void> noticeForgetting(HookTable hooks, NoticeTable notices, InstantSource clock) {
        return Tasks.recurring("notice-forgetting", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> {
                    hooks.forget(clock.instant());
                    notices.forget(clock.instant());
                });
    }

    @Bean
    NavigationItem noticesInTheMenu() {
        return NavigationItem.of("notice.admin.navigation", "/admin/notices", "bell", 136, Role.ADMINISTRATOR);
    }
}
