package vn.hiepdong.trials.fault;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.exchange.SmallPartner;
import vn.hiepdong.trials.Api;
import vn.hiepdong.trials.NodeFiles;
import vn.hiepdong.trials.Until;

/// Fifty partners of one node at the same time. It calls half of them; the others cannot be called and come by
/// themselves; the line of one is slow. All write, and so do two officers at the node, which is killed meanwhile.
final class Crowd implements AutoCloseable {
    private static final String HUB = "POL";
    private static final int PARTNERS = 50;
    /// As many partners as one regulation has beside the node: one may have fifty parties at most.
    private static final int UNDER_ONE = 25;
    private static final String NOWHERE = "https://127.0.0.1:1";
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration WRITES_EVERY = Duration.ofSeconds(5);

    /// How long an item waited until its receipt was there: for each partner the half of its items, and the longest.
    private static final String WAITS = """
            select code, extract(epoch from percentile_disc(0.5) within group (order by wait)) as half,
                   extract(epoch from max(wait)) as longest
            from (
                select p.code,
                       (select min(r.at) from exchange_receipt r
                        where r.log = e.log and r.partner = p.id and r.size > e.index) - e.arrived_at as wait
                from ledger_log l
                join ledger_entry e on e.log = l.id and e.kind = 'information.written'
                cross join exchange_partner p
                where l.own and p.state = 'ACTIVE') each
            where wait is not null
            group by code
            order by half
            """;

    private static final String CONFIRMED = """
            select p.code, l.origin, max(r.size)
            from exchange_receipt r
            join exchange_partner p on p.id = r.partner
            join ledger_log l on l.id = r.log
            group by p.code, l.origin
            """;

    private final Field field;
    private final Field.Site site;
    private final TestPostgres server;
    private final Line slow;
    private final List<SmallPartner> partners = new ArrayList<>();
    private final ConcurrentLinkedQueue<Load.Item> written = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    /// How long the items for one partner waited, in seconds.
    private record Wait(String partner, double half, double longest) {}

    private Crowd(Field field) throws Exception {
        this.field = field;
        site = field.site(0);
        Path folder = Files.createDirectories(field.folder().resolve("partners"));
        server = new TestPostgres(folder.resolve("database"), field.programs());
        int port = NodeFiles.freePort();
        slow = new Line(port);
        slow.is(Line.State.slow(Duration.ofMillis(500)));
        for (int i = 0; i < PARTNERS; i++) {
            String url = i == 0 ? "https://127.0.0.1:" + slow.port() : i % 2 == 0 ? "" : NOWHERE;
            partners.add(new SmallPartner("P%02d".formatted(i), HUB, i == 0 ? port : 0, url, server, folder));
        }
    }

    static Breakage.Outcome fiftyAtOnce(Faults faults, RandomGenerator random) throws Exception {
        // Fifty partners in this JVM would talk between the lines of the table.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        String name = faults.nextName();
        try (var field = faults.field().another(name, "hiepdong.exchange.heartbeat=5s", HUB);
                var crowd = new Crowd(field)) {
            crowd.meets();
            return crowd.works(name, random);
        }
    }

