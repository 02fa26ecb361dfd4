package vn.hiepdong.trials.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Where things lie.
final class Project {
    private Project() {}

    static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder above holds the build");
    }

    /// A folder of this module's build, without what an earlier run left there.
    static Path emptyFolder(String name) throws IOException {
        var folder = root().resolve("trials/target").resolve(name);
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(Project::delete);
            }
        }
        return Files.createDirectories(folder);
    }

    /// A real alert, read in place: from `../shared` beside the repository or where HIEPDONG_SHARED says.
    static byte[] realAlert(String name) throws IOException {
        var named = System.getenv("HIEPDONG_SHARED");
        var shared = named != null ? Path.of(named) : root().resolveSibling("shared");
        var file = shared.resolve("data/cap/google-cap-library").resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("needs the alert " + file
                    + ": put the shared folder beside the repository or name it in HIEPDONG_SHARED");
        }
        return Files.readAllBytes(file);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
