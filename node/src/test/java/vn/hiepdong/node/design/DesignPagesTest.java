package vn.hiepdong.node.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.WebNode;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.watch.Office;

/// The page of the pieces is there for those who build pages, and for nobody else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DesignPagesTest {
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");

    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private WebNode development;

    @BeforeAll
    void start() {
        var clock = new WebNode.Clock();
        development = WebNode.start(
                database, clock, Map.of("designPages", new DesignPages()), "--hiepdong.web.strict-texts=true");
        development.account("trucban", Role.DUTY_OFFICER);
    }

    @AfterAll
    void stop() {
        development.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"vi, light, REAL", "en, dark, EXERCISE", "vi, auto, TEST"})
    void everyPieceIsShownInEveryLanguageThemeAndRealm(String language, String theme, String realm) {
        var page =
                development.signedIn("trucban").get("/design?lang=" + language + "&theme=" + theme + "&realm=" + realm);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("lang=\"" + language + "\"", "theme-" + theme, "realm-" + realm.toLowerCase(Locale.ROOT))
                .contains(
                        "class=\"facts\"",
                        "class=\"timeline\"",
                        "class=\"party has-tip\"",
                        "urgency-flash",
                        "grade-6",
                        "countdown-late",
                        "class=\"filters\"",
                        "class=\"nothing\"",
                        "alert-danger",
                        "class=\"ask\"",
                        "field-error",
                        "row-item",
                        "data-map-card",
                        "class=\"tabs\"",
                        "<progress");
        assertThat(ID.matcher(page.body()).results().map(MatchResult::group)).doesNotHaveDuplicates();
    }

    @Test
    void aNodeAtWorkHasNoSuchPage(@TempDir Path folder) throws IOException {
        try (var office = new Office(folder, "POL", "Công an thành phố")) {
            var officer = office.as(Role.DUTY_OFFICER);

            assertThat(officer.get("/design").statusCode()).isEqualTo(404);
            assertThat(officer.post("/design/done", Map.of()).statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", ", false"})
    void onlyTheSettingOpensIt(String setting, boolean there) {
        try (var context = new AnnotationConfigApplicationContext()) {
            if (setting != null) {
                context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("node", Map.of("hiepdong.design", setting)));
            }
            context.register(DesignPages.class);
            context.refresh();

            assertThat(context.getBeanNamesForType(DesignPages.class).length > 0)
                    .isEqualTo(there);
        }
    }
}
