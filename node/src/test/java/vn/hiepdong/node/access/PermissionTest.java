package vn.hiepdong.node.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Forbidden;
import vn.hiepdong.node.web.Refused;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionTest {
    private final WebNode.Clock clock = new WebNode.Clock();
    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private WebNode node;
    private Accounts accounts;

    @BeforeAll
    void start() {
        node = WebNode.start(database, clock, Map.of("routes", new TestRoutes().handlers));
        accounts = node.part(Accounts.class);
        node.account("quantri", Role.ADMINISTRATOR);
        node.account("giamsat", Role.AUDITOR);
        node.account("trucban", Role.DUTY_OFFICER);
        node.account("chihuy", Role.DUTY_COMMANDER, Role.VERIFIER);
    }

    @AfterAll
    void stop() {
        node.close();
        database.close();
    }

    @Test
    void anAdministratorSeesNoContent() {
        var browser = node.signedIn("quantri");

        assertThat(browser.get("/content").statusCode()).isEqualTo(403);
        assertThat(browser.get("/api/v1/items/1").statusCode()).isEqualTo(403);
        assertThat(browser.get("/admin/accounts").statusCode()).isEqualTo(200);
    }

    @Test
    void anAuditorSeesNoContentUnlessAPageSaysSo() {
        assertThat(node.signedIn("giamsat").get("/content").statusCode()).isEqualTo(403);
    }

    @Test
    void onlyAnAdministratorLooksAfterAccounts() {
        var answer = node.signedIn("chihuy").get("/admin/accounts");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Quản trị nút");
    }

    @Test
    void aHandlerMayAskForAParticularRole() {
        assertThat(node.signedIn("trucban").get("/command").statusCode()).isEqualTo(403);
        assertThat(node.signedIn("chihuy").get("/command").body()).isEqualTo("command");
    }

    @Test
    void anOfficerWithoutTheRoleIsRefused() {
        var officer = accounts.named("trucban").orElseThrow().officer(Set.of());

        officer.require(Role.VERIFIER, Role.DUTY_OFFICER);
        assertThatThrownBy(() -> officer.require(Role.DUTY_COMMANDER)).isInstanceOf(Forbidden.class);
    }

    @Test
    void upkeepAndOversightStayApartFromContent() {
        for (var roles : Set.of(
                Set.of(Role.ADMINISTRATOR, Role.DUTY_OFFICER),
                Set.of(Role.AUDITOR, Role.ANALYST),
                Set.of(Role.ADMINISTRATOR, Role.AUDITOR))) {
            assertThatThrownBy(() -> accounts.open("hai-vai", details(roles), null, AccessEvent.NODE))
                    .isInstanceOf(BadInput.class);
        }
    }

    @Test
    void theLastAdministratorCannotBeRemoved() {
        var id = accounts.named("quantri").orElseThrow().id();

        assertThatThrownBy(() -> accounts.deactivate(id, id)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> accounts.edit(id, details(Set.of(Role.ANALYST)), id))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aTokenReachesWhatItsScopesNameAndNothingElse() {
        var token = token(Scope.INFORMATION_READ);

        assertThat(call("GET", "/api/v1/items/7", token).statusCode()).isEqualTo(200);
        assertThat(call("POST", "/api/v1/items", token).statusCode()).isEqualTo(403);
        assertThat(call("GET", "/api/v1/untold", token).statusCode()).isEqualTo(403);
    }

    @Test
    void aTokenIsNoUseOnPages() {
        var answer = call("GET", "/content", token(Scope.INFORMATION_READ));

        assertThat(answer.statusCode()).isEqualTo(302);
    }

    @Test
    void aTokenDoesNoMoreThanItsAccountMay() {
        var id = accounts.named("giamsat").orElseThrow().id();
        var token = accounts.issueToken(id, "t", Set.of(Scope.INFORMATION_READ), Duration.ofDays(1), id);

        assertThat(call("GET", "/api/v1/items/7", token).statusCode()).isEqualTo(403);
    }

    @Test
    void anExpiredRevokedOrUnknownTokenIsRefused() {
        var id = accounts.named("trucban").orElseThrow().id();
        var expired = accounts.issueToken(id, "ngắn", Set.of(Scope.INFORMATION_READ), Duration.ofDays(1), id);
        clock.advance(Duration.ofDays(1));
        var revoked = accounts.issueToken(id, "bỏ", Set.of(Scope.INFORMATION_READ), Duration.ofDays(1), id);
        var issued = accounts.tokensOf(id).stream()
                .filter(t -> t.name().equals("bỏ"))
                .findFirst()
                .orElseThrow();
        assertThat(call("GET", "/api/v1/items/7", revoked).statusCode()).isEqualTo(200);
        accounts.revokeToken(issued.id(), id, id);

        for (var token : new String[] {expired, revoked, "hd_unknown"}) {
            var answer = call("GET", "/api/v1/items/7", token);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    void neitherTokensNorPasswordsAreStored() {
        var token = token(Scope.INFORMATION_READ);

        var hashes = JdbcClient.create(database)
                .sql(
                        "select password_hash from access_account union all select encode(token_hash, 'hex') from access_token")
                .query(String.class)
                .list();

        assertThat(hashes).isNotEmpty().noneMatch(hash -> hash.contains(token) || hash.contains("mật khẩu"));
        assertThat(hashes).anyMatch(hash -> hash.startsWith("$argon2id$"));
    }

    @Test
    void anAdministratorOpensAnAccountInTheBrowser() {
        var browser = node.signedIn("quantri");
        browser.get("/admin/accounts/new");

        var made = browser.post(
                "/admin/accounts",
                Map.of(
                        "username",
                        "Bui.Van-C",
                        "displayName",
                        "Bùi Văn C",
                        "post",
                        "Trực ban",
                        "unit",
                        "D2",
                        "language",
                        "vi",
                        "roles",
                        "DUTY_OFFICER|ANALYST"));

        assertThat(made.statusCode()).isEqualTo(200);
        var password = made.body().replaceFirst("(?s).*id=\"secret\">([^<]*)<.*", "$1");
        assertThat(node.browser().signIn("bui.van-c", password).statusCode()).isEqualTo(303);
        var account = accounts.named("bui.van-c").orElseThrow();
        assertThat(account.roles()).containsExactlyInAnyOrder(Role.DUTY_OFFICER, Role.ANALYST);
        assertThat(node.told())
                .contains(new AccessEvent.AccountCreated(
                        account.id(),
                        account.roles(),
                        accounts.named("quantri").orElseThrow().id()));
    }

    @Test
    void aFormThatIsWrongComesBackWithWordsAndWhatWasTyped() {
        var browser = node.signedIn("quantri");
        browser.get("/admin/accounts/new");

        var answer = browser.post(
                "/admin/accounts",
                Map.of("username", "trucban", "displayName", "Trùng <tên>", "language", "vi", "roles", "DUTY_OFFICER"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Tên đăng nhập này đã có").contains("Trùng &lt;tên>");
    }

    @Test
    void everyActOfAnAdministratorWorksWithoutScriptAndIsTold() {
        node.account("hung", Role.ANALYST);
        var id = accounts.named("hung").orElseThrow().id();
        var base = "/admin/accounts/" + id;
        var browser = node.signedIn("quantri");

        assertThat(browser.get(base + "/deactivation").body()).contains("Ngừng tài khoản?");
        browser.post(base + "/deactivation", Map.of());
        assertThat(browser.get(base).body()).contains("Đã ngừng tài khoản").contains("Cho hoạt động lại");
        browser.post(base + "/activation", Map.of());
        browser.get(base);
        assertThat(browser.post(base + "/password", Map.of()).body()).contains("Đã đặt lại mật khẩu");
        browser.post(base + "/sessions", Map.of());
        var token = browser.post(base + "/tokens", Map.of("name", "t", "days", "30", "scopes", "partners:read"));
        assertThat(token.body()).contains("hd_");
        var issued = accounts.tokensOf(id).getFirst().id();
        browser.post(base + "/tokens/" + issued + "/revocation", Map.of());

        assertThat(node.told().stream().filter(event -> event.toString().contains(id.toString())))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "AccountCreated",
                        "AccountDeactivated",
                        "AccountActivated",
                        "PasswordReset",
                        "SessionsRevoked",
                        "TokenIssued",
                        "TokenRevoked");
    }

    @Test
    void theApiDescribesItselfToEverybody() {
        var answer = Browser.call(node.url(), "GET", "/api/v1/openapi.json", "", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        var described = JsonMapper.shared().readTree(answer.body());
        assertThat(described.at("/info/title").asString()).isEqualTo("Hiệp Đồng");
        assertThat(described.at("/components/securitySchemes/token/scheme").asString())
                .isEqualTo("bearer");
        assertThat(described.at("/paths").propertyNames())
                .contains("/api/v1/items")
                .noneMatch(path -> path.startsWith("/admin"));
    }

    private String token(Scope... scopes) {
        var id = accounts.named("trucban").orElseThrow().id();
        return accounts.issueToken(id, "thử", Set.of(scopes), Duration.ofDays(30), id);
    }

    private java.net.http.HttpResponse<String> call(String method, String path, String token) {
        return Browser.call(node.url(), method, path, token, method.equals("POST") ? "{}" : "");
    }

    private static Account.Details details(Set<Role> roles) {
        return Accounts.details("Ai đó", "", "", roles);
    }
}
