package vn.hiepdong.node.access;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What a browser without script does: follows nothing by itself, keeps cookies, sends forms with their hidden field.
public final class Browser {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String url;
    private String form = "";

    public Browser(String url) {
        this.url = url;
    }

    /// The same browser, sent to another instance of the same node.
    public Browser at(String other) {
        url = other;
        return this;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public HttpResponse<String> head(String path, String... headers) {
        return send(request(path, headers).HEAD());
    }

    /// Sends a form as the page seen last would.
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        return postForged(path, fields, form);
    }

    /// Sends a form as another site would, which does not know the hidden field.
    public HttpResponse<String> postForged(String path, Map<String, String> fields, String csrf) {
        var body = new StringBuilder("_csrf=" + encode(csrf));
        fields.forEach((name, value) -> {
            for (var each : value.split("\\|")) {
                body.append('&').append(encode(name)).append('=').append(encode(each));
            }
        });
        return send(request(path, "Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /// Sends a form with a file in it.
    public HttpResponse<String> upload(
            String path, Map<String, String> fields, String field, String name, byte[] file) {
        var body = new ByteArrayOutputStream();
        var all = new LinkedHashMap<>(fields);
        all.put("_csrf", form);
        all.forEach((each, value) -> body.writeBytes(
                ("--part\r\nContent-Disposition: form-data; name=\"" + each + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--part\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(request(path, "Content-Type", "multipart/form-data; boundary=part")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /// Calls the API the way a program does.
    public static HttpResponse<String> call(
            String url, String method, String path, String token, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .setHeader("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
        for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
        return send(CLIENT, request.build());
    }

    public HttpResponse<String> signIn(String username, String password) {
        get("/sign-in");
        return post("/sign-in", Map.of("username", username, "password", password));
    }

    public String cookie(String endOfName) {
        return cookies.entrySet().stream()
                .filter(cookie -> cookie.getKey().endsWith(endOfName))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).header("Accept", "text/html");
        for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
        var all = new StringBuilder();
        cookies.forEach((name, value) -> all.append(all.isEmpty() ? "" : "; ").append(name + "=" + value));
        if (!all.isEmpty()) request.header("Cookie", all.toString());
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        var response = send(CLIENT, request.build());
        response.headers().allValues("Set-Cookie").forEach(this::keep);
        var found = CSRF.matcher(response.body());
        if (found.find()) form = found.group(1);
        return response;
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String cookie) {
        var pair = cookie.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty()) cookies.remove(pair[0]);
        else cookies.put(pair[0], pair[1]);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
