package vn.hiepdong.node.information;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.watch.Office;

/// What the command palette finds, and for whom.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoundTest {
    private static final Actor DUTY = new Actor("POL-PC08", "Trực ban POL");
    private static final String LEAK = "Đê sông Đáy gần Ba Thá rò rỉ, chưa tràn";

    private Office pol;
    private Office mil;
    private ItemRef leak;

    @BeforeAll
    void anOfficeWithItems(@TempDir Path folder) throws IOException {
        pol = new Office(folder, "POL", "Công an thành phố");
        mil = new Office(folder, "MIL", "Bộ Tư lệnh thành phố");
        pol.connect(mil);
        pol.agree(mil, Realm.REAL, "Quy chế phối hợp ứng phó thiên tai");
        leak = pol.information().write(DUTY, Realm.REAL, null, Office.codes(), item(LEAK));
        pol.agree(mil, Realm.EXERCISE, "Kế hoạch diễn tập phòng thủ dân sự");
        pol.information().write(DUTY, Realm.EXERCISE, null, Office.codes("MIL"), item("Diễn tập vỡ đê sông Đáy"));
        mil.information().write(DUTY, Realm.REAL, null, Office.codes(), item("Đê sông Đáy: chỉ MIL biết"));
    }

    @AfterAll
    void close() {
        mil.close();
        pol.close();
    }

    @Test
    void anItemIsFoundByAPartOfItsTitleWithoutAccents() throws IOException {
        JsonNode found = found(pol.as(Role.DUTY_OFFICER), "de song day");

        assertThat(found.get(0).path("text").asString()).isEqualTo(LEAK);
        assertThat(found.get(0).path("href").asString()).isEqualTo("/information/" + leak.id());
        assertThat(found.get(0).path("detail").asString()).startsWith("POL · ");
        assertThat(found.get(0).path("icon").asString()).startsWith("/assets/icons-");
        assertThat(found.get(0).path("realm").asString()).isEmpty();
    }

    @Test
    void whatBelongsToAnExerciseSaysSo() throws IOException {
        JsonNode found = found(pol.as(Role.ANALYST), "vỡ đê");

        assertThat(found.size()).isEqualTo(1);
        assertThat(found.get(0).path("realm").asString()).isEqualTo("DIỄN TẬP");
    }

    @Test
    void anItemIsFoundByItsNumber() throws IOException {
        assertThat(found(pol.as(Role.VERIFIER), leak.id().toString())
                        .get(0)
                        .path("text")
                        .asString())
                .isEqualTo(LEAK);
    }

    @Test
    void aRegulationIsFoundByTitleAndByNumber() throws IOException {
        JsonNode titled = found(pol.as(Role.DUTY_COMMANDER), "quy che phoi hop");
        assertThat(titled.size()).isEqualTo(1);
        assertThat(titled.get(0).path("href").asString()).startsWith("/regulations/");

        JsonNode numbered = found(pol.as(Role.DUTY_COMMANDER), "01/QCPH");
        assertThat(numbered.size()).isEqualTo(2);
    }

    @Test
    void whatWasNotReleasedToUsIsNotFound() throws IOException {
        assertThat(found(pol.as(Role.DUTY_OFFICER), "chỉ MIL biết").size()).isZero();
        assertThat(found(mil.as(Role.DUTY_OFFICER), "chỉ MIL biết").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMINISTRATOR", "AUDITOR"})
    void whoeverWorksWithNoContentFindsNone(Role role) throws IOException {
        Browser officer = pol.as(role);

        assertThat(found(officer, "de song day").size()).isZero();
        assertThat(found(officer, leak.id().toString()).size()).isZero();
        assertThat(found(officer, "quy che").size()).isZero();
    }

    @Test
    void whoeverIsNotSignedInIsNotAnswered() {
        assertThat(ask(new Browser(pol.node.url()), "de song day").statusCode()).isNotEqualTo(200);
    }

    @Test
    void oneLetterIsTooLittleAndAPageOfTextTooMuch() throws IOException {
        Browser officer = pol.as(Role.DUTY_OFFICER);

        assertThat(found(officer, "đ").size()).isZero();
        assertThat(ask(officer, "đ".repeat(201)).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "__", "\\\\", "' or 1=1 --"})
    void whatMeansSomethingToADatabaseIsTakenAsItIs(String words) throws IOException {
        assertThat(found(pol.as(Role.DUTY_OFFICER), words).size()).isZero();
    }

    private static Content item(String title) {
        return PagesTest.content(title, Urgency.PRIORITY);
    }

    private static HttpResponse<String> ask(Browser browser, String words) {
        return browser.get(
                "/palette?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8), "Accept", "application/json");
    }

    private static JsonNode found(Browser browser, String words) throws IOException {
        HttpResponse<String> answer = ask(browser, words);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        return JsonMapper.shared().readTree(answer.body()).path("found");
    }
}
