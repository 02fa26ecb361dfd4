package vn.hiepdong.trials.fault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.hiepdong.trials.Api;
import vn.hiepdong.trials.NodeFiles;
import vn.hiepdong.trials.Until;

/// A partner that does not show everybody the same. It has its real keys, and it is found out.
final class Split {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String SETTINGS = """
            hiepdong.exchange.heartbeat=1s
            hiepdong.exchange.down-after=40s
            hiepdong.witness.grace=20s
            hiepdong.witness.observe-every=5s""";
    private static final String LIAR = "MIL";

    private final Field field;
    private final Field.Site pol;
    private final Field.Site mil;
    private final Field.Site aut;
    private final List<String> wrong = new ArrayList<>();

    private Split(Field field) {
        this.field = field;
        pol = field.site(0);
        mil = field.site(1);
        aut = field.site(2);
    }

    /// Two copies of one node say different things in the same log, each to another partner; then these two meet.
    static Breakage.Outcome forks(Faults faults, RandomGenerator random) throws Exception {
        String name = faults.nextName();
        try (var field = faults.field().another(name, SETTINGS, "POL", LIAR, "AUT")) {
            return new Split(field).forks(name);
        }
    }

    private Breakage.Outcome forks(String name) throws Exception {
        var honest = List.of(Load.Writer.at(pol, field), Load.Writer.at(aut, field));
        List<Load.Item> accepted;
        Duration found;
        try (var load = new Load(field, name, 2, honest);
                var lies = new Load(field, name + "L", 1, List.of())) {
            load.writes(mil, 5);
            load.awaitMore(6);
            load.quietly(() -> Until.itIsSo(
                    LIMIT, "all agree", () -> Census.differences(field).isEmpty()));
            mil.node().stop();
            Path copy = mil.node().data().resolveSibling("data.copy");
            Shell.must("cp", "-a", mil.node().data().toString(), copy.toString());

            isolate(aut);
            tells(lies, 4, pol);
            isolate(pol);
            joins(aut);
            Shell.must("rm", "-rf", mil.node().data().toString());
            Shell.must("mv", copy.toString(), mil.node().data().toString());
            tells(lies, 2, aut);
            long meet = System.nanoTime();
            joins(pol);
            for (Field.Site each : List.of(pol, aut)) {
                isProven(each, awaitAlarm(each, "FORK"), "FORK");
            }
            found = Duration.ofNanos(System.nanoTime() - meet);
            mil.node().awaitReady();
            load.awaitMore(6);
            accepted = load.stop();
        }
        Until.itIsSo(LIMIT, "all stop the forked log", () -> frozen() == 3);
        long stopped = System.nanoTime();
        wrong.addAll(awaitAgreementButFor("/" + LIAR + ".", name, accepted));
        return new Breakage.Outcome(
                Census.count(field, name, accepted),
                Duration.ofNanos(System.nanoTime() - stopped),
                wrong,
                "proven at both after %.1f s".formatted(found.toMillis() / 1000.0));
    }

    /// Nobody reaches it, it reaches nobody, and nothing waits in a line.
    private void isolate(Field.Site site) {
        field.sites().forEach(each -> each.line().is(Line.State.CUT));
        site.node().freeze();
        field.sites().stream()
                .filter(each -> each != site)
                .forEach(each -> each.line().is(Line.State.GOOD));
    }

    private static void joins(Field.Site site) {
        site.line().is(Line.State.GOOD);
        site.node().thaw();
    }

    /// The liar writes, until this partner holds all of it; then it is silent again.
    private void tells(Load lies, int count, Field.Site to) {
        mil.node().awaitReady();
        lies.writes(mil, count);
        Until.itIsSo(LIMIT, to.code() + " holds what it is told", () -> {
            try {
                Census.Log own = Census.logs(mil).values().stream()
                        .filter(Census.Log::own)
                        .findFirst()
                        .orElseThrow();
                return Census.logs(to).entrySet().stream()
                        .anyMatch(each -> each.getKey().contains("/" + LIAR + ".")
                                && each.getValue().root().equals(own.root())
                                && own.size() == own.signed()
                                && each.getValue().size() == own.size());
            } catch (SQLException e) {
                return false;
            }
        });
        mil.node().stop();
    }

    private long frozen() {
        return Census.differences(field).stream()
                .filter(each -> each.contains("/" + LIAR + ".") && each.contains(" is frozen at "))
                .count();
    }

    /// What is different in other logs than these.
    private List<String> awaitAgreementButFor(String origin, String name, List<Load.Item> accepted) {
        try {
            Until.itIsSo(
                    LIMIT,
                    "all agree",
                    () -> differencesButFor(origin).isEmpty() && Census.missing(field, name, accepted) == 0);
        } catch (AssertionError e) {
            return differencesButFor(origin);
        }
        return List.of();
    }

    private List<String> differencesButFor(String origin) {
        return Census.differences(field).stream()
                .filter(each -> !each.contains(origin))
                .toList();
    }

