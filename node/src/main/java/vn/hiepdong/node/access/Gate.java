package vn.hiepdong.node.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import vn.hiepdong.node.web.Forbidden;

/// Stands before every handler of ours and holds it to its [Allowed]. A handler that says nothing is content:
/// closed to administrators and auditors, and to tokens. Forgetting an annotation can only close a door.
final class Gate implements HandlerInterceptor {
    private static final String OURS = "vn.hiepdong.";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && isOurs(method.getBeanType())) {
            // Whoever is not signed in got here only because the path is open to all.
            OfficerAuthentication.current().ifPresent(who -> check(who, allowed(method)));
        }
        return true;
    }

    /// What `web` itself answers (the way home, news that something changed, errors) is no content.
    private static boolean isOurs(Class<?> handler) {
        return handler.getName().startsWith(OURS) && !handler.getPackage().equals(Forbidden.class.getPackage());
    }

    private static @Nullable Allowed allowed(HandlerMethod method) {
        var onMethod = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Allowed.class);
        return onMethod != null
                ? onMethod
                : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Allowed.class);
    }

    private static void check(OfficerAuthentication who, @Nullable Allowed allowed) {
        boolean anyRole = allowed != null && allowed.anyRole();
        var roles = allowed == null || allowed.value().length == 0 ? Role.CONTENT : Set.of(allowed.value());
        if (!anyRole && !who.officer().is(roles.toArray(Role[]::new))) {
            throw new Forbidden("access.needs-role", Officer.words(roles));
        }
        if (!who.byToken()) return;
        var scopes = allowed == null ? new Scope[0] : allowed.scope();
        if (scopes.length == 0) throw new Forbidden("access.no-tokens-here");
        if (Arrays.stream(scopes).noneMatch(who.officer()::may)) {
            throw new Forbidden("access.needs-scope", words(scopes));
        }
    }

    private static String words(Scope[] scopes) {
        return String.join(", ", List.of(scopes).stream().map(Scope::text).toList());
    }
}
