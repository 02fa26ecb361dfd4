package vn.hiepdong.node.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Whether there is room for what is to come. A node whose disk is full takes nothing more and loses nothing.
final class DiskSpace implements Check {
    private static final long MB = 1 << 20;

    private final Path folder;
    private final long low;
    private final long out;

    /// @param low MB below which it is a warning
    /// @param out MB below which it is bad
    DiskSpace(Path folder, long low, long out) {
        this.folder = folder;
        this.low = low;
        this.out = out;
    }

    @Override
    public List<Finding> look() {
        try {
            long free = Files.getFileStore(existing()).getUsableSpace() / MB;
            var level = free < out ? Finding.Level.BAD : free < low ? Finding.Level.WARNING : Finding.Level.GOOD;
            return List.of(Finding.of(level, level == Finding.Level.GOOD ? "disk" : "disk-low", free, folder));
        } catch (IOException e) {
            return List.of(Finding.of(Finding.Level.BAD, "disk-unknown", folder, String.valueOf(e.getMessage())));
        }
    }

    /// The nearest folder that is there already.
    private Path existing() throws IOException {
        for (Path each = folder.toAbsolutePath(); each != null; each = each.getParent()) {
            if (Files.exists(each)) return each;
        }
        throw new IOException("no such folder");
    }
}
