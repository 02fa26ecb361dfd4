package vn.hiepdong.node.operations;

import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.exchange.Continuity;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.exchange.Partners;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.web.NavigationItem;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OperationsSettings.class)
class OperationsSetup {
    @Bean
    SelfCheck selfCheck(
            OperationsSettings settings,
            @Value("${hiepdong.data}") Path data,
            Links links,
            Continuity continuity,
            Partners partners,
            Ledger ledger) {
        return new SelfCheck(List.of(
                new DiskSpace(data, settings.diskLowMb(), settings.diskOutMb()),
                new ClockAgreement(links::all, settings.clockApart()),
                new LinesUp(links::all),
                new LogsGoOn(ledger, continuity),
                new KeysAreThere(partners)));
    }

    @Bean
    NavigationItem nodeInTheMenu() {
        return NavigationItem.of("operations.navigation", "/admin/node", "activity", 134, Role.ADMINISTRATOR);
    }
}
