package vn.hiepdong.node.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Component;

/// The small map of the world that the build made (`frontend/basemap.mjs`). It lies in memory: inside a jar it is
/// packed
/// once more, and a browser asks for pieces out of its middle.
@Component
final class Basemap {
    static final String FILE = "/basemap/basemap.pmtiles";

    private final byte[] tiles;
    private final String version;

    Basemap() {
        tiles = read(FILE);
        version = fingerprint(tiles);
    }

    ByteArrayResource tiles() {
        return new ByteArrayResource(tiles);
    }

    /// Stands in its address, so that a browser may keep it for ever and still sees the next one.
    String version() {
        return version;
    }

    static byte[] read(String resource) {
        try (var stream = Basemap.class.getResourceAsStream(resource)) {
            if (stream == null) throw new IllegalStateException(resource + " is missing: the basemap was not built");
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String fingerprint(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
