package vn.hiepdong.node.attachment;

import java.nio.file.Path;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A real store for tests of features that carry attachments.
public final class AttachmentStoreForTests {
    private AttachmentStoreForTests() {}

    public static Attachments in(Path data, DataSource database, InstantSource clock) {
        return new Attachments(
                new AttachmentFiles(data.resolve("attachments")),
                new AttachmentTable(JdbcClient.create(database)),
                clock);
    }
}
