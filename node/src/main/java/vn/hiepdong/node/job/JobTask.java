package vn.hiepdong.node.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import vn.hiepdong.node.web.Language;

/// What a [JobWork] is given: what was ordered, and where to put the result.
public interface JobTask {
    /// For whom.
    UUID account();

    String input();

    Language language();

    /// What was said with the last part stored; empty at the start.
    String place();

    /// Stores a part of the result, packed with gzip, and where to go on after it. Throws when the work was stopped
    /// meanwhile; let it
    /// pass.
    ///
    /// @param done how much is done now, of `total`
    void store(byte[] part, String place, long done, long total);

    /// The same with a part in words.
    default void store(String part, String place, long done, long total) {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(part.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store(bytes.toByteArray(), place, done, total);
    }
}
