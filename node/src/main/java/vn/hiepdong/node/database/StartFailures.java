package vn.hiepdong.node.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Turns what the system or the server said into what the person who runs the node can do about it.
final class StartFailures {
    private static final int LINES_SHOWN = 8;

    private StartFailures() {}

    static DatabaseFailure explain(Path folder, IOException failure) {
        var said = String.valueOf(failure.getMessage());
        if (failure instanceof AccessDeniedException denied) {
            return new DatabaseFailure(
                    "The database cannot be kept under " + folder + ": " + denied.getFile()
                            + " is not writable for who runs the node.",
                    failure);
        }
        if (said.contains("No space left") || said.contains("quota exceeded")) {
            return diskFull(folder, failure);
        }
        if (said.contains("Cannot run program")) {
            return new DatabaseFailure(
                    "The node needs the programs sh, setsid and, as root, setpriv (package util-linux): " + said,
                    failure);
        }
        return new DatabaseFailure("The database under " + folder + " cannot be started: " + said, failure);
    }

    static DatabaseFailure explain(Path folder, String said) {
        if (said.contains("No space left on device") || said.contains("Disk quota exceeded")) {
            return diskFull(folder, null);
        }
        if (said.contains("Permission denied")) {
            return new DatabaseFailure("The database server may not use its files under " + folder
                    + ". They must belong to the account that the server runs as. It said:\n" + last(said));
        }
        if (said.contains("cannot allocate memory") || said.contains("Cannot allocate memory")) {
            return new DatabaseFailure("There is too little memory to start the database under " + folder
                    + "; hiepdong.database.shared-buffers-mb makes it smaller. It said:\n" + last(said));
        }
        if (said.contains("required file not found") || said.contains("GLIBC_")) {
            return new DatabaseFailure("The PostgreSQL in the node's jars needs a Linux with glibc (not musl, as Alpine"
                    + " has it). Run one yourself and name it in hiepdong.database.url.");
        }
        return new DatabaseFailure("The database under " + folder + " did not start. It said:\n" + last(said));
    }

    static boolean isPortTaken(String said) {
        return said.contains("Address already in use");
    }

    private static DatabaseFailure diskFull(Path folder, @Nullable Throwable cause) {
        return new DatabaseFailure(
                "The disk that holds " + folder + " is full. Free some space (a new database takes about 50 MB, its"
                        + " programs 60 MB) and start again; nothing is lost.",
                cause);
    }

    private static String last(String said) {
        var lines = said.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }
}