    private void meets() {
        var admin = new Api(field.http(), site.party().url(), site.party().adminToken());
        for (SmallPartner each : partners) {
            String invitation = admin.post("/api/v1/partners/invitation", Map.of())
                    .granted()
                    .path("invitation")
                    .asString();
            String fingerprint = each.meets(invitation);
            Until.itIsSo(
                    LIMIT,
                    each.code() + " presents itself",
                    () -> admin.post(
                                            "/api/v1/partners/" + each.code() + "/confirmation",
                                            Map.of("fingerprint", fingerprint))
                                    .status()
                            == 201);
        }
        var officer = new Api(field.http(), site.party().url(), site.party().apiToken());
        for (Set<String> each : regulations()) {
            var parties = new HashSet<>(each);
            parties.add(HUB);
            officer.post(
                            "/api/v1/regulations",
                            Map.of(
                                    "title",
                                    "Quy chế phối hợp của " + each.size() + " đơn vị",
                                    "parties",
                                    parties,
                                    "matters",
                                    List.of("Trao đổi thông tin"),
                                    "validFrom",
                                    LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).toString()))
                    .granted();
        }
        Until.itIsSo(LIMIT, "all have signed", () -> partners.stream().allMatch(each -> each.signs() == 1));
        Until.itIsSo(LIMIT, "both regulations are in force", () -> {
            var all = officer.get("/api/v1/regulations").granted().path("regulations");
            return all.size() == regulations().size()
                    && all.valueStream().allMatch(each -> each.path("inForce").asBoolean());
        });
    }

    private List<Set<String>> regulations() {
        var sets = new ArrayList<Set<String>>();
        for (int i = 0; i < PARTNERS; i += UNDER_ONE) {
            sets.add(Set.copyOf(partners.subList(i, i + UNDER_ONE).stream()
                    .map(SmallPartner::code)
                    .toList()));
        }
        return sets;
    }

    private Breakage.Outcome works(String name, RandomGenerator random) throws Exception {
        var officers =
                regulations().stream().map(each -> new Load.Writer(site, each)).toList();
        List<Load.Item> accepted;
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
                var load = new Load(field, name, 2, officers)) {
            var writing = IntStream.range(0, PARTNERS)
                    .mapToObj(i -> writers.submit(() -> write(partners.get(i), name)))
                    .toList();
            load.awaitMore(40);
            Until.pause(Duration.ofMillis(random.nextInt(2000)));
            site.node().kill();
            site.node().awaitReady();
            load.awaitMore(80);
            stopping = true;
            for (var each : writing) each.get();
            accepted = new ArrayList<>(load.stop());
        }
        accepted.addAll(written);
        long stopped = System.nanoTime();
        var wrong = new ArrayList<String>();
        try {
            Until.itIsSo(LIMIT, "all agree", () -> differences().isEmpty());
        } catch (AssertionError e) {
            wrong.addAll(differences());
        }
        var agreed = Duration.ofNanos(System.nanoTime() - stopped);
        wrong.addAll(Census.problems(field));
        var there = new HashMap<String, Map<String, Integer>>();
        there.put(HUB, Census.titles(site, name));
        partners.forEach(each -> there.put(each.code(), each.titles()));
        return new Breakage.Outcome(Census.count(there, accepted), agreed, wrong, waits());
    }

    private Void write(SmallPartner partner, String name) {
        for (int i = 0; !stopping; i++) {
            String title = name + " " + partner.code() + " " + i;
            partner.writes(title);
            written.add(new Load.Item(title, "", partner.code(), Set.of(HUB)));
            Until.pause(WRITES_EVERY);
        }
        return null;
    }

    /// Between the node and each of them.
    private List<String> differences() {
        var found = new ArrayList<String>();
        try {
            Map<String, Census.Log> here = Census.logs(site);
            Map<String, Map<String, Long>> confirmed = confirmed();
            for (SmallPartner each : partners) {
                var theirs = new HashMap<String, Census.Log>();
                each.logs().forEach((origin, log) -> theirs.put(origin, log(log)));
                var ours = new HashMap<>(here);
                ours.keySet().retainAll(theirs.keySet());
                ours.replaceAll((origin, log) -> confirmedUpTo(
                        log, confirmed.getOrDefault(each.code(), Map.of()).getOrDefault(origin, 0L)));
                if (ours.size() < 2) found.add(each.code() + " shares " + ours.size() + " logs of two");
                found.addAll(Census.differences(Map.of(HUB, ours, each.code(), theirs)));
            }
        } catch (SQLException e) {
            found.add("a database does not answer: " + e.getMessage());
        }
        return found;
    }

    private static Census.Log log(SmallPartner.Held log) {
        return new Census.Log(log.own(), log.size(), log.signed(), log.root(), log.frozen(), log.confirmed());
    }

    private static Census.Log confirmedUpTo(Census.Log log, long size) {
        return new Census.Log(log.own(), log.size(), log.signed(), log.root(), log.frozen(), size);
    }

    private Map<String, Map<String, Long>> confirmed() throws SQLException {
        var confirmed = new HashMap<String, Map<String, Long>>();
        try (Connection database = site.node().database();
                var statement = database.createStatement();
                var rows = statement.executeQuery(CONFIRMED)) {
            while (rows.next()) {
                confirmed
                        .computeIfAbsent(rows.getString(1), _ -> new HashMap<>())
                        .put(rows.getString(2), rows.getLong(3));
            }
        }
        return confirmed;
    }

    /// Whether anybody starves. The longest waits are those that the node's end and its start took.
    private String waits() throws SQLException {
        var waits = new ArrayList<Wait>();
        try (Connection database = site.node().database();
                var statement = database.createStatement();
                var rows = statement.executeQuery(WAITS)) {
            while (rows.next()) waits.add(new Wait(rows.getString(1), rows.getDouble(2), rows.getDouble(3)));
        }
        String late = partners.getFirst().code();
        var others = waits.stream().filter(each -> !each.partner.equals(late)).toList();
        return "half of the items were held after %.2f s at the median partner, %.2f s at the last, %.2f s on the slow line; longest %.1f s"
                .formatted(
                        others.get(others.size() / 2).half,
                        others.getLast().half,
                        waits.stream()
                                .filter(each -> each.partner.equals(late))
                                .findFirst()
                                .orElseThrow()
                                .half,
                        waits.stream().mapToDouble(Wait::longest).max().orElseThrow());
    }

    @Override
    public void close() throws Exception {
        partners.forEach(SmallPartner::close);
        slow.close();
        server.close();
    }
}
