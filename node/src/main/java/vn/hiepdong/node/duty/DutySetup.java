package vn.hiepdong.node.duty;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.NavigationItem;

@Configuration(proxyBeanMethods = false)
class DutySetup {
    @Bean
    NavigationItem dutyNavigation() {
        return NavigationItem.of("duty.navigation", "/duty", "clock", 12, Role.CONTENT.toArray(Role[]::new));
    }
}
