package vn.hiepdong.node.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.attachment.Attachments;
import vn.hiepdong.node.database.HealthDetail;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.web.LiveUpdates;
import vn.hiepdong.node.web.NavigationItem;

@Configuration(proxyBeanMethods = false)
class ExchangeConfiguration {
    @Bean
    ExchangeSettings exchangeSettings(
            @Value("${hiepdong.exchange.address:0.0.0.0}") String address,
            @Value("${hiepdong.exchange.port:8450}") int port,
            @Value("${hiepdong.exchange.url:}") String url,
            @Value("${hiepdong.exchange.heartbeat:15s}") Duration heartbeat,
            @Value("${hiepdong.exchange.down-after:90s}") Duration downAfter) {
        ExchangeSettings usual = ExchangeSettings.on(address, port);
        return new ExchangeSettings(address, port, url, heartbeat, downAfter, usual.retryAfter(), usual.retryAtMost());
    }

    @Bean
    Exchange exchange(
            DataSource database,
            Ledger ledger,
            PartnerTable table,
            Membership membership,
            Attachments attachments,
            ObjectProvider<AttachmentRelease> release,
            @Value("${hiepdong.keys:${hiepdong.data}/keys}") Path keys,
            @Value("${hiepdong.data}/carried") Path carried,
            @Value("${hiepdong.agency.name-vi}") String nameVi,
            @Value("${hiepdong.agency.name-en}") String nameEn,
            @Value("${hiepdong.agency.kind:other}") String kind,
            @Value("${hiepdong.version}") String version,
            Uuid7 ids,
            InstantSource clock,
            ExchangeSettings settings) {
        var names = new Exchange.Names(nameVi, nameEn, kind, version);
        var transfer = new AttachmentTransfer(attachments, () -> Optional.ofNullable(release.getIfAvailable()));
        return new Exchange(
                database, ledger, table, membership, Optional.of(transfer), keys, carried, names, ids, clock, settings);
    }

    @Bean
    Partners partners(Exchange exchange) {
        return exchange.partners();
    }

    @Bean
    Compromise compromise(Exchange exchange) {
        return exchange.compromise();
    }

    @Bean
    Links links(Exchange exchange, LiveUpdates pages) {
        exchange.links().listen((_, _) -> pages.changed("partners"));
        return exchange.links();
    }

    @Bean
    Courier courier(Exchange exchange) {
        return exchange.courier();
    }

    @Bean
    Branches branches(Exchange exchange) {
        return exchange.branches();
    }

    @Bean
    Continuity continuity(Exchange exchange) {
        return exchange.continuity();
    }

    @Bean
    HealthDetail keys(Partners partners) {
        return () -> Map.of(
                "keys", partners.keysAreLost() ? "LOST" : "UP",
                "recoveryKey", partners.recoveryKey().isPresent() ? "ON_NODE" : "CARRIED_AWAY");
    }

    @Bean
    HealthDetail signing(Continuity continuity) {
        return () -> Map.of("signing", continuity.heldBack().isEmpty() ? "UP" : "HELD");
    }

    @Bean
    NavigationItem partnersInTheMenu() {
        return NavigationItem.of("exchange.navigation", "/partners", "link", 110)
                .reachedBy("k");
    }
}
