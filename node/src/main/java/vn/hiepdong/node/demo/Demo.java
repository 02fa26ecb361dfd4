package vn.hiepdong.node.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;

/// `demo`: starts the nodes of three agencies, tells what happens between them, and watches over them until it is
/// stopped itself.
public final class Demo implements Subcommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;
    private static final int PORTS = 23;
    private static final Duration PORTS_BECOME_FREE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final List<DemoStory> always;
    private final List<DemoStory> unlessEmpty;

    /// @param always what is needed before anybody can work together: told even with `--empty`
    /// @param unlessEmpty what then happens between the agencies
    public Demo(Terminal terminal, List<DemoStory> always, List<DemoStory> unlessEmpty) {
        this.terminal = terminal;
        this.always = always;
        this.unlessEmpty = unlessEmpty;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String summary() {
        return terminal.text("demo.summary");
    }

    @Override
    public int run(List<String> arguments) {
        // The launcher says where the project lies; without it, the demo starts from where one stands.
        var folder = Path.of(System.getProperty("hiepdong.home", ""), "data", "demo");
        var port = 8440;
        var empty = false;
        for (var words = arguments.iterator(); words.hasNext(); ) {
            var word = words.next();
            var value = word.equals("--data") || word.equals("--port") ? (words.hasNext() ? words.next() : "") : word;
            switch (word) {
                case "--data" -> folder = Path.of(value);
                case "--port" -> port = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : 0;
                case "--empty" -> empty = true;
                default -> port = 0;
            }
            if (value.isEmpty() || port < 1 || port + PORTS > 65535) {
                terminal.complain("demo.usage", word);
                return CALLED_WRONGLY;
            }
        }
        return run(folder.toAbsolutePath().normalize(), port, empty);
    }

    private int run(Path folder, int port, boolean empty) {
        try {
            Files.createDirectories(folder);
            try (var channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.tryLock()) {
                if (lock == null) {
                    terminal.complain("demo.twice", folder);
                    return FAILED;
                }
                return portsAreFree(port) ? run(new DemoSetup(folder, port), folder, port, empty) : FAILED;
            }
        } catch (IOException e) {
            terminal.complain("demo.failed", e.toString());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /// Nodes of a demo that was killed are still stopping; they are given the time.
    private boolean portsAreFree(int first) throws InterruptedException {
        var until = System.nanoTime() + PORTS_BECOME_FREE.toNanos();
        for (var above : List.of(0, 1, 2, 10, 11, 12, 20, 21, 22)) {
            var port = first + above;
            while (!isFree(port)) {
                if (System.nanoTime() > until) {
                    terminal.complain("demo.port", Integer.toString(port));
                    return false;
                }
                Thread.sleep(100);
            }
        }
        return true;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private int run(DemoSetup setup, Path folder, int port, boolean empty) throws IOException, InterruptedException {
        var parties = setup.write();
        var nodes = new CopyOnWriteArrayList<DemoNode>();
        var stopping = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopping.countDown();
            nodes.forEach(DemoNode::askToStop);
            awaitQuietly(stopped);
        }));
        try (var http = HttpClient.newHttpClient();
                var lines = new DemoLines(folder.resolve(DemoSetup.CUT))) {
            for (var i = 0; i < parties.size(); i++) {
                lines.lay(port + DemoSetup.EXCHANGE_PORTS_ABOVE + i, port + DemoSetup.LISTENING_PORTS_ABOVE + i);
            }
            for (var party : parties) {
                nodes.add(DemoNode.start(party, setup.configuration(party.code()), http));
            }
            for (var node : nodes) {
                if (!node.awaitReady()) {
                    return stopping.getCount() == 0 ? DONE : explain(node);
                }
            }
            tell(
                    empty
                            ? always
                            : Stream.concat(always.stream(), unlessEmpty.stream())
                                    .toList(),
                    parties);
            parties.forEach(party -> terminal.print("READY " + party.code() + " " + party.url()));
            explainSignIn(parties, folder);
            watch(nodes, parties, stopping);
            return DONE;
        } finally {
            stop(nodes);
            stopped.countDown();
        }
    }

    /// A story that stops half-way leaves the nodes in use; it goes on at the next start.
    private void tell(List<DemoStory> stories, List<DemoParty> parties) {
        try {
            stories.forEach(story -> story.tell(parties));
        } catch (DemoFailure | UncheckedIOException e) {
            terminal.complain("demo.story-stopped", String.valueOf(e.getMessage()));
        }
    }

    private static void awaitQuietly(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int explain(DemoNode node) throws IOException {
        terminal.complain("demo.node", node.log());
        var lines = Files.readAllLines(node.log());
        lines.subList(Math.max(0, lines.size() - 20), lines.size()).forEach(terminal::printError);
        return FAILED;
    }

    private void explainSignIn(List<DemoParty> parties, Path folder) {
        terminal.say("demo.sign-in");
        for (var party : parties) {
            for (var officer : party.officers()) {
                terminal.print("  %s  %-9s %s  %s"
                        .formatted(party.url(), officer.username(), officer.password(), officer.role()));
            }
        }
        terminal.say("demo.files", folder.resolve("demo.json"), folder);
    }

    /// A node that was killed is started again: it continues where it was.
    private void watch(List<DemoNode> nodes, List<DemoParty> parties, CountDownLatch stopping)
            throws IOException, InterruptedException {
        while (!stopping.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
            for (var i = 0; i < nodes.size(); i++) {
                var node = nodes.get(i);
                if (!node.isAlive() && stopping.getCount() > 0) {
                    var party = parties.get(i);
                    terminal.complain("demo.again", party.code(), node.log());
                    node.startAgain();
                    if (node.awaitReady()) {
                        terminal.print("READY " + party.code() + " " + party.url());
                    }
                }
            }
        }
    }

    private static void stop(List<DemoNode> nodes) throws InterruptedException {
        for (var node : nodes) {
            node.askToStop();
        }
        for (var node : nodes) {
            node.awaitStop();
        }
    }
}
