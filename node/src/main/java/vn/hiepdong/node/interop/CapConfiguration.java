package vn.hiepdong.node.interop;

import java.time.InstantSource;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.attachment.Attachments;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.NavigationItem;
import vn.hiepdong.node.web.Texts;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CapProperties.class)
class CapConfiguration {
    /// The words around an alert are Vietnamese whoever imports it: the item is one text for all its readers.
    @Bean
    CapImports capImports(
            CapProperties properties,
            Texts texts,
            CapImportTable table,
            Attachments attachments,
            AlertTarget target,
            PlatformTransactionManager transactions,
            InstantSource clock,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") ZoneId zone) {
        return new CapImports(
                CapSignatures.of(properties),
                new CapMapper((key, arguments) -> texts.get(Language.VI, key, arguments), zone),
                table,
                attachments,
                target,
                new TransactionTemplate(transactions),
                clock,
                zone);
    }

    @Bean
    NavigationItem importsInTheMenu() {
        return NavigationItem.of(
                        "interop.cap.nav", "/imports/cap", "upload", 25, Role.DUTY_OFFICER, Role.DUTY_COMMANDER)
                .reachedBy("c");
    }
}
