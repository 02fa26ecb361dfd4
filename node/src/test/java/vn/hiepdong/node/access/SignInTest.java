package vn.hiepdong.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.hiepdong.node.database.TestPostgres;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest {
    private final WebNode.Clock clock = new WebNode.Clock();
    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private WebNode node;
    private WebNode other;

    @BeforeAll
    void start() {
        node = WebNode.start(database, clock, Map.of("routes", new TestRoutes().handlers));
        other = WebNode.start(database, clock, Map.of("routes", new TestRoutes().handlers));
    }

    @AfterAll
    void stop() {
        node.close();
        other.close();
        database.close();
    }

    @Test
    void anOfficerWhoKnowsThePasswordComesIn() {
        node.account("lan", Role.DUTY_OFFICER);
        var browser = node.browser();

        var answer = browser.signIn("lan", WebNode.password("lan"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(browser.get("/content").body()).isEqualTo("content");
    }

    @Test
    void theSessionCookieCannotBeReadByScriptOrSentFromElsewhere() {
        node.account("cuc", Role.DUTY_OFFICER);
        var browser = node.browser();
        browser.get("/sign-in");

        var answer = browser.post("/sign-in", Map.of("username", "cuc", "password", WebNode.password("cuc")));

        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(cookie ->
                        cookie.contains("-session=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
        var stored = org.springframework.jdbc.core.simple.JdbcClient.create(database)
                .sql(
                        "select count(*) from access_session where encode(token_hash, 'escape') like '%' || :cookie || '%'")
                .param("cookie", browser.cookie("-session"))
                .query(Integer.class)
                .single();
        assertThat(stored).isZero();
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreToldApartByNobody() {
        node.account("mai", Role.DUTY_OFFICER);

        var wrong = node.browser().signIn("mai", "không phải mật khẩu này");
        var unknown = node.browser().signIn("khong-co-ai", "không phải mật khẩu này");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(withoutVarying(unknown.body())).isEqualTo(withoutVarying(wrong.body()));
    }

    @Test
    void anUnknownNameCostsAsManyHashesAsAKnownOne() {
        var counting = new CountingEncoder();
        var passwords = new Passwords(counting);
        var known = node.part(AccountTable.class);
        node.account("nga", Role.DUTY_OFFICER);
        counting.compared = 0;

        passwords.matches("đoán mò", known.byName("nga").orElseThrow());
        passwords.matches("đoán mò", null);

        assertThat(counting.compared).isEqualTo(2);
    }

    @Test
    void anInactiveAccountDoesNotComeIn() {
        node.account("tam", Role.DUTY_OFFICER);
        var accounts = node.part(Accounts.class);
        var id = accounts.named("tam").orElseThrow().id();
        var browser = node.signedIn("tam");

        accounts.deactivate(id, AccessEvent.NODE);

        assertThat(browser.get("/content").statusCode()).isEqualTo(302);
        assertThat(node.browser().signIn("tam", WebNode.password("tam")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoGuessesHasToWaitLongerAndLonger() {
        node.account("hoa", Role.DUTY_OFFICER);
        var id = node.part(Accounts.class).named("hoa").orElseThrow().id();
        var guesser = node.part(SignIn.class);
        for (int i = 0; i < 6; i++) guesser.attempt("hoa", "đoán " + i, "192.0.2." + i);

        var right = guesser.attempt("hoa", WebNode.password("hoa"), "192.0.2.99");
        clock.advance(Duration.ofSeconds(2));
        guesser.attempt("hoa", "đoán nữa", "192.0.2.98");
        var next = guesser.attempt("hoa", WebNode.password("hoa"), "192.0.2.97");
        clock.advance(Duration.ofSeconds(4));

        assertThat(right).isEqualTo(new SignIn.Outcome.Wait(Duration.ofSeconds(2)));
        assertThat(next).isEqualTo(new SignIn.Outcome.Wait(Duration.ofSeconds(4)));
        assertThat(guesser.attempt("hoa", WebNode.password("hoa"), "192.0.2.96"))
                .isInstanceOf(SignIn.Outcome.In.class);
        assertThat(node.told()).contains(new AccessEvent.SignInThrottled(Optional.of(id)));
    }

    @Test
    void thePageSaysHowLongToWait() {
        node.account("yen", Role.DUTY_OFFICER);
        for (int i = 0; i < 6; i++) node.part(SignIn.class).attempt("yen", "đoán " + i, "198.51.100." + i);

        var answer = node.browser().signIn("yen", WebNode.password("yen"));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.body()).contains("Hãy đợi 2 giây");
    }

    @Test
    void aHundredGuessesAtOnceAtTwoInstancesAreAHundredGuesses() throws Exception {
        node.account("thu", Role.DUTY_OFFICER);
        var tries = IntStream.range(0, 40)
                .mapToObj(i -> (Callable<SignIn.Outcome>) () ->
                        (i % 2 == 0 ? node : other).part(SignIn.class).attempt("thu", "đoán " + i, "203.0.113." + i))
                .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = threads.invokeAll(tries);
            long looked = 0;
            for (var outcome : outcomes) if (outcome.get() instanceof SignIn.Outcome.Wrong) looked++;

            assertThat(looked).isEqualTo(6);
        }
    }

    @Test
    void anAddressThatTriesManyNamesHasToWaitToo() {
        var guesser = node.part(SignIn.class);
        for (int i = 0; i < 31; i++) guesser.attempt("ten-" + i, "đoán", "192.0.2.200");

        assertThat(guesser.attempt("ten-khac", "đoán", "192.0.2.200")).isInstanceOf(SignIn.Outcome.Wait.class);
        assertThat(guesser.attempt("ten-khac", "đoán", "192.0.2.201")).isInstanceOf(SignIn.Outcome.Wrong.class);
    }

    @Test
    void aFormThatAnotherSiteSendsIsRefused() {
        node.account("son", Role.DUTY_OFFICER);
        var browser = node.signedIn("son");

        var answer = browser.postForged("/sign-out", Map.of(), "đoán");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Biểu mẫu đã cũ");
        assertThat(browser.get("/content").statusCode()).isEqualTo(200);
    }

    @Test
    void theHiddenFieldOfOneSessionIsWorthNothingInAnother() {
        node.account("duc", Role.DUTY_OFFICER);
        node.account("ha", Role.DUTY_OFFICER);
        var attacker = node.signedIn("ha");
        var field = attacker.get("/account/password")
                .body()
                .replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");

        var answer = node.signedIn("duc").postForged("/sign-out", Map.of(), field);

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aSessionIsGoodAtEveryInstance() {
        node.account("viet", Role.DUTY_OFFICER);
        var browser = node.signedIn("viet");
        var session = browser.cookie("-session");

        // The other instance has another port here, so the cookie is shown to it under the name it would have there.
        var answer = browser.at(other.url())
                .get(
                        "/content",
                        "Cookie",
                        "hd" + java.net.URI.create(other.url()).getPort() + "-session=" + session);

        assertThat(answer.body()).isEqualTo("content");
    }

    @Test
    void aSessionEndsWhenNobodyUsesItAndAtTheLatestAfterADay() {
        node.account("long", Role.DUTY_OFFICER);
        var idle = node.signedIn("long");
        clock.advance(SessionTable.IDLE.plusMinutes(2));
        assertThat(idle.get("/content").statusCode()).isEqualTo(302);

        var busy = node.signedIn("long");
        for (int i = 0; i < 23; i++) {
            clock.advance(Duration.ofHours(1));
            assertThat(busy.get("/content").statusCode()).isEqualTo(200);
        }
        clock.advance(Duration.ofHours(1));
        assertThat(busy.get("/content").statusCode()).isEqualTo(302);
    }

    @Test
    void whoSignsOutIsOut() {
        node.account("an", Role.DUTY_OFFICER);
        var browser = node.signedIn("an");
        var session = browser.cookie("-session");
        browser.get("/account/password");

        browser.post("/sign-out", Map.of());

        assertThat(node.part(SessionTable.class).find(session)).isEmpty();
    }

    @Test
    void aTemporaryPasswordLeadsOnlyToANewOne() {
        var opened = node.part(Accounts.class)
                .open(
                        "moi",
                        Accounts.details("Người mới", "", "", java.util.Set.of(Role.ANALYST)),
                        null,
                        AccessEvent.NODE);
        var browser = node.browser();

        var answer = browser.signIn("moi", opened.password());

        assertThat(answer.headers().firstValue("Location")).contains("/account/password");
        assertThat(browser.get("/content").headers().firstValue("Location").orElseThrow())
                .endsWith("/account/password");
        browser.get("/account/password");
        var changed = browser.post(
                "/account/password",
                Map.of("current", opened.password(), "wanted", "một câu dài dễ nhớ", "repeated", "một câu dài dễ nhớ"));
        assertThat(changed.statusCode()).isEqualTo(303);
        assertThat(browser.get("/content").body()).isEqualTo("content");
    }

    @Test
    void signingInLeadsBackToWhereTheOfficerWantedToGoButNeverAway() {
        node.account("bich", Role.DUTY_OFFICER);
        var asked = node.browser().get("/content?filter=a%26b");
        assertThat(asked.headers().firstValue("Location").orElseThrow())
                .endsWith("/sign-in?next=%2Fcontent%3Ffilter%3Da%2526b");

        for (var next : new String[] {"//evil.example", "/\\evil.example", "https://evil.example", "/sign-in"}) {
            var browser = node.browser();
            browser.get("/sign-in");
            var in = browser.post(
                    "/sign-in", Map.of("username", "bich", "password", WebNode.password("bich"), "next", next));
            assertThat(in.headers().firstValue("Location")).as(next).contains("/");
        }
    }

    @Test
    void aPartOfAPageOrAStreamIsNotAnsweredWithASignInPage() {
        assertThat(node.browser().get("/content", "HX-Request", "true").statusCode())
                .isEqualTo(401);
        assertThat(Browser.call(node.url(), "GET", "/live?topics=a", "", "", "Accept", "text/event-stream")
                        .statusCode())
                .isEqualTo(401);
    }

    private static String withoutVarying(String page) {
        return page.replaceAll("value=\"[^\"]*\"", "").replaceAll("X-CSRF-TOKEN[^}]*}", "");
    }

    private static final class CountingEncoder implements org.springframework.security.crypto.password.PasswordEncoder {
        private int compared;

        @Override
        public String encode(CharSequence password) {
            return "hash";
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
            compared++;
            return false;
        }
    }
}
