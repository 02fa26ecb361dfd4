package vn.hiepdong.trials.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Lets a node, with its database, believe that it is another time.
final class Clock {
    /// The library that does it (Debian: `libfaketime`).
    static final Optional<Path> LIBRARY = Stream.of(
                    "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
                    "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1")
            .map(Path::of)
            .filter(Files::exists)
            .findFirst();

    private final Path file;

    /// For a node that is started afterwards.
    Clock(NodeProcess node) {
        file = node.data().resolveSibling("clock");
        goes("+0");
        node.environment()
                .putAll(Map.of(
                        "LD_PRELOAD",
                        LIBRARY.orElseThrow().toString(),
                        "FAKETIME_TIMESTAMP_FILE",
                        file.toString(),
                        "FAKETIME_CACHE_DURATION",
                        "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        // Else every wait with a limit ends at once, and a JVM does nothing but wait again.
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0"));
    }

    /// @param ahead as `faketime` takes it: `+1d`, `-3h`, `+0`
    void goes(String ahead) {
        try {
            // Whole or not at all: it is read every second.
            var next = file.resolveSibling("clock.next");
            Files.writeString(next, ahead + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void isRightAgainAt(NodeProcess node) {
        node.environment().keySet().removeIf(each -> each.startsWith("FAKETIME") || each.equals("LD_PRELOAD"));
    }
}
