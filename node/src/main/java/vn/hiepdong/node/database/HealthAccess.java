package vn.hiepdong.node.database;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/// Whoever supervises a node has no account there: the two health answers need none, and make no session.
@Configuration(proxyBeanMethods = false)
class HealthAccess {
    @Bean
    @Order(0)
    SecurityFilterChain healthIsOpen(HttpSecurity http) {
        return http.securityMatcher("/api/v1/health/live", "/api/v1/health/ready")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }
}
