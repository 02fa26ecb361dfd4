package vn.hiepdong.node.tour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// The lines of the demo, as far as a node can cut them: all at once.
@Component
@ConditionalOnProperty("hiepdong.demo.cut-file")
final class DemoLine {
    private final Path cut;

    DemoLine(@Value("${hiepdong.demo.cut-file}") Path cut) {
        this.cut = cut;
    }

    boolean isCut() {
        return Files.exists(cut);
    }

    void set(boolean whole) {
        try {
            if (whole) Files.deleteIfExists(cut);
            else if (!isCut()) Files.createFile(cut);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
