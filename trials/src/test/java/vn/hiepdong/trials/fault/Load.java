package vn.hiepdong.trials.fault;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.trials.Until;

/// Officers who write all the while, usually one at each node. Who gets no answer asks again, with the same key,
/// until there is one: so every item that was begun is accepted in the end, and must then be there once.
final class Load implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /// Every so-manieth item is not for one of the partners.
    private static final int NOT_FOR_ONE = 5;

    private final Field field;
    private final String name;
    private final Duration pause;
    private final ConcurrentLinkedQueue<Item> accepted = new ConcurrentLinkedQueue<>();
    private final List<Thread> writers = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ReentrantReadWriteLock writing = new ReentrantReadWriteLock(true);
    private final AtomicInteger extra = new AtomicInteger();
    private volatile boolean stopping;

    /// An item that a node said it has.
    ///
    /// @param parties whom it is released to
    record Item(String title, String id, String origin, Set<String> parties) {}

    /// Somebody who writes.
    ///
    /// @param parties whom he writes to, under one regulation
    record Writer(Field.Site site, Set<String> parties) {
        static Writer at(Field.Site site, Field field) {
            return new Writer(
                    site,
                    field.sites().stream()
                            .map(Field.Site::code)
                            .filter(code -> !code.equals(site.code()))
                            .collect(Collectors.toSet()));
        }
    }

    /// One at each node.
    ///
    /// @param name begins the title of every item
    Load(Field field, String name, int perSecond) {
        this(
                field,
                name,
                perSecond,
                field.sites().stream().map(each -> Writer.at(each, field)).toList());
    }

    Load(Field field, String name, int perSecond, List<Writer> who) {
        this.field = field;
        this.name = name;
        pause = Duration.ofMillis(1000 / perSecond);
        for (Writer each : who) {
            String prefix = writers.isEmpty() ? "" : writers.size() + "/";
            writers.add(Thread.ofVirtual().name("load " + each.site().code()).start(() -> write(each, prefix)));
        }
    }

    private void write(Writer writer, String prefix) {
        try {
            for (int i = 0; !stopping; i++) {
                writing.readLock().lock();
                try {
                    accepted.add(write(writer, prefix + i, i));
                } finally {
                    writing.readLock().unlock();
                }
                Until.pause(pause);
            }
        } catch (RuntimeException | AssertionError e) {
            failure.compareAndSet(null, e);
        }
    }

    private Item write(Writer writer, String which, int number) {
        Field.Site site = writer.site();
        String title = name + " " + site.code() + " " + which;
        var parties = new TreeSet<>(writer.parties());
        if (number % NOT_FOR_ONE == NOT_FOR_ONE - 1 && parties.size() > 1) parties.remove(parties.first());
        byte[] body = JSON.writeValueAsBytes(Map.of(
                "title", title,
                "text", "Mực nước Ba Thá lên " + number + " cm.",
                "topic", "flood",
                "urgency", "PRIORITY",
                "eventTime", "2026-09-10T02:10:00+07:00",
                "sourceKind", "unit",
                "releasableTo", parties));
        var request = HttpRequest.newBuilder(site.party().url().resolve("/api/v1/information"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + site.party().apiToken())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return new Item(title, untilAccepted(request), site.code(), parties);
    }

    private String untilAccepted(HttpRequest request) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "no answer";
        while (System.nanoTime() < end) {
            try {
                var answer = field.http().send(request, BodyHandlers.ofByteArray());
                if (answer.statusCode() / 100 == 2) {
                    return JSON.readTree(answer.body()).path("id").asString();
                }
                last = answer.statusCode() + " " + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
                boolean passing =
                        answer.statusCode() >= 500 || answer.statusCode() == 409 || answer.statusCode() == 429;
                if (!passing) throw new AssertionError("refused: " + last);
            } catch (IOException e) {
                last = e.toString();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Until.pause(Duration.ofMillis(250));
        }
        throw new AssertionError("never accepted: " + last);
    }

    /// Nobody writes while this is done.
    void quietly(Runnable what) {
        writing.writeLock().lock();
        try {
            what.run();
        } finally {
            writing.writeLock().unlock();
        }
    }

    /// Writes so many more at one node, one after the other.
    void writes(Field.Site site, int count) {
        for (int i = 0; i < count; i++) {
            accepted.add(write(Writer.at(site, field), "more " + extra.incrementAndGet(), i));
        }
    }

    /// How many have been accepted so far.
    int count() {
        return accepted.size();
    }

    void awaitMore(int items) {
        int wanted = count() + items;
        Until.itIsSo(PATIENCE, items + " more items are accepted", () -> {
            rethrow();
            return count() >= wanted;
        });
    }

    /// Begins no more, and waits until all that were begun are accepted.
    List<Item> stop() {
        close();
        rethrow();
        return List.copyOf(accepted);
    }

    private void rethrow() {
        Throwable thrown = failure.get();
        if (thrown != null) throw new AssertionError("an officer could not write", thrown);
    }

    @Override
    public void close() {
        stopping = true;
        for (Thread each : writers) {
            try {
                each.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
