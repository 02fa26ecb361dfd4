package vn.hiepdong.node.terminal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A running node, asked from a terminal with an access token.
public final class RemoteNode {
    private static final int FAILED = 1;
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\\\\\"<>^`{|}]+");

    private final HttpClient client;
    private final String address;
    private final String token;
    private final String language;

    private RemoteNode(HttpClient client, String address, String token, String language) {
        this.client = client;
        this.address = address;
        this.token = token;
        this.language = language;
    }

    /// What is asked, and what the subcommand makes of the answers.
    public interface Talk {
        /// @return the exit code
        int with(RemoteNode node) throws IOException, InterruptedException;
    }

    /// Whether this can be the address of a node.
    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /// Talks to the node that the arguments name. When it does not answer, or the line breaks, the terminal says so.
    ///
    /// @return the exit code
    public static int ask(Terminal terminal, RemoteArguments whom, Talk talk) {
        try (var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            String address = whom.url().replaceFirst("/$", "");
            return talk.with(new RemoteNode(client, address, whom.token(), terminal.text("node.language")));
        } catch (ConnectException e) {
            terminal.complain("node.silent", whom.url());
            return FAILED;
        } catch (IOException e) {
            terminal.complain("node.broke", String.valueOf(e.getMessage()));
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /// A request to begin with: who asks, in which language, and that a minute is enough.
    ///
    /// @param path from the root of the node, with its query
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Language", language);
    }

    public <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body)
            throws IOException, InterruptedException {
        return client.send(request.build(), body);
    }

    /// A value in a query.
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// An answer as JSON; an empty object if it is none, as a proxy's may be.
    public static JsonNode json(String body) {
        try {
            return JsonMapper.shared().readTree(body.isEmpty() ? "{}" : body);
        } catch (JacksonException _) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    /// Why the node refused, in its own words if it has any (RFC 9457).
    public static String reason(int status, String body) {
        JsonNode problem = json(body);
        String detail = problem.path("detail").asString("");
        return detail.isEmpty() ? (status + " " + problem.path("title").asString("")).strip() : detail;
    }
}
