package vn.hiepdong.node.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import vn.hiepdong.node.web.Cookies;

/// The cookie by which a browser shows that it is signed in.
final class Sessions {
    private static final String COOKIE = "session";

    private Sessions() {}

    static Optional<String> shown(HttpServletRequest request) {
        return Cookies.read(request, COOKIE).filter(token -> token.length() == 43);
    }

    static void give(HttpServletRequest request, HttpServletResponse response, String token) {
        Cookies.set(request, response, COOKIE, token, SessionTable.ABSOLUTE);
    }

    static void take(HttpServletRequest request, HttpServletResponse response) {
        Cookies.clear(request, response, COOKIE);
    }
}
