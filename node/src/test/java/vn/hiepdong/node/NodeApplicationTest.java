package vn.hiepdong.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.database.TestPostgres;

class NodeApplicationTest {
    @TempDir
    private Path folder;

    @Test
    void severalNodesLiveInOneJvmAndAnswerThatTheyAreReady() throws Exception {
        try (var policeData = TestPostgres.freshDatabase();
                var militaryData = TestPostgres.freshDatabase();
                var police = start("POL", "police", policeData);
                var military = start("MIL", "military", militaryData)) {
            for (var node : new RunningNode[] {police, military}) {
                for (var question : new String[] {"live", "ready"}) {
                    var answer = get(node, "/api/v1/health/" + question);
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(answer.body()).contains("\"status\":\"UP\"");
                }
            }
            assertThat(police.url()).isNotEqualTo(military.url());
        }
    }

    @Test
    void aNodeWhoseDatabaseIsGoneIsAliveButNotReady() throws Exception {
        try (var data = TestPostgres.freshDatabase();
                var node = start("POL", "police", data)) {
            node.part(com.zaxxer.hikari.HikariDataSource.class).close();

            assertThat(get(node, "/api/v1/health/live").statusCode()).isEqualTo(200);
            assertThat(get(node, "/api/v1/health/ready").statusCode()).isEqualTo(503);
        }
    }

    private RunningNode start(String code, String kind, TestPostgres.Database database) {
        return NodeApplication.start(Map.ofEntries(
                Map.entry("hiepdong.data", folder.resolve(code)),
                Map.entry("hiepdong.agency.code", code),
                Map.entry("hiepdong.agency.name-vi", "Cơ quan " + code),
                Map.entry("hiepdong.agency.name-en", "Agency " + code),
                Map.entry("hiepdong.agency.kind", kind),
                Map.entry("hiepdong.web.port", 0),
                Map.entry("hiepdong.exchange.port", 0),
                Map.entry("hiepdong.database.url", database.getJdbcUrl()),
                Map.entry("hiepdong.database.username", database.getUsername()),
                Map.entry("hiepdong.database.password", database.getPassword())));
    }

    private static HttpResponse<String> get(RunningNode node, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(node.url() + path)).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
