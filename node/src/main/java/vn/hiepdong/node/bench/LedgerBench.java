package vn.hiepdong.node.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.transaction.PlatformTransactionManager;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.Appended;
import vn.hiepdong.node.ledger.Batch;
import vn.hiepdong.node.ledger.Entry;
import vn.hiepdong.node.ledger.Kinds;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Position;
import vn.hiepdong.node.ledger.Projection;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SigningGuard;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;

/// The ledger by itself: durable entries of 1 KB, with hashing, payloads and signing, without any projection.
final class LedgerBench {
    private final Function<Map<String, ?>, StartedNode> starter;

    private static final int IN_FLIGHT = 2048;

    sealed interface Noise extends Entry {
        record Made(UUID subject, String text) implements Noise {}
    }

    private static final class Nothing implements Projection<Noise> {
        @Override
        public Kinds<Noise> kinds() {
            return new Kinds<>("bench", Noise.class);
        }

        @Override
        public void apply(Position at, Noise entry, Batch sql) {
            // the ledger alone is measured
        }

        @Override
        public List<String> tables() {
            return List.of();
        }
    }

    LedgerBench(Function<Map<String, ?>, StartedNode> starter) {
        this.starter = starter;
    }

    Map<String, Object> run(Path folder, int entries) throws InterruptedException {
        try (var node = new BenchNode(starter, folder, "POL");
                var ledger = new Ledger(
                        node.part(DataSource.class),
                        node.part(PlatformTransactionManager.class),
                        node.part(AgencyKeys.class),
                        List.of(new Nothing()),
                        node.part(InstantSource.class),
                        Duration.ofMillis(10),
                        SigningGuard.none())) {
            var place = new Place(new SpaceId(UUID.randomUUID()), Realm.TEST);
            write(ledger, place, 20_000);
            long start = System.nanoTime();
            write(ledger, place, entries);
            long rate = Figures.perSecond(entries, System.nanoTime() - start);
            long[] alone = new long[500];
            for (int i = 0; i < alone.length; i++) {
                long before = System.nanoTime();
                ledger.append(statement(place));
                alone[i] = System.nanoTime() - before;
            }
            var figures = new LinkedHashMap<String, Object>();
            figures.put("bench", "ledger");
            figures.put("entries", entries);
            figures.put("payloadBytes", 1024);
            figures.put("durablePerSecond", rate);
            figures.put("aloneP50Ms", Figures.percentile(alone, 0.5));
            figures.put("aloneP99Ms", Figures.percentile(alone, 0.99));
            return figures;
        }
    }

    private static void write(Ledger ledger, Place place, int entries) throws InterruptedException {
        var slots = new Semaphore(IN_FLIGHT);
        for (int i = 0; i < entries; i++) {
            slots.acquire();
            CompletableFuture<List<Appended>> done = ledger.submit(List.of(statement(place)));
            done.whenComplete((_, _) -> slots.release());
        }
        slots.acquire(IN_FLIGHT);
    }

    private static Statement statement(Place place) {
        return new Statement(place, BenchNode.DUTY, Set.of(), new Noise.Made(UUID.randomUUID(), "x".repeat(900)));
    }
}