    /// It sends one partner everything, and another nothing of its own log, nor word that there is more.
    static Breakage.Outcome withholds(Faults faults, RandomGenerator random) throws Exception {
        String name = faults.nextName();
        try (var field = faults.field().another(name, SETTINGS, "POL", LIAR, "AUT")) {
            return new Split(field).withholds(name);
        }
    }

    private Breakage.Outcome withholds(String name) throws Exception {
        List<Load.Item> accepted;
        Duration found;
        long mended;
        String alarm;
        try (var load = new Load(field, name, 2)) {
            load.awaitMore(12);
            load.quietly(() -> Until.itIsSo(
                    LIMIT, "all agree", () -> Census.differences(field).isEmpty()));
            long began = System.nanoTime();
            try (var _ = new Interceptor(field, aut, call -> call.from.equals(LIAR) ? said(call) : call.on());
                    var _ = new Interceptor(field, mil, call -> call.from.equals("AUT") ? answered(call) : call.on())) {
                alarm = awaitAlarm(aut, "WITHHELD");
                found = Duration.ofNanos(System.nanoTime() - began);
                isProven(aut, alarm, "WITHHELD");
            }
            field.mend();
            mended = System.nanoTime();
            load.awaitMore(6);
            accepted = load.stop();
        }
        Until.itIsSo(
                LIMIT,
                "the alarm has ended",
                () -> !alarm(aut, alarm).path("ended").isNull());
        wrong.addAll(Faults.awaitAgreement(field, name, accepted));
        wrong.addAll(Census.problems(field));
        return new Breakage.Outcome(
                Census.count(field, name, accepted),
                Duration.ofNanos(System.nanoTime() - mended),
                wrong,
                "an alarm after %.1f s, of which 20 are grace".formatted(found.toMillis() / 1000.0));
    }

    /// What the liar says to the one from whom it withholds.
    private static Interceptor.Reply said(Interceptor.Call call) throws IOException {
        if (call.isPush()) return new Interceptor.Reply(503, null, new byte[0]);
        return call.path.endsWith("/hello") ? call.on(withoutOwn(call.body)) : call.on();
    }

    /// What it answers there.
    private static Interceptor.Reply answered(Interceptor.Call call) throws IOException {
        if (call.path.endsWith("/pull")) return new Interceptor.Reply(204, null, new byte[0]);
        var reply = call.on();
        boolean greeting = call.path.endsWith("/hello") && reply.status() == 200;
        return greeting ? new Interceptor.Reply(200, reply.type(), withoutOwn(reply.body())) : reply;
    }

    /// A greeting without the checkpoints of the liar's own logs.
    private static byte[] withoutOwn(byte[] greeting) {
        var said = (ObjectNode) JSON.readTree(new ByteArrayInputStream(greeting));
        var others = said.path("checkpoints")
                .valueStream()
                .filter(each -> !each.asString().lines().findFirst().orElse("").contains("/" + LIAR + "."))
                .toList();
        said.putArray("checkpoints").addAll(others);
        return JSON.writeValueAsBytes(said);
    }

    private Api admin(Field.Site site) {
        return new Api(field.http(), site.party().url(), site.party().adminToken());
    }

    /// @return its id
    private String awaitAlarm(Field.Site site, String kind) {
        var id = new String[1];
        Until.itIsSo(LIMIT, site.code() + " raises an alarm " + kind, () -> {
            id[0] = admin(site)
                    .get("/api/v1/logs/alarms")
                    .granted()
                    .path("alarms")
                    .valueStream()
                    .filter(each -> each.path("kind").asString().equals(kind)
                            && each.path("agency").asString().equals(LIAR))
                    .map(each -> each.path("id").asString())
                    .findFirst()
                    .orElse(null);
            return id[0] != null;
        });
        return id[0];
    }

    private JsonNode alarm(Field.Site site, String id) {
        return admin(site)
                .get("/api/v1/logs/alarms")
                .granted()
                .path("alarms")
                .valueStream()
                .filter(each -> each.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// What `./hiepdong verify` says of the file, which it does without the node.
    private void isProven(Field.Site site, String alarm, String kind) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(site.party().url().resolve("/api/v1/logs/alarms/" + alarm + "/file"))
                .header("Authorization", "Bearer " + site.party().adminToken())
                .build();
        Path file = site.node().data().resolveSibling("evidence.hdx");
        Files.write(file, field.http().send(request, BodyHandlers.ofByteArray()).body());
        Process verify = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        NodeFiles.classpathWithoutTests(),
                        "vn.hiepdong.node.Main",
                        "verify",
                        "--json",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        JsonNode report = JSON.readTree(verify.getInputStream().readAllBytes());
        JsonNode finding = report.path("finding");
        boolean proven = verify.waitFor() == 0
                && finding.path("kind").asString("").equalsIgnoreCase(kind)
                && finding.path("agency").asString("").startsWith(LIAR + ".");
        if (!proven) wrong.add("what " + site.code() + " has against " + LIAR + " is no proof: " + report);
    }
}
