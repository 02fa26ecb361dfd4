package vn.hiepdong.node.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// When the sign-in of a browser ends, whatever is done until then.
@Component
public final class SignInEnds {
    private final SessionTable sessions;

    SignInEnds(SessionTable sessions) {
        this.sessions = sessions;
    }

    /// Empty when the request shows no sign-in.
    public Optional<Instant> of(HttpServletRequest request) {
        return Sessions.shown(request).flatMap(sessions::ends);
    }
}
