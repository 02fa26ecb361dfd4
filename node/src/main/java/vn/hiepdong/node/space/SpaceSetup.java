package vn.hiepdong.node.space;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.NavigationItem;

@Configuration(proxyBeanMethods = false)
class SpaceSetup {
    @Bean
    NavigationItem regulationNavigation() {
        return NavigationItem.of("space.navigation", "/regulations", "scale", 120, Role.CONTENT.toArray(Role[]::new))
                .reachedBy("q");
    }
}
