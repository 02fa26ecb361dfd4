package vn.hiepdong.node.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// The officer's own password.
@Controller
@Allowed(anyRole = true)
final class PasswordPages {
    private final Accounts accounts;
    private final Throttle throttle;

    PasswordPages(Accounts accounts, Throttle throttle) {
        this.accounts = accounts;
        this.throttle = throttle;
    }

    /// @param forced whether nothing else can be done before
    record Form(FormInput input, boolean forced, String username) {}

    @GetMapping("/account/password")
    Page form(FormInput input, Officer officer) {
        return new Page("access/password.jte", shown(input, officer));
    }

    @PostMapping("/account/password")
    Answer change(FormInput input, Officer officer, HttpServletRequest request, HttpServletResponse response) {
        input.that(input.raw("wanted").equals(input.raw("repeated")), "repeated", "access.expected.same-password");
        // A session left open must not become a way to guess the password.
        var wait = throttle.attempt(Throttle.Kind.ACCOUNT, officer.username()).delay();
        input.that(!wait.isPositive(), "current", "access.wait", wait.toSeconds() + 1);
        if (input.hasErrors()) return Page.again("access/password.jte", shown(input, officer));
        try {
            var session = accounts.changePassword(officer.accountId(), input.raw("current"), input.raw("wanted"));
            throttle.takeBack(Throttle.Kind.ACCOUNT, officer.username());
            Sessions.give(request, response, session);
            return Redirect.to("/").saying("access.password-changed");
        } catch (BadInput bad) {
            input.add(bad);
            return Page.again("access/password.jte", shown(input, officer));
        }
    }

    private Form shown(FormInput input, Officer officer) {
        return new Form(input, accounts.get(officer.accountId()).mustChangePassword(), officer.username());
    }
}
