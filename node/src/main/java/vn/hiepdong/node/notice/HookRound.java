package vn.hiepdong.node.notice;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sends what waits to the webhooks: each in its own order, one not held up by another. A delivery that fails is tried
/// again after a while, and what comes after it waits; after the last attempt it is given up and shown to the
/// administrator.
@Component
class HookRound {
    private static final Logger LOG = LoggerFactory.getLogger(HookRound.class);

    /// After each failed attempt; about eleven hours in all. A fifth more or less, so that not all come back at once.
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6));

    static final int ATTEMPTS = WAITS.size() + 1;
    private static final int AT_ONCE = 20;
    private static final int IN_A_ROW = 50;
    private static final Duration CLAIM = Duration.ofMinutes(2);
    private static final Duration TURN = Duration.ofSeconds(15);
    private static final int GONE = 410;

    private final HookTable table;
    private final NoticeSettings settings;
    private final InstantSource clock;
    private final Duration patience;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // An address that was allowed must not lead to one that is not.
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    @org.springframework.beans.factory.annotation.Autowired
    HookRound(HookTable table, NoticeSettings settings, InstantSource clock) {
        this(table, settings, clock, Duration.ofSeconds(10));
    }

    /// @param patience how long an answer may take to begin
    HookRound(HookTable table, NoticeSettings settings, InstantSource clock, Duration patience) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
        this.patience = patience;
    }

    void send() {
        Instant now = clock.instant();
        List<Hook> due = table.claim(now, now.plus(CLAIM), AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(hook -> threads.execute(() -> turn(hook)));
        }
    }

    private void turn(Hook hook) {
        try {
            Instant end = clock.instant().plus(TURN);
            for (int sent = 0; sent < IN_A_ROW && clock.instant().isBefore(end); sent++) {
                var next = table.next(hook.id(), clock.instant());
                if (next.isEmpty() || !deliver(hook, next.get())) {
                    break;
                }
            }
            table.release(hook.id());
        } catch (RuntimeException e) {
            // Its claim runs out and it is tried again.
            LOG.error("webhook {} could not be served", hook.id(), e);
        }
    }

    private boolean deliver(Hook hook, HookTable.Delivery delivery) {
        if (!settings.allows(hook.address())) {
            failed(delivery, "address not allowed any more");
            return false;
        }
        try {
            int status = post(hook, delivery);
            if (status >= 200 && status < 300) {
                table.delivered(delivery, clock.instant());
                return true;
            }
            if (status == GONE) {
                table.set(hook.id(), Hook.State.GONE);
                table.giveUp(hook.id(), "HTTP 410", clock.instant());
                LOG.warn("webhook {} says that it is gone; it is switched off", hook.id());
            } else {
                failed(delivery, "HTTP " + status);
            }
        } catch (IOException e) {
            failed(delivery, e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()));
        } catch (InterruptedException e) {
            // The node stops; nobody knows whether it arrived, so it is sent again.
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private int post(Hook hook, HookTable.Delivery delivery) throws IOException, InterruptedException {
        String id = delivery.event().toString();
        long seconds = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(URI.create(hook.address()))
                .timeout(patience)
                .header("Content-Type", CloudEvents.CONTENT_TYPE)
                .header("User-Agent", "hiepdong")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", hook.signature(id, seconds, delivery.body()))
                .POST(HttpRequest.BodyPublishers.ofString(delivery.body()))
                .build();
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        // What it says besides the status is of no use here, however long it is.
        answer.body().close();
        return answer.statusCode();
    }

    private void failed(HookTable.Delivery delivery, String problem) {
        Instant now = clock.instant();
        int attempts = delivery.attempts() + 1;
        Instant next = attempts >= ATTEMPTS ? null : now.plus(jittered(WAITS.get(attempts - 1)));
        table.failed(delivery, next, problem.substring(0, Math.min(300, problem.length())), now);
        if (next == null) {
            LOG.warn("webhook {}: delivery {} was given up ({})", delivery.hook(), delivery.event(), problem);
        }
    }

    static Duration jittered(Duration wait) {
        return Duration.ofMillis(
                (long) (wait.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }
}
