package vn.hiepdong.node.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.node.information.Area;
import vn.hiepdong.node.information.Filter;
import vn.hiepdong.node.information.Information;
import vn.hiepdong.node.information.ItemRow;
import vn.hiepdong.node.information.Sort;
import vn.hiepdong.node.information.State;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;

/// The list of information items when there are many: the question behind the page, in each of its orders, with and
/// without filters and words, on the first page and far down.
final class ListBench {
    private static final int PAGE = 51;
    private static final int WARM_UP = 400;
    private static final int TIMES = 4000;
    private static final int COUNTED = 10_001;

    /// Ten years of items, the last just now.
    private static final Duration BETWEEN = Duration.ofMinutes(5);

    private final Function<Map<String, ?>, StartedNode> starter;

    ListBench(Function<Map<String, ?>, StartedNode> starter) {
        this.starter = starter;
    }

    /// What an officer may ask of a list.
    private enum Question {
        NEWEST,
        FILTERED,
        URGENT,
        PERIOD,
        AREA,
        FREQUENT_WORDS,
        RARE_WORDS,
        ABSENT_WORDS,
        OWED,
        COUNT
    }

    Map<String, Object> run(Path folder, int items) {
        try (var node = new BenchNode(starter, folder, "POL")) {
            fill(node.part(JdbcClient.class), items);
            var information = node.part(Information.class);
            var random = new Random(1);
            Instant newest = Instant.now();
            measure(information, random, items, newest, WARM_UP);
            var nanos = measure(information, random, items, newest, TIMES);
            var pages = nanos.entrySet().stream()
                    .filter(each -> each.getKey() != Question.COUNT)
                    .flatMapToLong(each -> Arrays.stream(each.getValue()))
                    .toArray();
            var figures = new LinkedHashMap<String, Object>();
            figures.put("bench", "list");
            figures.put("items", items);
            figures.put("p50Ms", Figures.percentile(pages, 0.5));
            figures.put("p99Ms", Figures.percentile(pages, 0.99));
            nanos.forEach((question, each) -> figures.put(
                    "p99Ms." + question.name().toLowerCase(java.util.Locale.ROOT), Figures.percentile(each, 0.99)));
            return figures;
        }
    }

    /// Rows as the projection would make them, without their entries. A title says what happened, where, and a number:
    /// words in every third title, words in one of a hundred, and words that are in one alone.
    private static void fill(JdbcClient sql, int items) {
        sql.sql("""
                        insert into information_item (id, space, realm, origin, state, version, title, topic, urgency,
                            source_kind, reliability, credibility, event_time, lat, lon, written_at, received_at, changed_at,
                            applied, words)
                        select gen_random_uuid(), gen_random_uuid(), 'REAL', (array['POL', 'MIL', 'AUT'])[1 + n % 3],
                            (array['RELEASED', 'ACKNOWLEDGED', 'VERIFIED', 'CORRECTED'])[1 + n / 3 % 4], 1,
                            (array['Mực nước', 'Lũ quét', 'Sạt lở'])[1 + n % 3] || ' khu ' || n * 7 % 100 || ' số ' || n,
                            (array['flood', 'storm', 'transport', 'fire'])[1 + n / 12 % 4],
                            (array['ROUTINE', 'ROUTINE', 'PRIORITY', 'IMMEDIATE', 'FLASH'])[1 + n / 48 % 5],
                            'SENSOR', (array['A', 'B', 'C', 'F'])[1 + n / 240 % 4], '2', now(),
                            8.5 + random() * 14.5, 102.2 + random() * 7, at, at, at, n,
                            ((array['''muc'':1A ''=5mưc'':1A ''nuoc'':2A ''=1nươc'':2A',
                                    '''lu'':1A ''=4lu'':1A ''quet'':2A ''=1quet'':2A',
                                    '''sat'':1A ''=5sat'':1A ''lo'':2A ''=3lơ'':2A'])[1 + n % 3]
                                || ' ''khu'':3A ''' || n * 7 % 100 || ''':4A ''so'':5A ''=1sô'':5A ''' || n || ''':6A')
                                ::tsvector
                        from generate_series(1, :items) n
                        cross join lateral (select now() - (:items - n) * interval '1 minute' * :minutes as at) t
                        """).param("items", items).param("minutes", BETWEEN.toMinutes()).update();
        sql.sql("""
                        insert into information_release (id, agency, origin, since, awaited_version, awaited_by)
                        select id, 'POL', origin, now(), case when applied % 1000 = 0 then 1 end,
                            case when applied % 1000 = 0 then written_at + interval '1 hour' end
                        from information_item where origin <> 'POL'
                        """).update();
        // As PostgreSQL does it by itself after a while.
        sql.sql("vacuum analyze information_item").update();
        sql.sql("vacuum analyze information_release").update();
    }

