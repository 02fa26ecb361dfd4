package vn.hiepdong.node.watch;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hiepdong.node.web.NavigationItem;

@Configuration(proxyBeanMethods = false)
class WatchSetup {
    @Bean
    NavigationItem watchNavigation() {
        return NavigationItem.of("watch.navigation", "/", "activity", 10).reachedBy("t");
    }
}
