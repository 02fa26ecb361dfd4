package vn.hiepdong.node.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import vn.hiepdong.format.Uuid7;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
    @Bean
    AgencyKeys agencyKeys(
            DataSource database,
            @Value("${hiepdong.keys:${hiepdong.data}/keys}") Path keys,
            @Value("${hiepdong.agency.code}") String code) {
        return AgencyKeys.in(keys, new AgencyCode(code), database);
    }

    @Bean
    SigningGuard signingGuard(@Value("${hiepdong.data}/signed") Path folder) {
        return SigningGuard.in(folder);
    }

    @Bean
    Ledger ledger(
            DataSource database,
            PlatformTransactionManager transactions,
            AgencyKeys keys,
            List<Projection<?>> projections,
            InstantSource clock,
            SigningGuard guard,
            @Value("${hiepdong.ledger.sign-every:10ms}") Duration signEvery) {
        return new Ledger(database, transactions, keys, projections, clock, signEvery, guard);
    }

    @Bean
    Uuid7 ids(InstantSource clock) {
        return new Uuid7(clock, new java.security.SecureRandom());
    }
}
