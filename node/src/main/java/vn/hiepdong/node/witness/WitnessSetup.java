package vn.hiepdong.node.witness;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.evidence.LogMembers;
import vn.hiepdong.node.exchange.ExchangeSettings;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.exchange.Membership;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.web.NavigationItem;

@Configuration(proxyBeanMethods = false)
class WitnessSetup {
    @Bean
    WitnessSettings witnessSettings(
            @Value("${hiepdong.witness.observe-every:60s}") Duration observeEvery,
            @Value("${hiepdong.witness.grace:5m}") Duration grace,
            ExchangeSettings exchange) {
        return new WitnessSettings(observeEvery, grace, exchange.downAfter());
    }

    @Bean
    Witness witness(
            Ledger ledger,
            Links links,
            Membership membership,
            LogMembers logs,
            SplitFiles files,
            WitnessTable table,
            InstantSource clock,
            WitnessSettings settings) {
        return new Witness(ledger, links, membership, logs, files, table, clock, settings);
    }

    /// In one instance of the node at a time, so that the pause between two statements holds for all
    /// of them.
    @Bean
    RecurringTask<Void> witnessStatements(Witness witness, WitnessSettings settings) {
        return Tasks.recurring("witness-statements", FixedDelay.of(settings.observeEvery()))
                .execute((_, _) -> witness.observe());
    }

    @Bean
    NavigationItem logsInTheMenu() {
        return NavigationItem.of(
                "witness.navigation", "/logs", "history", 115, Role.ADMINISTRATOR, Role.DUTY_COMMANDER);
    }
}
