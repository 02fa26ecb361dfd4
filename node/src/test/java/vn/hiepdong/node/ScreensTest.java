package vn.hiepdong.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.web.Screens;

class ScreensTest {
    @TempDir
    private Path folder;

    @Test
    void theListOfScreensIsWhatARunningNodeAnswers() throws Exception {
        try (var database = TestPostgres.freshDatabase();
                var node = start(database)) {
            var answered = node.part(RequestMappingHandlerMapping.class).getHandlerMethods().entrySet().stream()
                    .filter(each ->
                            each.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
                    .filter(each -> Screens.isPage(each.getValue().getMethod()))
                    .filter(each -> !each.getValue().getBeanType().getName().contains("Test"))
                    .flatMap(each -> each.getKey().getPatternValues().stream())
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(answered)
                    .isEqualTo(Screens.all().stream()
                            .map(Screens.Screen::pattern)
                            .collect(Collectors.toCollection(TreeSet::new)))
                    .contains("/", "/sign-in", "/information/{id}");
        }
    }

    @Test
    void anAddressIsOfTheScreenThatNamesItMostExactly() {
        var all = Screens.all();

        assertThat(Screens.at(all, "/information/new"))
                .hasValueSatisfying(screen -> assertThat(screen.pattern()).isEqualTo("/information/new"));
        assertThat(Screens.at(all, "/information/019ab"))
                .hasValueSatisfying(screen -> assertThat(screen.pattern()).isEqualTo("/information/{id}"));
        assertThat(Screens.at(all, "/api/v1/information")).isEmpty();
    }

    private RunningNode start(TestPostgres.Database database) {
        return NodeApplication.start(Map.ofEntries(
                Map.entry("hiepdong.data", folder.resolve("POL")),
                Map.entry("hiepdong.agency.code", "POL"),
                Map.entry("hiepdong.agency.name-vi", "Công an thành phố"),
                Map.entry("hiepdong.agency.name-en", "City Police"),
                Map.entry("hiepdong.agency.kind", "police"),
                Map.entry("hiepdong.design", true),
                Map.entry("hiepdong.demo.cut-file", folder.resolve("cut")),
                Map.entry("hiepdong.web.port", 0),
                Map.entry("hiepdong.exchange.port", 0),
                Map.entry("hiepdong.database.url", database.getJdbcUrl()),
                Map.entry("hiepdong.database.username", database.getUsername()),
                Map.entry("hiepdong.database.password", database.getPassword())));
    }
}
