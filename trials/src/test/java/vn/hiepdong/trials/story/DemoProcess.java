package vn.hiepdong.trials.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vn.hiepdong.trials.Api;
import vn.hiepdong.trials.NodeFiles;

/// `./hiepdong demo` as somebody would run it, in a folder of its own.
final class DemoProcess implements AutoCloseable {
    /// Long enough for a busy machine; it is there to end a failed test.
    private static final int READY_WITHIN_SECONDS = 600;
    private static final int STOPS_WITHIN_SECONDS = 120;

    private final Path folder;
    private final Process process;
    private final List<String> printed = new CopyOnWriteArrayList<>();

    DemoProcess(Path folder) throws IOException {
        this.folder = folder;
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dhiepdong.home=" + Project.root(),
                        "-cp",
                        NodeFiles.classpathWithoutTests(),
                        "vn.hiepdong.node.Main",
                        "demo",
                        "--data",
                        folder.toString(),
                        "--port",
                        Integer.toString(freePorts()))
                .redirectErrorStream(true)
                .start();
        Thread.ofVirtual().start(() -> read(process.inputReader()));
    }

    /// The first of the ports that a demo takes: three for pages, three for partners ten above, and three behind those.
    private static int freePorts() {
        return ThreadLocalRandom.current()
                .ints(20_000, 32_000)
                .filter(first -> Stream.of(0, 1, 2, 10, 11, 12, 20, 21, 22).allMatch(each -> isFree(first + each)))
                .limit(1)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private void read(BufferedReader lines) {
        try (lines) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_WITHIN_SECONDS);
        while (printed.stream().filter(each -> each.startsWith("READY ")).count() < 3) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("the demo is not ready; it printed " + printed);
            }
            Thread.sleep(100);
        }
    }

    /// Where its agencies are, and how to get in.
    Agencies agencies() {
        return new Agencies(folder);
    }

    Api api(java.net.http.HttpClient http, String agency) {
        return agencies().api(http, agency);
    }

    /// Asks it to stop, as `kill` would. Returns whether it did.
    boolean stops() throws InterruptedException {
        process.destroy();
        return process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    /// What still runs with its data: the command lines of nodes and databases.
    List<String> remains() {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .flatMap(each -> each.info().commandLine().stream())
                .filter(each -> each.contains(folder.toString()))
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        if (!stops()) {
            process.destroyForcibly().waitFor();
        }
    }
}
