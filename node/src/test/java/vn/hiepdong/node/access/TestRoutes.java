package vn.hiepdong.node.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Checks;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Refused;

/// Stands for a feature with content. The handlers are an inner class, so that a whole node started by some other test
/// does
/// not find them when it looks for its parts.
public final class TestRoutes {
    final AtomicInteger made = new AtomicInteger();
    final Handlers handlers = new Handlers();

    enum Urgency {
        ROUTINE,
        FLASH
    }

    record Place(double lat, double lon) {}

    record Item(String title, Urgency urgency, Instant eventTime, Place location, List<String> to, int copies) {}

    @RestController
    final class Handlers {
        @GetMapping("/content")
        String content() {
            return "content";
        }

        @Allowed(Role.DUTY_COMMANDER)
        @GetMapping("/command")
        String command() {
            return "command";
        }

        @Allowed(scope = Scope.INFORMATION_READ)
        @GetMapping("/api/v1/items/{number}")
        Map<String, Object> read(@PathVariable int number) {
            if (number == 404) throw new NotFound();
            if (number == 409) throw new Refused("access.inactive");
            if (number == 422) throw Refused.unacceptable("access.inactive");
            if (number == 500) throw new IllegalStateException("secret of the house");
            return Map.of("number", number, "at", Instant.parse("2026-11-22T02:10:00Z"));
        }

        @Allowed(scope = Scope.INFORMATION_READ)
        @GetMapping("/api/v1/items")
        String list(@RequestParam Urgency urgency) {
            return urgency.name();
        }

        @Allowed(scope = Scope.INFORMATION_WRITE)
        @PostMapping("/api/v1/items")
        ResponseEntity<Map<String, Integer>> write(@RequestBody Item item) {
            var checks = new Checks();
            checks.text("title", item.title(), 20);
            checks.number("copies", item.copies(), 1, 6);
            checks.done();
            int number = made.incrementAndGet();
            if (item.copies() == 6) throw new IllegalStateException("fails after it happened");
            return ResponseEntity.status(201)
                    .header("Location", "/api/v1/items/" + number)
                    .body(Map.of("number", number));
        }

        @GetMapping("/api/v1/untold")
        String untold() {
            return "no scope was named";
        }

        @GetMapping("/bad")
        String bad() {
            throw new BadInput("title", "web.expected.text", 20);
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("secret of the house");
        }
    }
}
