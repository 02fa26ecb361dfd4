package vn.hiepdong.node.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Real alerts beside the project, read in place: `../shared` from the repository's root, or where the
/// environment variable HIEPDONG_SHARED says. Their sources and licences are in its `data/SOURCES.md`.
final class SharedData {
    private SharedData() {}

    static Path cap() {
        var named = System.getenv("HIEPDONG_SHARED");
        var shared = named != null ? Path.of(named) : repository().resolveSibling("shared");
        var cap = shared.resolve("data/cap");
        if (!Files.isDirectory(cap)) {
            throw new IllegalStateException("needs the alerts in " + cap.toAbsolutePath()
                    + ": put the shared folder beside the repository or name it in HIEPDONG_SHARED");
        }
        return cap;
    }

    static byte[] alert(String name) {
        try {
            return Files.readAllBytes(cap().resolve("google-cap-library").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path repository() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder above holds the build");
    }
}
