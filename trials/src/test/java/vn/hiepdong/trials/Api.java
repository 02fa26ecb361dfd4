package vn.hiepdong.trials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A node's HTTP interface as a script of the agency uses it.
public final class Api {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final URI url;
    private final String token;

    public Api(HttpClient http, URI url, String token) {
        this.http = http;
        this.url = url;
        this.token = token;
    }

    public record Answer(int status, String contentType, boolean replayed, JsonNode body) {
        /// What was answered, if it was not refused.
        public JsonNode granted() {
            if (status >= 300) {
                throw new AssertionError("refused with " + status + ": " + body);
            }
            return body;
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, Map<String, ?> body) {
        return send(posting(path, "application/json", JSON.writeValueAsBytes(body)));
    }

    /// @param key names this very action: said again, it is not done again
    public Answer postOnce(String key, String path, Map<String, ?> body) {
        return send(
                posting(path, "application/json", JSON.writeValueAsBytes(body)).header("Idempotency-Key", key));
    }

    public Answer postXml(String path, byte[] xml) {
        return send(posting(path, "application/xml", xml));
    }

    private HttpRequest.Builder posting(String path, String type, byte[] body) {
        return request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.headers().firstValue("Idempotency-Replayed").isPresent(),
                    answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
