package vn.hiepdong.node.interop;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;

/// `import-cap`: hands an alert file to a running node.
public final class ImportCap implements Subcommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;

    private final Terminal terminal;

    public ImportCap(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public String name() {
        return "import-cap";
    }

    @Override
    public String summary() {
        return terminal.text("import-cap.summary");
    }

    @Override
    public int run(List<String> arguments) {
        Path file = null;
        String url = null;
        String token = null;
        var receivers = new ArrayList<String>();
        var realm = "REAL";
        for (var words = arguments.iterator(); words.hasNext(); ) {
            var word = words.next();
            if (word.equals("--url") && words.hasNext()) {
                url = words.next();
            } else if (word.equals("--token") && words.hasNext()) {
                token = words.next();
            } else if (word.equals("--to") && words.hasNext()) {
                receivers.addAll(List.of(words.next().split(",")));
            } else if (word.equals("--realm") && words.hasNext()) {
                realm = words.next();
            } else if (!word.startsWith("--") && file == null) {
                file = Path.of(word);
            } else {
                return usage();
            }
        }
        return file == null || url == null || token == null ? usage() : send(file, url, token, realm, receivers);
    }

    private int usage() {
        terminal.complain("import-cap.usage");
        return CALLED_WRONGLY;
    }

    private int send(Path file, String url, String token, String realm, List<String> receivers) {
        try (var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            var target = target(url, realm, receivers);
            if (target == null) {
                return usage();
            }
            var request = HttpRequest.newBuilder(target)
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/xml")
                    .header("Accept-Language", terminal.text("import-cap.language"))
                    .POST(BodyPublishers.ofByteArray(Files.readAllBytes(file)))
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            terminal.print(answer.body());
            return answer.statusCode() / 100 == 2 ? DONE : FAILED;
        } catch (NoSuchFileException e) {
            terminal.complain("import-cap.no-file", file);
            return CALLED_WRONGLY;
        } catch (ConnectException e) {
            terminal.complain("import-cap.no-node", url);
            return FAILED;
        } catch (IOException e) {
            terminal.complain("import-cap.failed", String.valueOf(e.getMessage()));
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static @Nullable URI target(String url, String realm, List<String> receivers) {
        var query =
                receivers.stream().map(code -> "&releasableTo=" + encoded(code)).collect(Collectors.joining());
        var target = url.replaceFirst("/$", "") + "/api/v1/imports/cap?realm=" + encoded(realm) + query;
        return target.matches("https?://[^\\s\\\\\"<>^`{|}]+") ? URI.create(target) : null;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
