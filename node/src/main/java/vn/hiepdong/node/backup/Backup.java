package vn.hiepdong.node.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;
import vn.hiepdong.node.database.NodeDatabase;

/// Copies the database as of one moment, while the node may go on writing, then the files, of which none is ever
/// changed. PostgreSQL's own programs for this are not among those that the node brings, so the rows are read through
/// the driver, within one transaction that sees one moment.
final class Backup {
    private final Settings settings;

    private Backup(Settings settings) {
        this.settings = settings;
    }

    static Backup of(Settings settings) {
        return new Backup(settings);
    }

    /// The folder appears under its name when everything is in it and on the disk.
    Manifest into(Path folder) throws IOException, SQLException {
        if (Files.exists(folder)) {
            throw new Refusal("backup.exists", folder);
        }
        if (!Files.isDirectory(settings.data().resolve("database"))) {
            throw new Refusal("backup.no-node", settings.data());
        }
        Path target = folder.toAbsolutePath().normalize();
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        Copies.delete(unfinished);
        Copies.fresh(unfinished);
        Manifest manifest;
        try (var database = NodeDatabase.in(settings.data(), settings.binaries());
                var connection = database.connect()) {
            manifest = tables(connection, Files.createDirectory(unfinished.resolve("database")));
        }
        for (String files : List.of("attachments", "map")) {
            Copies.copy(settings.data().resolve(files), unfinished.resolve(files));
        }
        Path file = unfinished.resolve(Manifest.NAME);
        Files.write(file, manifest.toBytes());
        Copies.sync(file);
        Copies.sync(unfinished);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        return manifest;
    }

    private Manifest tables(Connection connection, Path into) throws IOException, SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        var catalogue = new Tables(connection);
        var copied = new ArrayList<Manifest.Table>();
        var moment = one(connection, "select now()", OffsetDateTime.class).toInstant();
        for (var table : catalogue.inOrder().entrySet()) {
            copied.add(copy(connection, table.getKey(), table.getValue(), into));
        }
        String origin =
                one(connection, "select coalesce((select min(origin) from ledger_log where own), '')", String.class);
        var manifest = new Manifest(
                Manifest.FORMAT,
                settings.agency(),
                origin.substring(origin.lastIndexOf('.') + 1),
                moment,
                one(connection, "select count(*) from ledger_entry", Long.class),
                catalogue.migrations(),
                copied);
        connection.rollback();
        Copies.sync(into);
        return manifest;
    }

    private static Manifest.Table copy(Connection connection, String table, List<String> columns, Path into)
            throws IOException, SQLException {
        Path file = into.resolve(table + ".copy.gz");
        MessageDigest sha = sha256();
        long rows;
        try (OutputStream out =
                new GZIPOutputStream(new DigestOutputStream(Files.newOutputStream(file), sha), 1 << 16)) {
            rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy " + Tables.quoted(table) + " (" + Tables.list(columns)
                                    + ") to stdout with (format binary)",
                            out);
        }
        Copies.sync(file);
        return new Manifest.Table(table, columns, rows, HexFormat.of().formatHex(sha.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T one(Connection connection, String question, Class<T> type) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getObject(1, type);
        }
    }
}
