package vn.hiepdong.node.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a backup holds: the file `backup.json` in it, written last.
///
/// @param agency code of the agency
/// @param agencyId derived from its keys; empty if it had written nothing yet
/// @param takenAt the database is as of this moment
/// @param entries of all logs together
/// @param migrations that had made the tables, with their checksums
record Manifest(
        String format,
        String agency,
        String agencyId,
        Instant takenAt,
        long entries,
        List<String> migrations,
        List<Table> tables) {
    static final String FORMAT = "hiepdong/backup/v1";
    static final String NAME = "backup.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param sha256 of the file `database/<name>.copy.gz`, in hexadecimal
    record Table(String name, List<String> columns, long rows, String sha256) {}

    static Manifest in(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(NAME))) {
            throw new Refusal("restore.no-backup", folder);
        }
        try {
            var manifest = JSON.readValue(Files.readAllBytes(folder.resolve(NAME)), Manifest.class);
            if (!FORMAT.equals(manifest.format) || manifest.tables == null || manifest.migrations == null) {
                throw new Refusal("restore.no-backup", folder);
            }
            return manifest;
        } catch (JacksonException e) {
            throw new Refusal("restore.no-backup", folder);
        }
    }

    byte[] toBytes() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }
}
