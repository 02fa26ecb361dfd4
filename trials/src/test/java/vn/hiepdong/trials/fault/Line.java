package vn.hiepdong.trials.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import vn.hiepdong.trials.Until;

/// What partners dial to reach one node: a line that can be cut, slow, thin, deaf on one ear, or break at random.
final class Line implements AutoCloseable {
    /// How a line is.
    ///
    /// @param cut nobody gets through
    /// @param mute what is asked arrives, what is answered does not
    /// @param delay of every piece, each way
    /// @param bytesPerSecond 0: as many as there are
    /// @param breaksOneIn each piece ends its connection with a chance of one in so many; 0: never
    record State(boolean cut, boolean mute, Duration delay, int bytesPerSecond, int breaksOneIn) {
        static final State GOOD = new State(false, false, Duration.ZERO, 0, 0);
        static final State CUT = new State(true, false, Duration.ZERO, 0, 0);
        static final State MUTE = new State(false, true, Duration.ZERO, 0, 0);

        static State slow(Duration delay) {
            return new State(false, false, delay, 0, 0);
        }

        static State thin(int bytesPerSecond) {
            return new State(false, false, Duration.ZERO, bytesPerSecond, 0);
        }

        static State lossy(int breaksOneIn) {
            return new State(false, false, Duration.ofMillis(40), 0, breaksOneIn);
        }
    }

    private final ServerSocket door;
    private final int node;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile State state = State.GOOD;
    private volatile int to;

    /// @param node the port that the node listens on
    Line(int node) {
        this.node = node;
        to = node;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("line").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    int node() {
        return node;
    }

    void is(State now) {
        state = now;
        hangUp();
    }

    /// From now on callers reach another door than the node's.
    void leadsTo(int port) {
        to = port;
        hangUp();
    }

    private void hangUp() {
        open.forEach(Line::close);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var caller = door.accept();
                if (state.cut) close(caller);
                else Thread.ofVirtual().start(() -> connect(caller));
            } catch (IOException e) {
                if (door.isClosed()) return;
            }
        }
    }

    private void connect(Socket caller) {
        open.add(caller);
        try (caller;
                var far = new Socket(InetAddress.getLoopbackAddress(), to)) {
            open.add(far);
            Thread.ofVirtual().start(() -> pass(far, caller, true));
            pass(caller, far, false);
            open.remove(far);
        } catch (IOException e) {
            close(caller); // nobody listens
        } finally {
            open.remove(caller);
        }
    }

    private void pass(Socket from, Socket into, boolean answers) {
        var buffer = new byte[8 << 10];
        try (from;
                into) {
            var in = from.getInputStream();
            var out = into.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                State now = state;
                if (now.cut
                        || now.breaksOneIn > 0 && ThreadLocalRandom.current().nextInt(now.breaksOneIn) == 0) return;
                if (answers && now.mute) continue;
                long millis =
                        now.delay.toMillis() + (now.bytesPerSecond == 0 ? 0 : 1000L * length / now.bytesPerSecond);
                if (millis > 0) Until.pause(Duration.ofMillis(millis));
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            close(into); // cut, or hung up
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        hangUp();
    }
}
