package vn.hiepdong.node.backup;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// What a node's configuration says, as far as these subcommands need it.
///
/// @param external whether the agency runs the database itself
public record Settings(Path data, Path keys, Path binaries, String agency, boolean external) {
    /// Reads a configuration file, or says why not.
    public interface Reader {
        /// Throws [IllegalArgumentException] with words for the operator.
        Map<String, String> read(Path file);
    }

    static Settings of(Map<String, String> written) {
        Path data = Path.of(Objects.requireNonNull(written.get("hiepdong.data")));
        String keys = written.get("hiepdong.keys");
        String binaries = written.get("hiepdong.database.binaries");
        return new Settings(
                data,
                keys == null ? data.resolve("keys") : Path.of(keys),
                binaries == null ? data.resolve("postgresql") : Path.of(binaries),
                Objects.requireNonNull(written.get("hiepdong.agency.code")),
                written.containsKey("hiepdong.database.url"));
    }
}
