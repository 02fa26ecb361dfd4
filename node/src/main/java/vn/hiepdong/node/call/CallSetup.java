package vn.hiepdong.node.call;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.NavigationItem;

@Configuration(proxyBeanMethods = false)
class CallSetup {
    @Bean
    NavigationItem callsInTheMenu() {
        return NavigationItem.of("call.navigation", "/calls", "phone", 112, Role.DUTY_OFFICER, Role.DUTY_COMMANDER);
    }
}
