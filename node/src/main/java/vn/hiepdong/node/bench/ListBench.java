package vn.hiepdong.node.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.node.information.Filter;
import vn.hiepdong.node.information.Information;
import vn.hiepdong.node.information.State;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;

/// The list of information items when there are many: the question behind the page, with and without filters, on the
/// first page and far down.
final class ListBench {
    private final Function<Map<String, ?>, StartedNode> starter;

    ListBench(Function<Map<String, ?>, StartedNode> starter) {
        this.starter = starter;
    }

    Map<String, Object> run(Path folder, int items) {
        try (var node = new BenchNode(starter, folder, "POL")) {
            fill(node.part(JdbcClient.class), items);
            var information = node.part(Information.class);
            var random = new Random(1);
            measure(information, random, items, 300);
            long[] nanos = measure(information, random, items, 2000);
            var figures = new LinkedHashMap<String, Object>();
            figures.put("bench", "list");
            figures.put("items", items);
            figures.put("p50Ms", Figures.percentile(nanos, 0.5));
            figures.put("p99Ms", Figures.percentile(nanos, 0.99));
            return figures;
        }
    }

    /// Rows as the projection would make them, without their entries.
    private static void fill(JdbcClient sql, int items) {
        sql.sql("""
                        insert into information_item (id, space, realm, origin, state, version, title, topic, urgency,
                            source_kind, reliability, credibility, event_time, written_at, received_at, applied)
                        select gen_random_uuid(), gen_random_uuid(), 'REAL', (array['POL', 'MIL', 'AUT'])[1 + n % 3],
                            (array['RELEASED', 'ACKNOWLEDGED', 'VERIFIED', 'CORRECTED'])[1 + n % 4], 1,
                            'Mực nước trạm số ' || n, (array['flood', 'storm', 'transport', 'fire'])[1 + n % 4],
                            (array['ROUTINE', 'ROUTINE', 'PRIORITY', 'IMMEDIATE', 'FLASH'])[1 + n % 5],
                            'SENSOR', 'A', '2', now(), now(), now(), n
                        from generate_series(1, :items) n
                        """).param("items", items).update();
        sql.sql("""
                        insert into information_release (id, agency, origin, since)
                        select id, 'POL', origin, now() from information_item where origin <> 'POL'
                        """).update();
        sql.sql("analyze").update();
    }

    private static long[] measure(Information information, Random random, int items, int times) {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            Filter filter = filter(random, items);
            long before = random.nextBoolean() ? Long.MAX_VALUE : 1 + random.nextInt(items);
            long start = System.nanoTime();
            information.list(filter, before, 51);
            nanos[i] = System.nanoTime() - start;
        }
        return nanos;
    }

    private static Filter filter(Random random, int items) {
        return new Filter(
                Realm.REAL,
                random.nextInt(3) == 0
                        ? Optional.of(Urgency.values()[random.nextInt(Urgency.values().length)])
                        : Optional.empty(),
                random.nextInt(4) == 0 ? Optional.of("storm") : Optional.empty(),
                random.nextInt(4) == 0 ? Optional.of(State.VERIFIED) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                random.nextInt(5) == 0 ? Optional.of("tram so " + random.nextInt(items)) : Optional.empty(),
                false);
    }
}
