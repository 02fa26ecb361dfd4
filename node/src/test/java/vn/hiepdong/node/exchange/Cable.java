package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A line between two nodes that can be cut, and that can lose answers.
final class Cable implements AutoCloseable {
    private final ServerSocket here;
    private final int to;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean losesAnswers;

    Cable(int to) throws IOException {
        this.to = to;
        here = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "https://127.0.0.1:" + here.getLocalPort();
    }

    void cut() {
        cut = true;
        open.forEach(Cable::close);
    }

    void heal() {
        losesAnswers = false;
        cut = false;
    }

    /// Requests arrive; instead of the next answer the line breaks.
    void loseAnswers() {
        losesAnswers = true;
    }

    private void accept() {
        while (!here.isClosed()) {
            try {
                Socket near = here.accept();
                if (cut) {
                    near.close();
                    continue;
                }
                var far = new Socket(InetAddress.getLoopbackAddress(), to);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                open.add(near);
                open.add(far);
                Thread.ofVirtual().start(() -> copy(near, far, false));
                Thread.ofVirtual().start(() -> copy(far, near, true));
            } catch (IOException e) {
                open.forEach(Cable::close); // the far end is down
            }
        }
    }

    private void copy(Socket from, Socket into, boolean answers) {
        try (from;
                into) {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            var buffer = new byte[1 << 16];
            int length = in.read(buffer);
            while (length >= 0 && !cut && !(answers && losesAnswers)) {
                out.write(buffer, 0, length);
                length = in.read(buffer);
            }
        } catch (IOException e) {
            cutAlready(e);
        } finally {
            open.remove(from);
            open.remove(into);
        }
    }

    private static void cutAlready(IOException e) {
        assert e != null; // that is what cables do
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            cutAlready(e);
        }
    }

    @Override
    public void close() throws IOException {
        here.close();
        open.forEach(Cable::close);
    }
}
