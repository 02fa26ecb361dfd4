package vn.hiepdong.trials;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// What a node needs that is started for a trial.
public final class NodeFiles {
    private static final List<String> SCOPES = List.of(
            "information:read",
            "information:write",
            "partners:read",
            "partners:write",
            "regulation:write",
            "import:write");
    private static final List<String> CONTENT = List.of("DUTY_OFFICER", "DUTY_COMMANDER", "VERIFIER", "ANALYST");

    private NodeFiles() {}

    /// A token that nobody guesses.
    public static String token() {
        return UUID.randomUUID().toString() + UUID.randomUUID();
    }

    /// Writes the setup file of a node: one officer with every role that works with content, one administrator, and a
    /// token for each.
    public static void accounts(Path file, String token, String adminToken) {
        var accounts = Map.of(
                "officers",
                List.of(officer("ketnoi", CONTENT), officer("quantri", List.of("ADMINISTRATOR"))),
                "tokens",
                List.of(
                        Map.of("name", "trial", "token", token, "username", "ketnoi", "scopes", SCOPES),
                        Map.of(
                                "name",
                                "trial-admin",
                                "token",
                                adminToken,
                                "username",
                                "quantri",
                                "scopes",
                                List.of("partners:read", "partners:write", "admin"))));
        try {
            Files.writeString(file, new JsonMapper().writeValueAsString(accounts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, ?> officer(String username, List<String> roles) {
        return Map.of(
                "username",
                username,
                "password",
                UUID.randomUUID().toString(),
                "displayName",
                username,
                "unit",
                "Phòng Tham mưu",
                "post",
                "Trực ban",
                "roles",
                roles);
    }

    /// Below those that the kernel lends to outgoing connections, so that it is still free after a node was killed.
    public static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var _ = new ServerSocket(port)) {
                return port;
            } catch (IOException taken) {
                // the next one
            }
        }
    }

    /// The classpath of this JVM as a node has it.
    public static String classpathWithoutTests() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> !each.endsWith("-tests.jar") && !each.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
