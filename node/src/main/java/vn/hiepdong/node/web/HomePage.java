package vn.hiepdong.node.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// `/` leads to the first entry of the reader's menu.
@Controller
final class HomePage {

    @GetMapping("/")
    Redirect home(Frame frame) {
        return frame.navigation().stream()
                .findFirst()
                .map(first -> Redirect.to(first.href()))
                .orElseGet(() -> Redirect.to("/account/password"));
    }
}
