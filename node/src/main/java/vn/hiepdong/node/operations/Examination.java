package vn.hiepdong.node.operations;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.terminal.RemoteNode;

/// A node seen from outside: its folders, keys, ports, database and the clock of the machine. It changes nothing.
final class Examination {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AHEAD = Duration.ofMinutes(2);
    private static final int LAST_WORDS = 64 << 10;
    /// PostgreSQL's complaints about itself; those about who knocks are none.
    private static final Pattern COMPLAINT = Pattern.compile("(?m)^.* (?:PANIC|FATAL): (?!.*(?:"
            + "the database system is|terminating connection|password authentication|role \"|database \")).*$");

    private final Map<String, String> settings;
    private final Path data;
    private final List<Finding> findings = new ArrayList<>();
    private boolean answers;

    Examination(Map<String, String> settings) {
        this.settings = settings;
        data = Path.of(Objects.requireNonNull(settings.get("hiepdong.data")));
    }

    /// What is found, in the order in which a start would stumble over it.
    List<Finding> findings() {
        good("java", Runtime.version());
        folder();
        findings.addAll(new DiskSpace(data, number("disk-low-mb", 2048), number("disk-out-mb", 512)).look());
        keys();
        clock();
        webPort();
        exchangePort();
        database();
        return findings;
    }

    /// Whether the node runs and answers.
    boolean answers() {
        return answers;
    }

    String url() {
        return "http://" + bracketed(setting("hiepdong.web.address", "127.0.0.1")) + ":" + webPortNumber();
    }

