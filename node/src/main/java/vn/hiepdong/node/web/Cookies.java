package vn.hiepdong.node.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/// Cookies of this node. A browser does not keep the ports of one host apart, and several nodes on one machine are
/// common in trials and training: names carry the port that the browser speaks to, so that signing in at one node
/// does not sign out of another.
public final class Cookies {
    private Cookies() {}

    public static Optional<String> read(HttpServletRequest request, String name) {
        return Optional.ofNullable(WebUtils.getCookie(request, named(request, name)))
                .map(cookie -> cookie.getValue())
                .filter(value -> !value.isEmpty());
    }

    /// Sets a cookie that script cannot read and that other sites cannot send along with a form.
    public static void set(
            HttpServletRequest request, HttpServletResponse response, String name, String value, Duration age) {
        var cookie = ResponseCookie.from(named(request, name), value)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    public static void clear(HttpServletRequest request, HttpServletResponse response, String name) {
        set(request, response, name, "", Duration.ZERO);
    }

    private static String named(HttpServletRequest request, String name) {
        return "hd" + request.getServerPort() + "-" + name;
    }
}
