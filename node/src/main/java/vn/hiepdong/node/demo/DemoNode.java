package vn.hiepdong.node.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/// The process of one agency's node. It ends with this one: it stops when its standard input closes, which the kernel
/// sees to if nobody else can.
final class DemoNode {
    private static final Duration START = Duration.ofMinutes(5);
    private static final long STOP_SECONDS = 60;

    private final Path configuration;
    private final URI ready;
    private final HttpClient http;
    private volatile Process process;

    private DemoNode(Path configuration, URI ready, HttpClient http, Process process) {
        this.configuration = configuration;
        this.ready = ready;
        this.http = http;
        this.process = process;
    }

    static DemoNode start(DemoParty party, Path configuration, HttpClient http) throws IOException {
        var ready = party.url().resolve("/api/v1/health/ready");
        return new DemoNode(configuration, ready, http, launch(configuration));
    }

    /// The same program with the same flags as this process, as another subcommand.
    private static Process launch(Path configuration) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("vn.hiepdong.node.Main");
        command.add("serve");
        command.add("--config");
        command.add(configuration.toString());
        command.add("--while-input");
        var log = log(configuration);
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling("node.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static Path log(Path configuration) {
        return configuration.resolveSibling("node.log");
    }

    Path log() {
        return log(configuration);
    }

    /// Whether it can be used; if not, its log says why.
    boolean awaitReady() throws InterruptedException {
        var until = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < until) {
            if (isReady()) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }

    private boolean isReady() throws InterruptedException {
        var request =
                HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // Nobody listens yet.
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void startAgain() throws IOException {
        process = launch(configuration);
    }

    void askToStop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitStop() throws InterruptedException {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
