package vn.hiepdong.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.database.TestPostgres;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemTest {
    private static final String GOOD = """
            {"title": "Lũ", "urgency": "FLASH", "eventTime": "2026-11-22T02:10:00Z",
             "location": {"lat": 20.8, "lon": 105.7}, "to": ["MIL"], "copies": 1}
            """;

    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private WebNode node;
    private String token;

    @BeforeAll
    void start() {
        node = WebNode.start(database, new WebNode.Clock(), Map.of("routes", new TestRoutes().handlers));
        node.account("trucban", Role.DUTY_OFFICER);
        var accounts = node.part(Accounts.class);
        var id = accounts.named("trucban").orElseThrow().id();
        token = accounts.issueToken(id, "t", Scope.ALL, Duration.ofDays(30), id);
    }

    @AfterAll
    void stop() {
        node.close();
        database.close();
    }

    @Test
    void aGoodBodyIsUnderstood() {
        assertThat(post(GOOD).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "\"title\": 5;               title;        Cần một chuỗi ký tự.",
                "\"title\": \"\";            title;        Nhập từ 1 đến 20 ký tự, không có ký tự điều khiển.",
                "\"title\": null;            title;        Nhập từ 1 đến 20 ký tự, không có ký tự điều khiển.",
                "\"urgency\": \"SOON\";      urgency;      'Chọn một trong: ROUTINE, FLASH.'",
                "\"urgency\": 1;             urgency;      'Chọn một trong: ROUTINE, FLASH.'",
                "\"eventTime\": \"today\";   eventTime;    'Cần thời điểm theo ISO 8601 kèm múi giờ, ví dụ 2026-11-22T02:10:00Z.'",
                "\"location\": {\"lat\": \"x\", \"lon\": 1};  location.lat;  Cần một số.",
                "\"location\": {\"lat\": 1, \"lon\": 1, \"alt\": 2};  location.alt;  'Không có trường này. Các trường được dùng: lat, lon.'",
                "\"location\": 7;            location;     Cần một đối tượng JSON.",
                "\"to\": \"MIL\";            to;           Cần một danh sách.",
                "\"to\": [1];                to[0];        Cần một chuỗi ký tự.",
                "\"copies\": 9;              copies;       Nhập một số từ 1 đến 6.",
                "\"copies\": 1.5;            copies;       Cần một số.",
                "\"copies\": \"1\";          copies;       Cần một số.",
                "\"suspect\": \"x\";         suspect;      'Không có trường này. Các trường được dùng: copies, eventTime, location, title, to, urgency.'"
            })
    void eachWrongFieldIsNamedWithWhatIsExpected(String wrong, String field, String expected) {
        var name = wrong.replaceFirst("(?s)^\"([a-zA-Z]+)\".*", "$1");
        var body = new java.util.LinkedHashMap<String, String>();
        for (var part : GOOD.strip()
                .replaceAll("^\\{|}$", "")
                .split(",\\s*(?=\"(title|urgency|eventTime|location|to|copies)\")")) {
            body.put(part.strip().replaceFirst("(?s)^\"([a-zA-Z]+)\".*", "$1"), part.strip());
        }
        body.put(name, wrong);

        var answer = post("{" + String.join(", ", body.values()) + "}");

        var problem = problem(answer, 400);
        assertThat(problem.at("/type").asString()).isEqualTo("urn:hiepdong:problem:bad-input");
        assertThat(problem.at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(problem.at("/errors/0/expected").asString()).isEqualTo(expected);
    }

    @Test
    void aFieldThatComesTwiceIsNamed() {
        var problem = problem(post("{\"title\": \"a\", \"title\": \"b\"}"), 400);

        assertThat(problem.at("/errors/0/expected").asString()).startsWith("Trường này xuất hiện nhiều lần");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"{\"title\": ", "nonsense", "{} {}", "[", "{\"title\": \"\\u00"})
    void whatIsNoJsonIsSaidToBeNone(String body) {
        problem(post(body), 400);
    }

    @Test
    void anEmptyBodyIsSaidToBeMissing() {
        var problem = problem(post(""), 400);

        assertThat(problem.at("/errors/0/expected").asString()).isEqualTo("Yêu cầu phải có nội dung đọc được.");
    }

    @Test
    void deepNestingIsRefusedNotFollowed() {
        problem(post("[".repeat(100_000)), 400);
    }

    @Test
    void severalWrongFieldsAreNamedAtOnce() {
        var problem = problem(post(GOOD.replace("\"Lũ\"", "\"\"").replace("\"copies\": 1", "\"copies\": 7")), 400);

        assertThat(problem.at("/errors").size()).isEqualTo(2);
    }

    @Test
    void aProgramMayAskForEnglish() {
        var answer = call("POST", "/api/v1/items", "{\"title\": 5}", "Accept-Language", "en");

        assertThat(problem(answer, 400).at("/errors/0/message").asString()).isEqualTo("title: Expected a string.");
    }

    @Test
    void anOverlongBodyIsRefusedWhetherItsLengthIsAnnouncedOrNot() throws Exception {
        var body = "{\"title\": \"" + "x".repeat(1_100_000) + "\"}";
        problem(post(body), 413);

        var chunked = HttpRequest.newBuilder(URI.create(node.url() + "/api/v1/items"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes())))
                .build();
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            problem(client.send(chunked, HttpResponse.BodyHandlers.ofString()), 413);
        }
    }

    @Test
    void otherMistakesOfAProgramAreToldToo() {
        assertThat(problem(call("POST", "/api/v1/items", "<x/>", "Content-Type", "application/xml"), 415)
                        .at("/detail")
                        .asString())
                .contains("json");
        var wrongMethod = call("DELETE", "/api/v1/items", "");
        problem(wrongMethod, 405);
        assertThat(wrongMethod.headers().firstValue("Allow").orElseThrow()).contains("POST");
        problem(call("GET", "/api/v1/items/1", "", "Accept", "image/png"), 406);
        problem(call("GET", "/api/v1/nowhere", ""), 404);
        problem(call("GET", "/api/v1/items/seven", ""), 404);
        problem(call("GET", "/api/v1/items/404", ""), 404);
        problem(call("GET", "/api/v1/items/409", ""), 409);
        problem(call("GET", "/api/v1/items/422", ""), 422);
        assertThat(problem(call("GET", "/api/v1/items", ""), 400)
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("urgency");
        assertThat(problem(call("GET", "/api/v1/items?urgency=SOON", ""), 400)
                        .at("/errors/0/expected")
                        .asString())
                .isEqualTo("Chọn một trong: ROUTINE, FLASH.");
        problem(Browser.call(node.url(), "GET", "/api/v1/items/1", "", ""), 401);
    }

    @Test
    void aFaultShowsACodeForTheOperatorAndNothingOfTheInside() {
        var answer = call("GET", "/api/v1/items/500", "");

        assertThat(problem(answer, 500).at("/trace").asString()).matches("[0-9a-f]{8}");
        var page = node.signedIn("trucban").get("/broken");
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).contains("Nút gặp lỗi").contains("Khi báo cho quản trị viên");
        for (var body : Set.of(answer.body(), page.body())) {
            assertThat(body)
                    .doesNotContain("secret of the house")
                    .doesNotContain("Exception")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aPageSaysWhatWentWrongAndWhatToDo() {
        var browser = node.signedIn("trucban");

        var missing = browser.get("/nothing-here");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("Không tìm thấy").contains("không được chia sẻ với đơn vị của bạn");
        assertThat(browser.get("/nothing-here?lang=en").body()).contains("Not found");
        assertThat(browser.get("/nothing-here").body())
                .as("the language is remembered")
                .contains("Not found");
        var bad = browser.get("/bad?lang=vi");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("<code>title</code>").contains("Nhập từ 1 đến 20 ký tự");
    }

    @Test
    void everyAnswerCarriesTheStrictPolicy() {
        for (var path : new String[] {"/sign-in", "/nothing-here", "/api/v1/items/1", "/assets/none.css"}) {
            var headers = node.browser().get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .as(path)
                    .contains("default-src 'self'")
                    .contains("script-src 'self'")
                    .contains("style-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .contains("base-uri 'none'")
                    .contains("form-action 'self'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.allValues("Content-Security-Policy")).hasSize(1);
        }
    }

    @Test
    void stylesAndScriptsAreCompressedAndKeptByTheBrowserForEver() {
        var page = node.browser().get("/sign-in").body();
        var style = page.replaceFirst("(?s).*href=\"(/assets/style-[^\"]*)\".*", "$1");

        var answer = node.browser().get(style, "Accept-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(page)
                .doesNotContainPattern("<script(?![^>]*src=)")
                .doesNotContain(" style=")
                .doesNotContain(" onclick");
    }

    private HttpResponse<String> post(String body) {
        return call("POST", "/api/v1/items", body);
    }

    private HttpResponse<String> call(String method, String path, String body, String... headers) {
        return Browser.call(node.url(), method, path, token, body, headers);
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        var problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.at("/status").asInt()).isEqualTo(status);
        assertThat(problem.at("/title").asString()).isNotEmpty();
        assertThat(problem.at("/detail").asString()).isNotEmpty();
        return problem;
    }
}
