package vn.hiepdong.node.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one run of the server said: to a file of bounded size for the operator, and the last lines to whoever must
/// explain why it ended.
final class ServerLog {
    private static final long LARGEST = 5_000_000;
    private static final int LINES_KEPT = 40;
    private static final Logger log = LoggerFactory.getLogger(ServerLog.class);

    private final Path file;
    private final Deque<String> last = new ArrayDeque<>();
    private boolean complained;

    ServerLog(Path folder) {
        file = folder.resolve("server.log");
    }

    synchronized void append(String line) {
        last.addLast(line);
        if (last.size() > LINES_KEPT) {
            last.removeFirst();
        }
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (Files.size(file) > LARGEST) {
                Files.move(file, file.resolveSibling("server.log.old"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            complainOnce(e);
        }
    }

    /// A full disk must not stop the listening: a server that nobody listens to would stand still.
    private void complainOnce(IOException failure) {
        if (!complained) {
            complained = true;
            log.warn("The database server's log {} cannot be written: {}", file, failure.toString());
        }
    }

    synchronized String lastWords() {
        return String.join("\n", last);
    }
}
