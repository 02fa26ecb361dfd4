package vn.hiepdong.node.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;

/// Whom the database server runs as: the account that runs the node, unless that is root.
///
/// PostgreSQL refuses to run as root, and rightly: whoever breaks into it would own the machine. Started by root it
/// becomes the account that owns nothing, and can never become anybody else again.
final class ServerAccount {
    private static final int NOBODY = 65534;

    private final boolean droppedFromRoot;

    private ServerAccount(boolean droppedFromRoot) {
        this.droppedFromRoot = droppedFromRoot;
    }

    static ServerAccount ofThisProcess() {
        try {
            return new ServerAccount(
                    Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0));
        } catch (IOException e) {
            throw new UncheckedIOException("/proc is not mounted, so the node cannot tell who runs it", e);
        }
    }

    List<String> prefix() {
        if (!droppedFromRoot) {
            return List.of();
        }
        return List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--no-new-privs");
    }

    /// Gives a file or folder to the server. What lies above it need not be open to the server: see [ServerProcess].
    void give(Path path) throws IOException {
        if (droppedFromRoot) {
            Files.setAttribute(path, "unix:uid", NOBODY);
            Files.setAttribute(path, "unix:gid", NOBODY);
        }
    }

    /// Whether the server could run a program that lies here.
    boolean reaches(Path folder) throws IOException {
        if (!droppedFromRoot) {
            return true;
        }
        for (var above = folder.toAbsolutePath(); above != null; above = above.getParent()) {
            if (Files.exists(above)
                    && !Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }
}
