package vn.hiepdong.node.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;
import vn.hiepdong.node.database.NodeDatabase;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.SigningGuard;

/// Makes a data folder of a backup. Only keys may be there already. What comes of it asks its partners before it signs
/// again, since it may have signed more after the backup was made.
final class Restore {
    private static final List<String> MAY_BE_THERE = List.of("keys", "postgresql", "restoring");

    private final Settings settings;

    private Restore(Settings settings) {
        this.settings = settings;
    }

    static Restore of(Settings settings) {
        return new Restore(settings);
    }

    Manifest from(Path folder) throws IOException, SQLException {
        Manifest manifest = Manifest.in(folder);
        refuseUnlessEmpty();
        refuseAnotherAgency(manifest);
        for (Manifest.Table table : manifest.tables()) {
            refuseUnlessWhole(folder, table);
        }
        // Under a name of its own until all of it is there: a restore that was cut short is begun anew.
        Path work = settings.data().resolve("restoring");
        Copies.delete(work);
        Files.createDirectories(work);
        try (var database = NodeDatabase.in(work, settings.binaries());
                var connection = database.connectWithTables()) {
            fill(connection, folder, manifest);
        }
        for (String files : List.of("attachments", "map")) {
            Copies.copy(folder.resolve(files), work.resolve(files));
        }
        SigningGuard.mark(work.resolve("signed"));
        for (String each : List.of("signed", "attachments", "map", "database")) { // the last one makes it a node
            if (Files.exists(work.resolve(each))) {
                Files.move(work.resolve(each), settings.data().resolve(each), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Copies.sync(settings.data());
        Copies.delete(work);
        return manifest;
    }

    private void refuseUnlessEmpty() throws IOException {
        if (!Files.isDirectory(settings.data())) {
            return;
        }
        try (var all = Files.list(settings.data())) {
            for (Path each : all.toList()) {
                boolean halfway = List.of("signed", "attachments", "map").contains(String.valueOf(each.getFileName()))
                        && Files.isDirectory(settings.data().resolve("restoring"));
                if (halfway) {
                    Copies.delete(each); // of a restore that was cut short; there is no database yet
                } else if (!MAY_BE_THERE.contains(String.valueOf(each.getFileName()))) {
                    throw new Refusal("restore.not-empty", settings.data());
                }
            }
        }
    }

    private void refuseAnotherAgency(Manifest manifest) {
        boolean other = !manifest.agency().equals(settings.agency());
        if (!other && KeyCopy.areThere(settings) && !manifest.agencyId().isEmpty()) {
            var keys = AgencyKeys.in(settings.keys(), new AgencyCode(settings.agency()));
            other = !keys.identity().id().equals(manifest.agencyId());
        }
        if (other) {
            throw new Refusal("restore.another-agency", manifest.agency(), manifest.agencyId());
        }
    }

    private static Path file(Path folder, Manifest.Table table) {
        if (!table.name().matches("[a-z0-9_]+")) {
            throw new Refusal("restore.damaged", table.name());
        }
        return folder.resolve("database").resolve(table.name() + ".copy.gz");
    }

    private static void refuseUnlessWhole(Path folder, Manifest.Table table) throws IOException {
        MessageDigest sha = Backup.sha256();
        Path file = file(folder, table);
        if (!Files.isRegularFile(file)) {
            throw new Refusal("restore.damaged", table.name());
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        if (!HexFormat.of().formatHex(sha.digest()).equals(table.sha256())) {
            throw new Refusal("restore.damaged", table.name());
        }
    }

    private static void fill(Connection connection, Path folder, Manifest manifest) throws IOException, SQLException {
        connection.setAutoCommit(false);
        var catalogue = new Tables(connection);
        if (!catalogue.migrations().equals(manifest.migrations())) {
            throw new Refusal("restore.another-version");
        }
        List<String> tables = List.copyOf(catalogue.inOrder().keySet());
        if (!tables.equals(manifest.tables().stream().map(Manifest.Table::name).toList())) {
            throw new Refusal("restore.another-version");
        }
        try (var statement = connection.createStatement()) {
            statement.execute("truncate " + Tables.list(tables));
        }
        for (Manifest.Table table : manifest.tables()) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file(folder, table)), 1 << 16)) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy " + Tables.quoted(table.name()) + " (" + Tables.list(table.columns())
                                        + ") from stdin with (format binary)",
                                in);
            }
        }
        catalogue.continueNumbers();
        connection.commit();
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }
}