    private static Map<Question, long[]> measure(
            Information information, Random random, int items, Instant newest, int times) {
        var nanos = new EnumMap<Question, long[]>(Question.class);
        int each = times / Question.values().length;
        for (Question question : Question.values()) {
            nanos.put(question, new long[each]);
        }
        for (int i = 0; i < each; i++) {
            for (Question question : Question.values()) {
                Filter filter = filter(question, random, items, newest);
                Sort sort = sort(question);
                ItemRow after = random.nextBoolean() || question == Question.COUNT
                        ? null
                        : deep(information, filter, sort, random, items);
                long start = System.nanoTime();
                if (question == Question.COUNT) {
                    information.count(filter, COUNTED);
                } else {
                    information.list(filter, sort, after, PAGE);
                }
                Objects.requireNonNull(nanos.get(question))[i] = System.nanoTime() - start;
            }
        }
        return nanos;
    }

    private static Sort sort(Question question) {
        return switch (question) {
            case URGENT -> Sort.URGENCY;
            case OWED -> Sort.DUE;
            default -> Sort.NEWEST;
        };
    }

    /// A row of the list somewhere down, from which the page goes on.
    private static @Nullable ItemRow deep(Information information, Filter filter, Sort sort, Random random, int items) {
        List<ItemRow> rows = sort == Sort.DUE
                ? information.list(filter, sort, null, PAGE)
                : information.list(filter, 1 + random.nextInt(items), 1);
        return rows.isEmpty() ? null : rows.getLast();
    }

    private static Filter filter(Question question, Random random, int items, Instant newest) {
        return switch (question) {
            case NEWEST, URGENT -> Filter.all(Realm.REAL);
            case OWED -> filter(random, Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty());
            case FILTERED, COUNT ->
                filter(random, Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
            case PERIOD -> {
                Instant from = newest.minus(BETWEEN.multipliedBy(random.nextInt(items)));
                Instant to = from.plus(Duration.ofDays(1L << random.nextInt(9)));
                yield filter(random, Optional.of(from), Optional.of(to), Optional.empty(), false, Optional.empty());
            }
            case AREA -> {
                double south = 8.5 + random.nextDouble() * 13;
                double west = 102.2 + random.nextDouble() * 6;
                double size = random.nextDouble();
                var area = new Area(south, west, south + size, west + size);
                yield filter(random, Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.of(area));
            }
            case FREQUENT_WORDS -> words("lu quet");
            case RARE_WORDS ->
                random.nextBoolean()
                        ? words("sạt lở khu " + random.nextInt(100) + " ")
                        : words("so " + random.nextInt(items));
            case ABSENT_WORDS -> words("nuoc lu khong co");
        };
    }

    private static Filter words(String words) {
        var all = Filter.all(Realm.REAL);
        return new Filter(
                Realm.REAL,
                all.urgency(),
                all.topic(),
                all.state(),
                all.origin(),
                all.from(),
                all.to(),
                Optional.of(words),
                false);
    }

    private static Filter filter(
            Random random,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<String> words,
            boolean owed,
            Optional<Area> area) {
        return new Filter(
                Realm.REAL,
                random.nextInt(3) == 0
                        ? Optional.of(Urgency.values()[random.nextInt(Urgency.values().length)])
                        : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of("storm") : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of(State.VERIFIED) : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of(new AgencyCode("MIL")) : Optional.empty(),
                from,
                to,
                words,
                owed,
                Optional.empty(),
                Optional.empty(),
                false,
                area);
    }
}
