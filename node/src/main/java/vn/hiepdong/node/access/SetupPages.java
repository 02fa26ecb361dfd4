package vn.hiepdong.node.access;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// The page behind the one-time link.
@Controller
@Allowed(anyRole = true)
final class SetupPages {
    private final SetupLink link;

    SetupPages(SetupLink link) {
        this.link = link;
    }

    record Form(FormInput input, String token) {}

    @GetMapping("/setup")
    Page form(FormInput input) {
        link.check(input.raw("token"));
        return new Page("access/setup.jte", new Form(input, input.raw("token")));
    }

    @PostMapping("/setup")
    Answer create(FormInput input) {
        var token = input.raw("token");
        link.check(token);
        var displayName = input.text("displayName", 100);
        input.that(input.raw("password").equals(input.raw("repeated")), "repeated", "access.expected.same-password");
        if (input.hasErrors()) return Page.again("access/setup.jte", new Form(input, token));
        try {
            link.use(token, input.raw("username"), displayName, input.raw("password"));
            return Redirect.to("/sign-in").saying("access.setup.done");
        } catch (BadInput bad) {
            input.add(bad);
            return Page.again("access/setup.jte", new Form(input, token));
        }
    }
}
