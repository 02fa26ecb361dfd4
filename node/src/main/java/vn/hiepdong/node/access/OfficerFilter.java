package vn.hiepdong.node.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.hiepdong.node.web.Failure;
import vn.hiepdong.node.web.FailureAnswers;

/// Finds out who a request comes from: by the token it carries, below `/api/`, or by the session of the browser.
///
/// Made for a security chain, not a bean: a filter that is a bean runs for every request besides.
final class OfficerFilter extends OncePerRequestFilter {
    private static final String BEARER = "bearer ";
    private static final Set<String> OPEN_WITH_OLD_PASSWORD = Set.of("/account/password", "/sign-out", "/sign-in");

    private final SessionTable sessions;
    private final TokenTable tokens;
    private final FailureAnswers failures;

    OfficerFilter(SessionTable sessions, TokenTable tokens, FailureAnswers failures) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.failures = failures;
    }

    /// What follows "Bearer", or null.
    static @Nullable String bearer(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return FailureAnswers.isApi(request)
                        && header != null
                        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            if (identify(request, response)) chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private boolean identify(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var secret = bearer(request);
        if (secret != null) return identifyProgram(secret, request, response);
        var account = Sessions.shown(request).flatMap(sessions::find);
        if (account.isEmpty()) return true;
        enter(OfficerAuthentication.signedIn(account.get()));
        if (!account.get().mustChangePassword() || OPEN_WITH_OLD_PASSWORD.contains(request.getRequestURI()))
            return true;
        if (FailureAnswers.isApi(request)) {
            failures.write(Failure.of(403, "access.change-password-first"), request, response);
        } else {
            response.sendRedirect("/account/password");
        }
        return false;
    }

    private boolean identifyProgram(String secret, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var found = tokens.find(secret);
        if (found.isPresent()) {
            enter(OfficerAuthentication.by(found.get()));
            return true;
        }
        var failure = Failure.of(401, "access.bad-token")
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        failures.write(failure, request, response);
        return false;
    }

    private static void enter(OfficerAuthentication authentication) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
    }
}
