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
    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /// Talks to the node at `url`. When it does not answer, or the line breaks, the terminal says so.
    ///
    /// @param url see [#isAddress]
    /// @return the exit code
    public static int ask(Terminal terminal, String url, String token, Talk talk) {
        try (var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            return talk.with(new RemoteNode(client, url.replaceFirst("/$", ""), token, terminal.text("node.language")));
        } catch (ConnectException e) {
            terminal.complain("node.silent", url);
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
}
