package vn.hiepdong.node.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.watch.Office;

/// How a running node is, on its page and for a monitoring system.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodePagesTest {
    @TempDir
    static Path folder;

    private Office office;
    private Office other;

    @BeforeAll
    void open() throws IOException {
        office = new Office(folder, "POL", "Công an thành phố");
        other = new Office(folder, "MIL", "Bộ Tư lệnh Thủ đô");
        office.connect(other);
    }

    @AfterAll
    void close() {
        if (office != null) office.close();
        if (other != null) other.close();
    }

    private HttpResponse<String> get(String path, Role role, String language) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(office.node.url() + path))
                    .header("Authorization", "Bearer " + Office.token(role))
                    .header("Accept-Language", language)
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    @Test
    void theAdministratorSeesHowTheNodeIs() {
        var page = office.as(Role.ADMINISTRATOR).get("/admin/node");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Tình trạng nút")
                .contains("PostgreSQL")
                .contains("còn trống");
        assertThat(office.as(Role.DUTY_OFFICER).get("/admin/node").statusCode()).isEqualTo(403);
    }

    @Test
    void aProgramReadsTheSameInItsLanguage() throws Exception {
        var answer = get("/api/v1/node", Role.ADMINISTRATOR, "en");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("MB are free").contains("\"level\":\"GOOD\"");
        assertThat(get("/api/v1/node", Role.ADMINISTRATOR, "vi").body()).contains("còn trống");
        assertThat(get("/api/v1/node", Role.DUTY_OFFICER, "en").statusCode()).isEqualTo(403);
    }

    @Test
    void aMonitoringSystemReadsFigures() throws Exception {
        Office.until(() -> office.node
                .part(Links.class)
                .link(new AgencyCode("MIL"))
                .filter(each -> each.clockAhead() != null)
                .isPresent());

        var answer = get("/api/v1/metrics", Role.ADMINISTRATOR, "en");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.body())
                .contains("hiepdong_link_up{partner=\"MIL\"} 1.0")
                .contains("hiepdong_link_queued{partner=\"MIL\"}")
                .contains("hiepdong_findings{level=\"BAD\"} 0.0")
                .contains("jvm_memory_used_bytes")
                .contains("hiepdong_log_entries{");
        // A second time, as the registry keeps its rows.
        assertThat(get("/api/v1/metrics", Role.ADMINISTRATOR, "en").body())
                .contains("hiepdong_link_up{partner=\"MIL\"}");
        assertThat(get("/api/v1/metrics", Role.DUTY_OFFICER, "en").statusCode()).isEqualTo(403);
    }
}