    private static String bracketed(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private void good(String key, Object... values) {
        findings.add(Finding.of(Finding.Level.GOOD, key, values));
    }

    private void warn(String key, Object... values) {
        findings.add(Finding.of(Finding.Level.WARNING, key, values));
    }

    private void bad(String key, Object... values) {
        findings.add(Finding.of(Finding.Level.BAD, key, values));
    }

    private String setting(String key, String otherwise) {
        return settings.getOrDefault(key, otherwise);
    }

    private int number(String key, int otherwise) {
        return Integer.parseInt(setting("hiepdong.operations." + key, Integer.toString(otherwise)));
    }

    private boolean hasData() {
        return Files.isDirectory(data.resolve("database/cluster"));
    }

    private void folder() {
        if (!Files.exists(data)) good("folder-new", data);
        else if (!Files.isDirectory(data)) bad("folder-file", data);
        else if (!Files.isWritable(data)) bad("folder-closed", data, System.getProperty("user.name"));
        else good("folder", data);
    }

    private void keys() {
        Path folder = Path.of(setting("hiepdong.keys", data.resolve("keys").toString()));
        boolean there = Files.exists(folder.resolve("log-ed25519.pub"));
        if (!there) {
            if (hasData()) bad("keys-missing", folder);
            else good("keys-new", folder);
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> secrets = all.filter(Files::isRegularFile)
                    .filter(each -> !each.toString().endsWith(".pub"))
                    .toList();
            List<Path> open = new ArrayList<>();
            for (Path each : secrets) {
                Set<PosixFilePermission> may = Files.getPosixFilePermissions(each);
                if (may.contains(PosixFilePermission.GROUP_READ) || may.contains(PosixFilePermission.OTHERS_READ)) {
                    open.add(each);
                }
            }
            if (Files.exists(folder.resolve("recovery.key"))) warn("recovery-key", folder);
            if (open.isEmpty()) good("keys", folder);
            else warn("keys-open", open.getFirst(), open.size());
        } catch (IOException | UnsupportedOperationException e) {
            bad("keys-closed", folder, System.getProperty("user.name"));
        }
    }

    /// A file that was written later than now tells that the clock went back.
    private void clock() {
        for (String each : List.of("database/server.log", "database/port", "keys/log-ed25519.pub")) {
            Path file = data.resolve(each);
            try {
                var ahead = Duration.between(
                        Instant.now(), Files.getLastModifiedTime(file).toInstant());
                if (ahead.compareTo(AHEAD) > 0) {
                    bad("clock-back", file, ahead.toMinutes());
                    return;
                }
            } catch (NoSuchFileException none) {
                // a node that never ran here
            } catch (IOException e) {
                warn("unreadable", file, String.valueOf(e.getMessage()));
            }
        }
        switch (synchronised()) {
            case "yes" -> good("clock-synchronised");
            case "no" -> warn("clock-free");
            default -> good("clock-unknown");
        }
    }

    /// What systemd says of the machine's clock, where there is one.
    private static String synchronised() {
        try {
            var process = new ProcessBuilder("timedatectl", "show", "-p", "NTPSynchronized", "--value")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException absent) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private int webPortNumber() {
        return Integer.parseInt(setting("hiepdong.web.port", "8440"));
    }

    private void webPort() {
        int port = webPortNumber();
        if (port == 0) {
            good("port-any");
            return;
        }
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var request = HttpRequest.newBuilder(URI.create(url() + "/api/v1/health/ready"))
                    .timeout(PATIENCE)
                    .build();
            var answer = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            String status = RemoteNode.json(answer.body()).path("status").asString("");
            answers = status.equals("UP");
            if (answers) good("node-ready", url());
            else if (status.equals("DOWN")) warn("node-not-ready", url());
            else bad("port-taken", port);
        } catch (ConnectException e) {
            free(setting("hiepdong.web.address", "127.0.0.1"), port);
        } catch (IOException e) {
            bad("port-taken", port);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void exchangePort() {
        int port = Integer.parseInt(setting("hiepdong.exchange.port", "8450"));
        if (port == 0) return;
        String address = setting("hiepdong.exchange.address", "0.0.0.0");
        if (!answers) {
            free(address, port);
            return;
        }
        String here = address.equals("0.0.0.0") || address.equals("::") ? "localhost" : address;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(here, port), (int) PATIENCE.toMillis());
            good("exchange", port);
        } catch (IOException e) {
            bad("exchange-silent", port);
        }
    }

    /// Whether a node could listen there.
    private void free(String address, int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getByName(address))) {
            good("port-free", port);
        } catch (BindException e) {
            String why = String.valueOf(e.getMessage());
            if (why.contains("Permission denied")) bad("port-forbidden", port);
            else if (why.contains("assign")) bad("address-unknown", address);
            else bad("port-taken", port);
        } catch (IOException e) {
            bad("address-unknown", address);
        }
    }

    private void database() {
        String url = settings.get("hiepdong.database.url");
        if (url != null) {
            external(url);
            return;
        }
        if (!hasData()) {
            good("database-new");
            return;
        }
        if (!answers && isLocked(data.resolve("database/lock"))) warn("database-held", data);
        String complaint = lastComplaint(data.resolve("database/server.log"));
        if (complaint == null) good("database");
        else warn("database-said", complaint);
    }

    private void external(String url) {
        var login = new Properties();
        login.setProperty("user", setting("hiepdong.database.username", ""));
        login.setProperty("password", setting("hiepdong.database.password", ""));
        login.setProperty("connectTimeout", Long.toString(PATIENCE.toSeconds()));
        login.setProperty("socketTimeout", Long.toString(PATIENCE.toSeconds()));
        try (var connection = DriverManager.getConnection(url, login)) {
            good("database-external", connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException e) {
            bad("database-silent", String.valueOf(e.getMessage()));
        }
    }

    private static boolean isLocked(Path file) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var lock = channel.tryLock(0, Long.MAX_VALUE, true);
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// The newest complaint among the last words of the database server.
    private static @Nullable String lastComplaint(Path file) {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(0, log.length() - LAST_WORDS));
            var last = new byte[(int) (log.length() - log.getFilePointer())];
            log.readFully(last);
            return COMPLAINT
                    .matcher(new String(last, StandardCharsets.UTF_8))
                    .results()
                    .map(each -> each.group().strip())
                    .reduce((_, later) -> later)
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}
