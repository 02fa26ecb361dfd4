package vn.hiepdong.node.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks to a node as any script would: JSON over HTTP with a token.
final class NodeClient {
    private final JsonMapper json = new JsonMapper();
    private final HttpClient http;
    private final DemoParty party;
    private final String token;

    NodeClient(HttpClient http, DemoParty party, String token) {
        this.http = http;
        this.party = party;
        this.token = token;
    }

    String code() {
        return party.code();
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    /// @param key names this very action, so that telling the story again does nothing twice
    JsonNode post(String path, String key, Map<String, ?> body) {
        return send(request(path)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    }

    JsonNode postXml(String path, String key, byte[] xml) {
        return send(request(path)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofByteArray(xml)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(party.url().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json")
                .header("Accept-Language", "en")
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            JsonNode body = answer.body().length == 0 ? json.createObjectNode() : json.readTree(answer.body());
            if (answer.statusCode() >= 300) {
                throw new DemoFailure(party.code() + " answered " + answer.statusCode() + " to "
                        + request.build().uri().getPath() + ": "
                        + body.path("detail").asString(body.toString()));
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("stopped while the story was told");
        }
    }
}
