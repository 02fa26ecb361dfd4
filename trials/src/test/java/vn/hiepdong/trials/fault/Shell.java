package vn.hiepdong.trials.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Programs of the system that some breakages need.
final class Shell {
    private Shell() {}

    /// Whether it ended well. What it prints goes nowhere.
    static boolean runs(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean runs(String... command) {
        return runs(List.of(command));
    }

    /// As [#runs], and it must.
    static void must(String... command) {
        if (!runs(command)) {
            throw new UncheckedIOException(new IOException(String.join(" ", command) + " failed"));
        }
    }

    static boolean mayMount() {
        return runs("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt");
    }
}
