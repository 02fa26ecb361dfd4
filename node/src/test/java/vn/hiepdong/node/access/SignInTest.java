package vn.hiepdong.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.database.TestPostgres;

class SignInTest {
    private final WebNode.Clock clock = new WebNode.Clock();
    private TestPostgres.Database database;
    private WebNode node;

    @BeforeEach
    void start() {
        database = TestPostgres.freshDatabase();
        node = WebNode.start(database, clock, java.util.Map.of("routes", new TestRoutes().handlers));
        node.account("lan", Role.DUTY_OFFICER);
    }

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    @Test
    void anOfficerWhoKnowsThePasswordComesIn() {
        var browser = node.browser();

        var answer = browser.signIn("lan", WebNode.password("lan"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(browser.get("/content").body()).isEqualTo("content");
    }
}
