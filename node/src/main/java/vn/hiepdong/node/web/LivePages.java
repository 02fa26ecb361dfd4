package vn.hiepdong.node.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `GET /live?topics=a,b`: an event named after each topic whenever what it shows has changed.
///
/// Each is sent once at the start. The request stays, on a virtual thread of its own. A browser that reads nothing
/// is dropped when the server's write times out; one that has gone is noticed at the next heartbeat. Browsers come
/// back by themselves. A connection does not outlive the sign-in by long: after some minutes it ends, and coming
/// back needs a session that is still good.
///
/// What changes again and again is said at once, and from then on every [#PACE], so that the last word is never
/// missing and a busy night is no flood.
@Controller
final class LivePages {
    private static final Logger log = LoggerFactory.getLogger(LivePages.class);
    private static final int MAX_TOPICS = 20;
    private static final Duration PACE = Duration.ofMillis(250);

    private final LiveListener listener;
    private final long heartbeatMillis;
    private final int lifeInHeartbeats;

    LivePages(
            LiveListener listener,
            @Value("${hiepdong.web.live-heartbeat-millis:20000}") long heartbeatMillis,
            @Value("${hiepdong.web.live-heartbeats:30}") int lifeInHeartbeats) {
        this.listener = listener;
        this.heartbeatMillis = heartbeatMillis;
        this.lifeInHeartbeats = lifeInHeartbeats;
    }

    @GetMapping("/live")
    void live(@RequestParam String topics, HttpServletRequest request, HttpServletResponse response) {
        var reader = new LiveReader(parse(topics));
        // The server lends only so many threads to requests (200), virtual or not; one that stays must bring its own.
        var stay = request.startAsync(request, response);
        stay.setTimeout(0);
        Thread.ofVirtual().name("live").start(() -> tell(reader, stay));
    }

    private void tell(LiveReader reader, AsyncContext stay) {
        var response = (HttpServletResponse) stay.getResponse();
        listener.join(reader);
        try {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            send(response, "retry: 3000\n\n");
            // Whatever changed since the page was made, or since the line broke, was missed: look once at the start.
            reader.everythingChanged();
            for (int beats = 0; beats < lifeInHeartbeats && !reader.isClosed(); ) {
                var changed = reader.next(heartbeatMillis);
                if (changed.isEmpty()) beats++;
                send(response, changed.isEmpty() ? ":\n\n" : events(changed));
                Thread.sleep(PACE);
            }
        } catch (IOException gone) {
            log.debug("a reader went away: {}", gone.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listener.leave(reader);
            stay.complete();
        }
    }

    private static Set<String> parse(String topics) {
        var wanted = new LinkedHashSet<>(List.of(topics.split(",")));
        if (wanted.size() > MAX_TOPICS || !wanted.stream().allMatch(LiveUpdates::isTopic)) {
            throw new BadInput("topics", "web.expected.topics", MAX_TOPICS);
        }
        return wanted;
    }

    private static String events(List<String> changed) {
        var text = new StringBuilder();
        changed.forEach(topic -> text.append("event: ").append(topic).append("\ndata: \n\n"));
        return text.toString();
    }

    private static void send(HttpServletResponse response, String text) throws IOException {
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }
}
