package vn.hiepdong.node.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Credibility;
import vn.hiepdong.node.information.Handling;
import vn.hiepdong.node.information.InformationEntry;
import vn.hiepdong.node.information.InformationId;
import vn.hiepdong.node.information.Purpose;
import vn.hiepdong.node.information.Reliability;
import vn.hiepdong.node.information.SourceKind;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LedgerListener;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.space.Urgency;

/// Two whole nodes with a database each: information items of 1 KB from accepted at the one to held, verified and
/// visible at the other, everything durable at both.
final class ExchangeBench {
    private final Function<Map<String, ?>, StartedNode> starter;

    private static final int IN_FLIGHT = 2048;
    private static final long GAP = TimeUnit.MILLISECONDS.toNanos(20);

    private final Map<UUID, Long> seen = new ConcurrentHashMap<>();

    ExchangeBench(Function<Map<String, ?>, StartedNode> starter) {
        this.starter = starter;
    }

    Map<String, Object> run(Path folder, int paced, int sustained, int outage) throws InterruptedException {
        try (var a = new BenchNode(starter, folder, "POL");
                var b = new BenchNode(starter, folder, "MIL")) {
            BenchNode.join(a, b);
            Place place = a.part(Spaces.class)
                    .inForceWith(Realm.TEST, List.of(b.code()))
                    .map(each -> new Place(each.space(), each.realm()))
                    .orElseThrow();
            var figures = new LinkedHashMap<String, Object>();
            figures.put("bench", "exchange");
            figures.put("payloadBytes", 1024);
            flood(a, b, place, 5_000);
            pace(a, b, place, 250);
            long[] latency = pace(a, b, place, paced);
            figures.put("pacedPerSecond", 50);
            figures.put("visibleP50Ms", Figures.percentile(latency, 0.5));
            figures.put("visibleP99Ms", Figures.percentile(latency, 0.99));
            figures.put("sustainedPerSecond", Figures.perSecond(sustained, flood(a, b, place, sustained)));
            figures.put("catchUpEntries", outage);
            figures.put("catchUpPerSecond", Figures.perSecond(outage, catchUp(a, b, place, outage)));
            return figures;
        }
    }

    /// Nanoseconds from accepted (durable at A) to visible at B, at 50 a second.
    private long[] pace(BenchNode a, BenchNode b, Place place, int entries) throws InterruptedException {
        seen.clear();
        var watcher = new Watcher(b.ledger());
        b.ledger().listen(watcher);
        var accepted = new LinkedHashMap<UUID, Long>();
        long next = System.nanoTime();
        for (int i = 0; i < entries; i++) {
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            next += GAP;
            Statement statement = statement(a, b, place);
            a.ledger().append(statement);
            accepted.put(statement.entry().subject(), System.nanoTime());
        }
        BenchNode.until(() -> seen.keySet().containsAll(accepted.keySet()));
        watcher.stop();
        return accepted.entrySet().stream()
                .mapToLong(each -> Math.max(0, seen.getOrDefault(each.getKey(), Long.MAX_VALUE) - each.getValue()))
                .toArray();
    }

    /// Notes when B's projections were told to have seen a record: after B's commit.
    private final class Watcher implements LedgerListener {
        private final Ledger ledger;
        private final java.util.concurrent.LinkedBlockingQueue<long[]> told =
                new java.util.concurrent.LinkedBlockingQueue<>();
        private final Thread reader;
        private volatile boolean stopped;

        Watcher(Ledger ledger) {
            this.ledger = ledger;
            long from = ledger.applied();
            reader = Thread.ofVirtual().start(() -> read(from));
        }

        @Override
        public void applied(long upTo) {
            if (!stopped) {
                told.add(new long[] {upTo, System.nanoTime()});
            }
        }

        private void read(long from) {
            long last = from;
            try {
                while (true) {
                    long[] next = told.take();
                    if (next[0] < 0) {
                        return;
                    }
                    for (Ledger.Change change : ledger.changes(last, next[0], 100_000)) {
                        if (change.subject() != null) {
                            seen.putIfAbsent(change.subject(), next[1]);
                        }
                    }
                    last = Math.max(last, next[0]);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void stop() {
            stopped = true;
            told.add(new long[] {-1, 0});
        }
    }

    /// Nanoseconds until as many entries as A takes are all durable and visible at B.
    private static long flood(BenchNode a, BenchNode b, Place place, int entries) throws InterruptedException {
        long before = size(b, a, place);
        long start = System.nanoTime();
        write(a, b, place, entries);
        BenchNode.until(() -> size(b, a, place) >= before + entries);
        return System.nanoTime() - start;
    }

    private static void write(BenchNode a, BenchNode b, Place place, int entries) throws InterruptedException {
        var slots = new Semaphore(IN_FLIGHT);
        for (int i = 0; i < entries; i++) {
            slots.acquire();
            a.ledger().submit(List.of(statement(a, b, place))).whenComplete((_, _) -> slots.release());
        }
        slots.acquire(IN_FLIGHT);
    }

    /// Nanoseconds from B being back until it has what A wrote meanwhile.
    private static long catchUp(BenchNode a, BenchNode b, Place place, int entries) throws InterruptedException {
        long before = size(b, a, place);
        b.close();
        write(a, b, place, entries);
        b.restart();
        BenchNode.until(() -> size(b, a, place) > before);
        long start = System.nanoTime();
        long already = size(b, a, place) - before;
        BenchNode.until(() -> size(b, a, place) >= before + entries);
        long took = System.nanoTime() - start;
        return Math.round(took * (double) entries / Math.max(1, entries - already));
    }

    /// How much of A's log B holds.
    private static long size(BenchNode b, BenchNode a, Place place) {
        String origin = a.ledger().self().origin(place.realm(), place.space()).toString();
        return b.ledger().log(origin).map(LogView::size).orElse(0L);
    }

    private static Statement statement(BenchNode a, BenchNode b, Place place) {
        Instant now = a.part(InstantSource.class).instant();
        var id = new InformationId(a.part(Uuid7.class).next());
        var content = new Content(
                "Tin đo " + id,
                "x".repeat(500),
                "flood",
                Urgency.ROUTINE,
                Purpose.RESPONSE,
                Handling.NOI_BO,
                now,
                null,
                SourceKind.SENSOR,
                null,
                Reliability.A,
                Credibility.PROBABLY_TRUE,
                List.of(),
                null);
        return new Statement(place, BenchNode.DUTY, Set.of(b.code()), new InformationEntry.Written(id, content, now));
    }
}
