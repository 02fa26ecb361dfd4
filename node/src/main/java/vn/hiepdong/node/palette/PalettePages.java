package vn.hiepdong.node.palette;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Frame;

/// `GET /palette?q=`: what the features find, as JSON for the palette. Every feature looks at the officer's roles, so
/// whoever works with no content finds none.
@Controller
@Allowed(anyRole = true)
class PalettePages {
    private static final int EACH = 8;
    private static final int MIN = 2;
    private static final int MAX = 200;

    private final List<FoundSource> sources;

    PalettePages(ObjectProvider<FoundSource> sources) {
        this.sources = sources.orderedStream().toList();
    }

    record Answer(List<Shown> found) {}

    /// @param icon where its picture lies
    record Shown(String text, String detail, String realm, String href, String icon) {}

    @GetMapping(path = "/palette", produces = "application/json")
    @ResponseBody
    Answer find(@RequestParam("q") String typed, Officer officer, Frame frame, HttpServletResponse response) {
        var words = typed.strip();
        if (words.length() > MAX) {
            throw new BadInput("q", "web.expected.optional-text", MAX);
        }
        response.setHeader("Cache-Control", "no-store");
        if (words.length() < MIN) {
            return new Answer(List.of());
        }
        return new Answer(sources.stream()
                .flatMap(source -> source.find(words, EACH, officer, frame).stream())
                .map(each ->
                        new Shown(each.text(), each.detail(), each.realm(), each.href(), frame.iconAt(each.icon())))
                .toList());
    }
}
