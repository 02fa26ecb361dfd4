package vn.hiepdong.node.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.node.deadline.DeadlineClock;

/// The clock, while nothing is late: what a look costs with few open deadlines and with many.
final class ClockBench {
    private static final int FEW = 10;
    private static final int WARM_UP = 300;
    private static final int TIMES = 1000;

    private final Function<Map<String, ?>, StartedNode> starter;

    ClockBench(Function<Map<String, ?>, StartedNode> starter) {
        this.starter = starter;
    }

    Map<String, Object> run(Path folder, int open) {
        try (var node = new BenchNode(starter, folder, "POL")) {
            var sql = node.part(JdbcClient.class);
            var clock = node.part(DeadlineClock.class);
            fill(sql, 0, FEW);
            look(clock, WARM_UP);
            double few = Figures.percentile(look(clock, TIMES), 0.5);
            fill(sql, FEW, open);
            sql.sql("analyze").update();
            look(clock, WARM_UP);
            long[] many = look(clock, TIMES);
            double median = Figures.percentile(many, 0.5);
            var figures = new LinkedHashMap<String, Object>();
            figures.put("bench", "clock");
            figures.put("open", open);
            figures.put("p50MsOf" + FEW, few);
            figures.put("p50Ms", median);
            figures.put("p99Ms", Figures.percentile(many, 0.99));
            figures.put("ratio", Math.round(100 * median / few) / 100.0);
            return figures;
        }
    }

    private static long[] look(DeadlineClock clock, int times) {
        var nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            clock.see();
            nanos[i] = System.nanoTime() - began;
        }
        return nanos;
    }

    /// Acknowledgements that this agency owes, due from an hour from now on.
    private static void fill(JdbcClient sql, int from, int to) {
        sql.sql("""
                        insert into information_release (id, agency, origin, since, awaited_version, awaited_by, next_at)
                        select gen_random_uuid(), 'POL', 'MIL', now(), 1, now() + interval '1 hour' + n * interval '1 second',
                               now() + interval '1 hour' + n * interval '1 second'
                        from generate_series(:from, :to - 1) n
                        """).param("from", from).param("to", to).update();
    }
}
