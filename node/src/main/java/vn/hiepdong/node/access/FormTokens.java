package vn.hiepdong.node.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import vn.hiepdong.node.web.Cookies;

/// What a form must carry so that no other site can send it in an officer's name.
///
/// Once signed in, it follows from the session's own secret: nothing is stored, every instance agrees, a new
/// session has new forms, and a cookie planted from elsewhere is of no use. Before that, a random cookie stands in
/// for the session.
final class FormTokens implements CsrfTokenRepository {
    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String FIELD = "_csrf";
    private static final String COOKIE = "form";

    private final Secrets secrets;

    FormTokens(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        var signedIn = Sessions.shown(request).map(FormTokens::follow);
        var value = signedIn.or(() -> Cookies.read(request, COOKIE)).orElse(null);
        return value == null ? null : token(value);
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return token(secrets.token());
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token == null) Cookies.clear(request, response, COOKIE);
        else if (Sessions.shown(request).isEmpty()) {
            Cookies.set(request, response, COOKIE, token.getToken(), Duration.ofHours(24));
        }
    }

    private static CsrfToken token(String value) {
        return new DefaultCsrfToken(HEADER, FIELD, value);
    }

    private static String follow(String session) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(session.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal("form".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
