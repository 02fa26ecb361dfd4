package vn.hiepdong.node.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// Coming and going.
@Controller
@Allowed(anyRole = true)
final class SignInPages {
    private final SignIn door;
    private final SessionTable sessions;

    SignInPages(SignIn door, SessionTable sessions) {
        this.door = door;
        this.sessions = sessions;
    }

    /// @param wrong whether the last attempt failed
    /// @param waitSeconds how long the next one has to wait; 0 when it may come at once
    record Form(FormInput input, String next, boolean wrong, long waitSeconds) {}

    @GetMapping("/sign-in")
    Answer form(FormInput input) {
        if (OfficerAuthentication.current().isPresent()) return Redirect.to(next(input));
        return new Page("access/signIn.jte", new Form(input, next(input), false, 0));
    }

    @PostMapping("/sign-in")
    Answer signIn(FormInput input, HttpServletRequest request, HttpServletResponse response) {
        var username = input.raw("username");
        var password = input.raw("password");
        boolean absurd = username.length() > 200 || password.length() > 1000;
        var outcome = absurd ? new SignIn.Outcome.Wrong() : door.attempt(username, password, request.getRemoteAddr());
        return switch (outcome) {
            case SignIn.Outcome.In(var cookie, var mustChange) -> {
                Sessions.shown(request).ifPresent(sessions::end);
                Sessions.give(request, response, cookie);
                yield Redirect.to(mustChange ? "/account/password" : next(input));
            }
            case SignIn.Outcome.Wrong _ ->
                new Page("access/signIn.jte", new Form(again(input), next(input), true, 0), 401);
            case SignIn.Outcome.Wait(var wait) -> {
                long seconds = Math.max(1, wait.plus(Duration.ofMillis(999)).toSeconds());
                response.setHeader("Retry-After", String.valueOf(seconds));
                yield new Page("access/signIn.jte", new Form(again(input), next(input), false, seconds), 429);
            }
        };
    }

    @PostMapping("/sign-out")
    Answer signOut(HttpServletRequest request, HttpServletResponse response) {
        Sessions.shown(request).ifPresent(sessions::end);
        Sessions.take(request, response);
        return Redirect.to("/sign-in").saying("access.signed-out");
    }

    private static FormInput again(FormInput input) {
        return FormInput.starting(Map.of("username", input.raw("username")));
    }

    /// Only a path on this node: a link must not lead an officer, freshly signed in, to somebody else's page.
    private static String next(FormInput input) {
        var next = input.raw("next");
        return next.matches("/(?![/\\\\])[\\x21-\\x7e]{0,1000}") && !next.startsWith("/sign-in") ? next : "/";
    }
}
