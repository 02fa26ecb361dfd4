package vn.hiepdong.node.tour;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.Companion;
import vn.hiepdong.node.web.Cookies;
import vn.hiepdong.node.web.Frame;

/// What of the tour stands at the end of a page: the step one is at; on the first page, before it was ever begun or
/// left,
/// an invitation; after it was left, a way back. And wherever one is, that the lines are cut.
@Component
@ConditionalOnProperty("hiepdong.demo.cut-file")
final class TourPanel implements Companion {
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, TourPanel.class.getClassLoader(), "vn.hiepdong.node");
    private final DemoLine line;

    TourPanel(DemoLine line) {
        this.line = line;
    }

    /// @param left whether it was left: only the way back is offered
    record Model(@Nullable Step step, boolean left, boolean cut) {}

    @Override
    public Optional<Content> beside(Frame frame, HttpServletRequest request) {
        if (frame.visitor().isEmpty() || !worksWithContent(frame)) return Optional.empty();
        var cookie = Cookies.read(request, TourPages.COOKIE).orElse("");
        var model = new Model(Step.of(cookie).orElse(null), cookie.equals(TourPages.LEFT), line.isCut());
        boolean first = request.getRequestURI().equals("/");
        if (model.step() == null && !first && !model.cut()) return Optional.empty();
        return Optional.of(out -> templates.render("tour/panel.jte", Map.of("frame", frame, "model", model), out));
    }

    private static boolean worksWithContent(Frame frame) {
        return frame.visitor().stream()
                .anyMatch(visitor ->
                        Role.CONTENT.stream().anyMatch(role -> visitor.roles().contains(role.name())));
    }
}
