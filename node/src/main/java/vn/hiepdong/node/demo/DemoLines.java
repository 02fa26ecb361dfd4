package vn.hiepdong.node.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The lines between the nodes of the demo: what partners dial is a relay in front of the port that a node listens on.
/// While a certain file is there, nothing passes: whoever tries the demo can cut the lines as a storm would, and mend
/// them, without any node knowing that it is not real.
final class DemoLines implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Path cut;
    private final List<ServerSocket> doors = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param cut the file; one left by an earlier demo is removed
    DemoLines(Path cut) throws IOException {
        this.cut = cut;
        Files.deleteIfExists(cut);
        Thread.ofVirtual().name("demo lines").start(this::watch);
    }

    /// From now on whatever dials one port reaches the other.
    void lay(int from, int to) throws IOException {
        var door = new ServerSocket();
        doors.add(door);
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), from));
        Thread.ofVirtual().name("demo line " + from).start(() -> accept(door, to));
    }

    private void accept(ServerSocket door, int to) {
        while (!closed) {
            try {
                var caller = door.accept();
                if (isCut()) close(caller);
                else Thread.ofVirtual().start(() -> connect(caller, to));
            } catch (IOException e) {
                // The door was closed, or a caller hung up before it was answered: the next one is waited for.
                if (door.isClosed()) return;
            }
        }
    }

    private void connect(Socket caller, int to) {
        open.add(caller);
        try (caller;
                var node = new Socket(InetAddress.getLoopbackAddress(), to)) {
            open.add(node);
            Thread.ofVirtual().start(() -> pass(node, caller));
            pass(caller, node);
            open.remove(node);
        } catch (IOException e) {
            // The node does not listen yet, or no more: its partner sees a line that is down, and tries again.
        } finally {
            open.remove(caller);
        }
    }

    /// When one direction ends, so does the other.
    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Cut, or hung up.
        }
    }

    private boolean isCut() {
        return Files.exists(cut);
    }

    private void watch() {
        while (!closed) {
            if (isCut()) open.forEach(DemoLines::close);
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            // It is gone either way.
        }
    }

    @Override
    public void close() {
        closed = true;
        doors.forEach(DemoLines::close);
        open.forEach(DemoLines::close);
    }
}
