package vn.hiepdong.node.tour;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.web.Cookies;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// Through the tour, and out of it.
@Controller
@Allowed
@ConditionalOnProperty("hiepdong.demo.cut-file")
class TourPages {
    static final String COOKIE = "tour";
    static final String LEFT = "left";
    private static final Duration KEPT = Duration.ofDays(30);

    private final TourPlaces places;
    private final DemoLine line;

    TourPages(TourPlaces places, DemoLine line) {
        this.places = places;
        this.line = line;
    }

    record Index(List<Step> steps, boolean cut) {}

    @GetMapping("/tour")
    Page index() {
        return new Page("tour/index.jte", new Index(List.of(Step.values()), line.isCut()));
    }

    @GetMapping("/tour/{number:[1-5]}")
    Redirect go(@PathVariable String number, HttpServletRequest request, HttpServletResponse response) {
        var step = Step.of(number).orElseThrow(NotFound::new);
        Cookies.set(request, response, COOKIE, number, KEPT);
        return Redirect.to(places.of(step));
    }

    @GetMapping("/tour/leave")
    Redirect leave(HttpServletRequest request, HttpServletResponse response) {
        Cookies.set(request, response, COOKIE, LEFT, KEPT);
        return Redirect.to("/");
    }

    @PostMapping("/tour/line")
    Redirect line(@RequestParam boolean whole) {
        line.set(whole);
        return Redirect.to("/partners").saying(whole ? "tour.mended" : "tour.cut");
    }
}
