package vn.hiepdong.node.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The private keys, in a folder of their own: whoever has it can speak for the agency.
final class KeyCopy {
    private final Settings settings;

    private KeyCopy(Settings settings) {
        this.settings = settings;
    }

    static KeyCopy of(Settings settings) {
        return new KeyCopy(settings);
    }

    static boolean areThere(Settings settings) {
        return Files.isRegularFile(settings.keys().resolve("log-ed25519.pub"));
    }

    /// The recovery key is carried away by itself: a copy must not be as much as all of it.
    private static boolean belongs(Path file) {
        return Files.isRegularFile(file) && !file.getFileName().toString().matches("recovery\\.(key|next)");
    }

    void into(Path folder) throws IOException {
        if (!areThere(settings)) {
            throw new Refusal("backup-keys.none", settings.keys());
        }
        Path made = Copies.fresh(folder);
        try (var files = Files.newDirectoryStream(settings.keys(), KeyCopy::belongs)) {
            for (Path file : files) {
                Path copy = made.resolve(file.getFileName());
                Files.createFile(
                        copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(copy, Files.readAllBytes(file));
                Copies.sync(copy);
            }
        }
        Copies.sync(made);
    }
}
