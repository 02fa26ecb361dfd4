package vn.hiepdong.node.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;

/// Folders that are copied whole and survive a power cut.
final class Copies {
    private Copies() {}

    /// A folder for its owner alone. Refuses one that is there.
    static Path fresh(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        if (Files.exists(absolute)) {
            throw new Refusal("backup.exists", folder);
        }
        Files.createDirectories(absolute.getParent());
        return Files.createDirectory(
                absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /// All files below a folder, except those in its folder `new`, where files are that are not whole yet.
    static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path relative = from.relativize(file);
                if (!Files.isRegularFile(file) || relative.startsWith("new")) {
                    continue;
                }
                Path target = to.resolve(relative);
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
                sync(target);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static void sync(Path fileOrFolder) throws IOException {
        try (var channel = FileChannel.open(fileOrFolder, Set.of(StandardOpenOption.READ))) {
            channel.force(true);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
