package vn.hiepdong.node.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import vn.hiepdong.node.web.Failure;
import vn.hiepdong.node.web.FailureAnswers;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.NavigationItem;
import vn.hiepdong.node.web.Paging;

/// How requests are let in: what is open to all, where to sign in, what a refusal looks like.
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class AccessSetup implements WebMvcConfigurer {
    private static final String[] OPEN = {
        "/assets/**",
        "/sign-in",
        "/setup",
        "/help",
        "/help/*",
        "/error",
        "/api/v1/health/**",
        "/api/v1/openapi.json",
        // What stands in the address is a token; the feature that answers looks at it.
        "/calendar/*"
    };

    static {
        // They come from the request, not from whoever calls, and would only confuse the description of the API.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Officer.class, Frame.class, Paging.class);
    }

    @Bean
    Passwords passwords() {
        return new Passwords(Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8());
    }

    @Bean
    SecurityFilterChain doors(
            HttpSecurity http,
            SessionTable sessions,
            TokenTable tokens,
            Secrets secrets,
            IdempotencyTable answered,
            FailureAnswers failures)
            throws Exception {
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(OPEN)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .csrf(forms -> forms.csrfTokenRepository(new FormTokens(secrets))
                        // A program shows its token on purpose; a browser never does so by itself.
                        .ignoringRequestMatchers(request -> OfficerFilter.bearer(request) != null))
                .addFilterAfter(new OfficerFilter(sessions, tokens, failures), CsrfFilter.class)
                .addFilterAfter(
                        new IdempotencyFilter(answered, failures),
                        org.springframework.security.web.access.intercept.AuthorizationFilter.class)
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, _) -> askToSignIn(failures, request, response))
                        .accessDeniedHandler((request, response, why) -> refuse(failures, why, request, response)))
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                // Written by the web feature, for every answer.
                .headers(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /// Keeps Spring Boot from making a user with a password of its own.
    @Bean
    UserDetailsService nobodyElse() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }

    @Bean
    NavigationItem administration() {
        return NavigationItem.of("access.navigation", "/admin/accounts", "users", 130, Role.ADMINISTRATOR)
                .reachedBy("v");
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new Gate());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new OfficerArgument());
    }

    private static void askToSignIn(FailureAnswers failures, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        boolean stream = accept != null && accept.startsWith("text/event-stream");
        if (FailureAnswers.isApi(request)) {
            failures.write(Failure.of(401).with(HttpHeaders.WWW_AUTHENTICATE, "Bearer"), request, response);
        } else if (stream || request.getHeader("HX-Request") != null) {
            // A part of a page cannot be replaced by a sign-in; the script loads the page again, which asks.
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.sendRedirect("/sign-in" + comeBack(request));
        }
    }

    private static String comeBack(HttpServletRequest request) {
        if (!HttpMethod.GET.matches(request.getMethod())
                || request.getRequestURI().equals("/")) return "";
        var query = request.getQueryString();
        var path = request.getRequestURI() + (query == null ? "" : "?" + query);
        return "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    private static void refuse(
            FailureAnswers failures,
            AccessDeniedException why,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        failures.write(
                why instanceof CsrfException ? Failure.of(403, "access.old-form") : Failure.of(403), request, response);
    }

    private static final class OfficerArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Officer.class;
        }

        @Override
        public Officer resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer model,
                NativeWebRequest web,
                @Nullable WebDataBinderFactory binder) {
            return OfficerAuthentication.current()
                    .map(OfficerAuthentication::officer)
                    .orElseThrow(() -> new AccessDeniedException("not signed in"));
        }
    }
}
