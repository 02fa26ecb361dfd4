package vn.hiepdong.node.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.web.NotFound;

class SetupTest {
    private static final String FILE = """
            {"officers": [{"username": "trucban", "password": "mật khẩu của trucban", "displayName": "Trần Thị B",
                           "unit": "PV01", "post": "Trực ban", "roles": ["DUTY_OFFICER", "VERIFIER"]}],
             "tokens": [{"name": "demo", "token": "0123456789012345678901234567890123456789", "username": "trucban",
                         "scopes": ["information:read"]}]}
            """;

    @TempDir
    Path folder;

    @Test
    void aSetupFileMakesWhatIsNotThereYetAndLeavesTheRest() throws IOException {
        var file = Files.writeString(folder.resolve("setup.json"), FILE);
        try (var database = TestPostgres.freshDatabase();
                var node = WebNode.start(
                        database,
                        new WebNode.Clock(),
                        Map.of("routes", new TestRoutes().handlers),
                        "--hiepdong.setup=" + file)) {
            var accounts = node.part(Accounts.class);
            assertThat(node.browser().signIn("trucban", "mật khẩu của trucban").statusCode())
                    .isEqualTo(303);
            assertThat(call(node).statusCode()).isEqualTo(200);

            accounts.resetPassword(accounts.named("trucban").orElseThrow().id(), AccessEvent.NODE);
            node.part(SetupFile.class).run(new DefaultApplicationArguments());

            assertThat(accounts.all()).hasSize(1);
            assertThat(accounts.tokensOf(accounts.all().getFirst().id())).hasSize(1);
            assertThat(node.browser().signIn("trucban", "mật khẩu của trucban").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void withoutAnyAccountOneLinkOpensTheFirstAndNoOther() {
        try (var database = TestPostgres.freshDatabase();
                var node = WebNode.start(database, new WebNode.Clock())) {
            var link = node.part(SetupLink.class);
            var token = link.renew();
            var browser = node.browser();
            assertThat(browser.get("/setup?token=wrong").statusCode()).isEqualTo(404);
            assertThat(browser.get("/setup?token=" + token).statusCode()).isEqualTo(200);

            var tooShort = browser.post("/setup", form(token, "ngắn"));
            assertThat(tooShort.statusCode()).isEqualTo(400);
            assertThat(tooShort.body()).contains("Mật khẩu cần từ 12 đến 200 ký tự");
            assertThat(browser.post("/setup", form(token, "một câu dài dễ nhớ")).statusCode())
                    .isEqualTo(303);

            assertThat(node.part(Accounts.class).named("quantri").orElseThrow().roles())
                    .containsExactly(Role.ADMINISTRATOR);
            assertThat(browser.get("/setup?token=" + token).statusCode()).isEqualTo(404);
            assertThatThrownBy(() -> link.check(link.renew())).isInstanceOf(NotFound.class);
        }
    }

    private static Map<String, String> form(String token, String password) {
        return Map.of(
                "token",
                token,
                "username",
                "quantri",
                "displayName",
                "Quản trị",
                "password",
                password,
                "repeated",
                password);
    }

    private static java.net.http.HttpResponse<String> call(WebNode node) {
        return Browser.call(node.url(), "GET", "/api/v1/items/1", "0123456789012345678901234567890123456789", "");
    }
}
