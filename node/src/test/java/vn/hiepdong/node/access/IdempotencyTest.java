package vn.hiepdong.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.hiepdong.node.database.TestPostgres;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {
    private final WebNode.Clock clock = new WebNode.Clock();
    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private final TestRoutes routes = new TestRoutes();
    private WebNode node;
    private WebNode other;
    private String token;

    @BeforeAll
    void start() {
        node = WebNode.start(database, clock, Map.of("routes", routes.handlers));
        other = WebNode.start(database, clock, Map.of("routes", routes.handlers));
        node.account("trucban", Role.DUTY_OFFICER);
        token = newToken();
    }

    @AfterAll
    void stop() {
        node.close();
        other.close();
        database.close();
    }

    @Test
    void theSameRequestTwiceHappensOnceAndIsAnsweredTwice() {
        int before = routes.made.get();

        var first = post(node, token, "một", item("Lũ", 1));
        var second = post(other, token, "một", item("Lũ", 1));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(routes.made.get()).isEqualTo(before + 1);
    }

    @Test
    void theSameKeyWithOtherContentIsRefused() {
        post(node, token, "hai", item("Lũ", 1));

        var answer = post(node, token, "hai", item("Lũ lớn", 1));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void anotherTokenMayUseTheSameKey() {
        var one = post(node, token, "ba", item("Lũ", 1));
        var two = post(node, newToken(), "ba", item("Lũ", 1));

        assertThat(two.body()).isNotEqualTo(one.body());
    }

    @Test
    void ofManyAtOnceAtTwoInstancesOneHappensAndTheOthersHearOfItOrAreToldToWait() throws Exception {
        int before = routes.made.get();
        var posts = IntStream.range(0, 20)
                .mapToObj(i -> (Callable<HttpResponse<String>>)
                        () -> post(i % 2 == 0 ? node : other, token, "bốn", item("Lũ", 1)))
                .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(posts)) {
                assertThat(answer.get().statusCode()).isIn(201, 409);
            }
        }

        assertThat(routes.made.get()).isEqualTo(before + 1);
    }

    @Test
    void whileTheFirstIsUnderWayTheSecondHasToWaitAndTakesOverWhenTheFirstIsGone() {
        var table = node.part(IdempotencyTable.class);
        var actor = java.util.UUID.randomUUID();
        var first = table.begin(actor, "năm", new byte[32]);

        assertThat(first).isInstanceOf(IdempotencyTable.Turn.Go.class);
        assertThat(table.begin(actor, "năm", new byte[32])).isEqualTo(new IdempotencyTable.Turn.UnderWay());
        clock.advance(IdempotencyTable.GIVEN_UP.plusSeconds(1));
        assertThat(table.begin(actor, "năm", new byte[32])).isInstanceOf(IdempotencyTable.Turn.Go.class);
        // The one that was thought gone comes back: it must not overwrite what is under way now.
        var late = ((IdempotencyTable.Turn.Go) first).attempt();
        table.finish(actor, "năm", late, new IdempotencyTable.Answer(201, List.of(), new byte[0]));
        assertThat(table.begin(actor, "năm", new byte[32])).isEqualTo(new IdempotencyTable.Turn.UnderWay());
    }

    @Test
    void aFaultOfTheNodeIsNotRemembered() {
        int before = routes.made.get();

        assertThat(post(node, token, "sáu", item("Lũ", 6)).statusCode()).isEqualTo(500);
        assertThat(post(node, token, "sáu", item("Lũ", 6)).statusCode()).isEqualTo(500);

        assertThat(routes.made.get()).isEqualTo(before + 2);
    }

    @Test
    void badInputIsAnsweredTheSameTwice() {
        var first = post(node, token, "bảy", item("", 1));
        var second = post(node, token, "bảy", item("", 1));

        assertThat(first.statusCode()).isEqualTo(400);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void afterSevenDaysAKeyIsForgotten() {
        var first = post(node, token, "tam", item("Lũ", 1));
        clock.advance(IdempotencyTable.KEPT.plusSeconds(1));

        assertThat(post(node, token, "tam", item("Lũ", 1)).body()).isNotEqualTo(first.body());
    }

    @Test
    void aKeyThatIsNoKeyIsRefused() {
        var answer = post(node, token, "x".repeat(201), item("Lũ", 1));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private String newToken() {
        var accounts = node.part(Accounts.class);
        var id = accounts.named("trucban").orElseThrow().id();
        return accounts.issueToken(id, "t", Set.of(Scope.INFORMATION_WRITE), Duration.ofDays(30), id);
    }

    private static HttpResponse<String> post(WebNode at, String token, String key, String body) {
        var ascii = key.replaceAll("[^a-z]", "-");
        return Browser.call(at.url(), "POST", "/api/v1/items", token, body, "Idempotency-Key", ascii);
    }

    private static String item(String title, int copies) {
        return """
                {"title": "%s", "urgency": "FLASH", "eventTime": "2026-11-22T02:10:00Z",
                 "location": {"lat": 20.8, "lon": 105.7}, "to": ["MIL"], "copies": %d}
                """.formatted(title, copies);
    }
}
