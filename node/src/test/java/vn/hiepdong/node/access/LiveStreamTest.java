package vn.hiepdong.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.web.LiveUpdates;

@Timeout(300)
class LiveStreamTest {
    @Test
    void threeHundredBrowsersHearOfAChangeAndLetTheNodeStop() throws Exception {
        try (var database = TestPostgres.freshDatabase();
                var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            var streams = new ArrayList<BufferedReader>();
            try (var node = WebNode.start(
                    database,
                    new WebNode.Clock(),
                    Map.of(),
                    "--hiepdong.web.live-heartbeat-millis=500",
                    "--hiepdong.web.live-heartbeats=1000")) {
                node.account("lan", Role.DUTY_OFFICER);
                var browser = node.signedIn("lan");
                for (int i = 0; i < 300; i++) streams.add(open(client, node, browser));
                // What may have been missed before is told at the start, in either order.
                for (var stream : streams) {
                    assertThat(until(stream, "event: ")).isNotEmpty();
                    assertThat(until(stream, "event: ")).isNotEmpty();
                }

                node.part(LiveUpdates.class).changed("information");

                for (var stream : streams)
                    assertThat(until(stream, "event: information")).isNotEmpty();
                assertThat(until(streams.getFirst(), ":")).as("the heartbeat").isNotEmpty();
            }
            // The node is gone and did not wait for its readers to leave.
            for (var stream : streams) assertThat(rest(stream)).doesNotContain("event: watch");
        }
    }

    private static BufferedReader open(HttpClient client, WebNode node, Browser browser) throws Exception {
        var port = URI.create(node.url()).getPort();
        var request = HttpRequest.newBuilder(URI.create(node.url() + "/live?topics=information,watch"))
                .header("Accept", "text/event-stream")
                .header("Cookie", "hd" + port + "-session=" + browser.cookie("-session"))
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /// Reads up to a line that begins so; empty if the stream ends before.
    private static String until(BufferedReader stream, String beginning) throws IOException {
        for (var line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.startsWith(beginning)) return line;
        }
        return "";
    }

    private static List<String> rest(BufferedReader stream) {
        var lines = new ArrayList<String>();
        try {
            for (var line = stream.readLine(); line != null; line = stream.readLine()) lines.add(line);
        } catch (IOException closed) {
            assertThat(closed).hasMessageNotContaining("timed out");
        }
        return lines;
    }
}
