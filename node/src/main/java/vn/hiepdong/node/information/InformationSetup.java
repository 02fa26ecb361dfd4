package vn.hiepdong.node.information;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.NavigationItem;

@Configuration(proxyBeanMethods = false)
class InformationSetup {
    @Bean
    NavigationItem informationNavigation() {
        return NavigationItem.of(
                        "information.navigation", "/information", "message", 20, Role.CONTENT.toArray(Role[]::new))
                .reachedBy("i");
    }
}
