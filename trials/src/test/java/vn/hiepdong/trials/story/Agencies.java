package vn.hiepdong.trials.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.trials.Api;

/// The agencies of a demo that runs: where their nodes are, and how to get in, as its `demo.json` says.
final class Agencies {
    private final Path file;

    Agencies(Path folderOfDemo) {
        file = folderOfDemo.resolve("demo.json");
    }

    /// Address of an agency's pages.
    String url(String agency) {
        return agency(agency).path("url").asString();
    }

    Api api(HttpClient http, String agency) {
        return new Api(
                http, URI.create(url(agency)), agency(agency).path("apiToken").asString());
    }

    String password(String agency, String username) {
        return stream(agency(agency).path("officers"))
                .filter(each -> each.path("username").asString().equals(username))
                .findFirst()
                .orElseThrow()
                .path("password")
                .asString();
    }

    private JsonNode agency(String code) {
        try {
            JsonNode summary = new JsonMapper().readTree(Files.readAllBytes(file));
            return stream(summary.path("agencies"))
                    .filter(each -> each.path("code").asString().equals(code))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
