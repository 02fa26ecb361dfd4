package vn.hiepdong.node.map;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// How a file of tiles is given out: in the pieces that a browser asks for (206, by Spring), with a name for this
/// very content, so that pieces of two different files are never put together.
final class MapFiles {
    static final MediaType PMTILES = MediaType.parseMediaType("application/vnd.pmtiles");

    private MapFiles() {}

    /// @param asked    the version in the address; when it is this file's, the answer may be kept for ever
    /// @param ifRange  what the asker holds pieces of: when it is another file, it gets all of this one
    static ResponseEntity<Resource> give(
            Resource file, String version, @Nullable String asked, @Nullable String ifRange) throws IOException {
        var tag = "\"" + version + "\"";
        var cache = version.equals(asked)
                ? CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable()
                : CacheControl.noCache().cachePrivate();
        var answer = ResponseEntity.ok()
                .contentType(PMTILES)
                .eTag(tag)
                .cacheControl(cache)
                .header("Accept-Ranges", "bytes");
        if (ifRange == null || ifRange.equals(tag)) return answer.body(file);
        // Spring cuts no pieces out of a stream.
        return answer.contentLength(file.contentLength()).body(new InputStreamResource(file.getInputStream()));
    }
}
