package vn.hiepdong.node.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.information.MovableClock;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.BadInput;

/// Webhooks to a real server that takes, fails, is slow, sends elsewhere, and is gone.
class HookRoundTest {
    private static final Officer ADMINISTRATOR =
            new Officer(UUID.randomUUID(), "", "", "QT", "Quản trị", Set.of(Role.ADMINISTRATOR), Set.of());

    private final MovableClock clock = new MovableClock();
    private final Instance.Desk desk = new Instance.Desk();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(204);
    private final List<Instance> instances = new ArrayList<>();
    private TestPostgres.Database database;
    private HttpServer server;
    private String origin;
    private Path keys;
    private Instance node;

    private record Taken(String path, String type, String id, String time, String signature, String body) {}

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        keys = folder.resolve("keys");
        database = TestPostgres.freshDatabase();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
        origin = "http://127.0.0.1:" + server.getAddress().getPort();
        node = instance();
    }

    private Instance instance() {
        var instance = new Instance(keys, database, clock, desk, Instance.noMail(), origin);
        instances.add(instance);
        return instance;
    }

    @AfterEach
    void stop() {
        instances.forEach(Instance::close);
        server.stop(0);
        database.close();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            taken.add(new Taken(
                    exchange.getRequestURI().getPath(),
                    headers.getFirst("Content-Type"),
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.getResponseHeaders().set("Location", origin + "/elsewhere");
            exchange.sendResponseHeaders(status.get(), -1);
        }
    }

    @Test
    void whatIsTakenIsSignedAndHasIdsAndALinkButNoContent() {
        Hook hook = add("/hook", Set.of(Realm.REAL));
        desk.put("1", "Cầu sập", "FLASH", clock.instant().plus(Duration.ofMinutes(10)));
        desk.put("2", "Diễn tập", "FLASH", null, Realm.EXERCISE, false);
        desk.put("3", "Việc thường", "ROUTINE", null);
        look();
        send();

        assertThat(taken).hasSize(1);
        Taken one = taken.getFirst();
        assertThat(one.type()).isEqualTo("application/cloudevents+json; charset=UTF-8");
        assertThat(one.signature()).isEqualTo(hook.signature(one.id(), Long.parseLong(one.time()), one.body()));
        JsonNode event = JsonMapper.shared().readTree(one.body());
        assertThat(event.path("specversion").asString()).isEqualTo("1.0");
        assertThat(event.path("id").asString()).isEqualTo(one.id());
        assertThat(event.path("source").asString()).isEqualTo("urn:hiepdong:agency:POL");
        assertThat(event.path("type").asString()).isEqualTo("vn.hiepdong.waiting.new");
        assertThat(event.path("data").path("link").asString()).isEqualTo("https://node.example.vn/information/1");
        assertThat(Instant.parse(event.path("time").asString())).isEqualTo(clock.instant());
        assertThat(one.body()).doesNotContain("Cầu sập");

        send();
        assertThat(taken).hasSize(1);
    }

    @Test
    void theSignatureIsThatOfTheStandardsExample() {
        var hook = hook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(hook.signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void twoInstancesSendEachOnceAndInOrder() throws Exception {
        add("/hook", Set.of(Realm.REAL));
        Instance other = instance();
        for (int i = 0; i < 20; i++) {
            desk.put("" + i, "Việc", "FLASH", null);
            look();
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                threads.execute(() -> node.part(HookRound.class).send());
                threads.execute(() -> other.part(HookRound.class).send());
            }
        }
        send();
        assertThat(taken.stream()
                        .map(each -> JsonMapper.shared()
                                .readTree(each.body())
                                .path("data")
                                .path("link")
                                .asString()
                                .replaceAll(".*/", "")))
                .containsExactly(java.util.stream.IntStream.range(0, 20)
                        .mapToObj(String::valueOf)
                        .toArray(String[]::new));
    }

    @Test
    void oneThatFailsKeepsItsOrderIsGivenUpAtLastAndCanBeSentAgainOrDropped() {
        add("/hook", Set.of(Realm.REAL));
        status.set(500);
        desk.put("1", "Việc", "FLASH", null);
        look();
        desk.put("2", "Việc", "FLASH", null);
        look();
        HookTable table = node.part(HookTable.class);
        for (int attempt = 1; attempt <= HookRound.ATTEMPTS; attempt++) {
            assertThat(table.dead(10)).isEmpty();
            send();
            assertThat(taken).hasSize(attempt);
            clock.pass(Duration.ofHours(8));
        }
        assertThat(taken).extracting(Taken::id).containsOnly(taken.getFirst().id());
        assertThat(table.dead(10))
                .singleElement()
                .satisfies(each -> assertThat(each.problem()).isEqualTo("HTTP 500"));

        status.set(200);
        send();
        assertThat(taken.getLast().body()).contains("/information/2");

        assertThat(table.again(table.dead(10).getFirst().id(), clock.instant())).isEqualTo(1);
        send();
        assertThat(taken.getLast().id()).isEqualTo(taken.getFirst().id());
        assertThat(table.dead(10)).isEmpty();
        assertThat(table.drop(1)).isZero();
    }

    @Test
    void aRedirectIsNotFollowed() {
        add("/hook", Set.of(Realm.REAL));
        status.set(307);
        desk.put("1", "Việc", "FLASH", null);
        look();
        send();
        assertThat(taken).extracting(Taken::path).containsExactly("/hook");
        assertThat(delivery().problem()).isEqualTo("HTTP 307");
        assertThat(delivery().state()).isEqualTo(HookTable.DeliveryState.OPEN);
    }

    @Test
    void oneThatIsGoneIsSwitchedOff() {
        Hook hook = add("/hook", Set.of(Realm.REAL));
        status.set(410);
        desk.put("1", "Việc", "FLASH", null);
        desk.put("2", "Việc", "FLASH", null);
        look();
        send();
        clock.pass(Duration.ofDays(1));
        send();
        assertThat(taken).hasSize(1);
        assertThat(node.part(Hooks.class).get(hook.id()).state()).isEqualTo(Hook.State.GONE);
        assertThat(node.part(HookTable.class).dead(10)).hasSize(2);
    }

    @Test
    void oneThatIsSlowHoldsUpNoOther() {
        var released = new CountDownLatch(1);
        server.createContext("/slow", exchange -> {
            try (exchange) {
                released.await();
                exchange.sendResponseHeaders(204, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Hook slow = add("/slow", Set.of(Realm.REAL));
        add("/hook", Set.of(Realm.REAL));
        desk.put("1", "Việc", "FLASH", null);
        look();
        new HookRound(node.part(HookTable.class), node.part(NoticeSettings.class), clock, Duration.ofMillis(500))
                .send();
        released.countDown();
        assertThat(taken).hasSize(1);
        assertThat(node.part(HookTable.class).of(slow.id(), 1))
                .singleElement()
                .satisfies(each -> assertThat(each.problem()).contains("Timeout"));
    }

    @Test
    void anAnswerWithoutEndIsNotRead() {
        server.createContext("/endless", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            try {
                for (var piece = new byte[65536]; ; ) {
                    out.write(piece);
                }
            } catch (IOException e) {
                taken.add(new Taken("/endless", "", "", "", "", "the reader went away"));
                exchange.close();
            }
        });
        Hook hook = add("/endless", Set.of(Realm.REAL));
        desk.put("1", "Việc", "FLASH", null);
        look();
        send();
        assertThat(node.part(HookTable.class).of(hook.id(), 1))
                .singleElement()
                .satisfies(each -> assertThat(each.state()).isEqualTo(HookTable.DeliveryState.DONE));
    }

    @Test
    void nothingGoesWhereNoSettingAllows() {
        for (String address : List.of(
                "http://169.254.169.254/latest",
                "https://example.org/hook",
                origin.replace("127.0.0.1", "localhost") + "/hook",
                origin.replaceAll(":[0-9]+$", ":1") + "/hook")) {
            assertThatThrownBy(() -> add(address)).as(address).isInstanceOf(BadInput.class);
        }
        for (String address : List.of("file:///etc/passwd", "gopher://x", origin.replace("//", "//a@") + "/", "::")) {
            assertThatThrownBy(() -> add(address)).as(address).isInstanceOf(BadInput.class);
        }
        // Allowed once, not any more.
        add("/hook", Set.of(Realm.REAL));
        desk.put("1", "Việc", "FLASH", null);
        look();
        new HookRound(node.part(HookTable.class), new NoticeSettings("http://x", List.of()), clock).send();
        assertThat(taken).isEmpty();
        assertThat(delivery().problem()).contains("not allowed");
    }

    @Test
    void onesThatIsTooFarBehindIsNotToldAnyMore() {
        Hook hook = add("/hook", Set.of(Realm.REAL));
        JdbcClient.create(database)
                .sql("""
                        insert into notice_delivery (hook, event, body, found_at, next_at)
                        select :hook, gen_random_uuid(), '{}', now(), 'infinity'
                          from generate_series(1, :most)
                        """)
                .param("hook", hook.id())
                .param("most", Hooks.MOST_WAITING)
                .update();
        desk.put("1", "Việc", "FLASH", null);
        look();
        assertThat(node.part(Hooks.class).get(hook.id()).state()).isEqualTo(Hook.State.FULL);
    }

    @Test
    void whoeverAddsOrRemovesOneIsAudited() {
        Hook hook = add("/hook", Set.of(Realm.REAL));
        node.part(Hooks.class).remove(hook.id(), ADMINISTRATOR);
        assertThat(JdbcClient.create(database)
                        .sql("select query from audit_event where act = 'RECEIVERS_CHANGED' order by applied")
                        .query(String.class)
                        .list())
                .containsExactly("added " + origin + "/hook", "removed " + origin + "/hook");
    }

    private HookTable.Delivery delivery() {
        HookTable table = node.part(HookTable.class);
        return table.of(table.all().getFirst().id(), 1).getFirst();
    }

    private Hook add(String path, Set<Realm> realms) {
        return node.part(Hooks.class)
                .add(
                        new Hooks.Wish(
                                "Trung tâm 112",
                                origin + path,
                                "",
                                Set.of(Hook.Step.values()),
                                Set.of(Urgency.FLASH, Urgency.IMMEDIATE),
                                realms,
                                List.of("information")),
                        ADMINISTRATOR);
    }

    private void add(String address) {
        node.part(Hooks.class)
                .add(
                        new Hooks.Wish(
                                "x",
                                address,
                                "",
                                Set.of(Hook.Step.NEW),
                                Set.of(Urgency.FLASH),
                                Set.of(Realm.REAL),
                                List.of()),
                        ADMINISTRATOR);
    }

    private static Hook hook(String secret) {
        return new Hook(
                UUID.randomUUID(),
                "x",
                "http://x",
                secret,
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(),
                Hook.State.ON,
                Instant.EPOCH,
                null);
    }

    private void look() {
        node.part(Look.class).look();
    }

    private void send() {
        node.part(HookRound.class).send();
    }
}
