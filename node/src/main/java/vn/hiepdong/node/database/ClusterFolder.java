package vn.hiepdong.node.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// The folder of one database, and what lies in it:
///
/// | name | what it is |
/// |---|---|
/// | `cluster/` | PostgreSQL's own folder, owned by the account that the server runs as |
/// | `admin.password`, `node.password` | of the roles `postgres` and `hiepdong`, for the node's owner alone |
/// | `port` | where the server listened last |
/// | `server.log`, `server.log.old` | what the server said: see [ServerLog] |
/// | `lock` | held by the one process that uses the folder |
final class ClusterFolder {
    private static final String MAJOR = "18";
    private static final SecureRandom random = new SecureRandom();

    private final Path folder;

    private ClusterFolder(Path folder) {
        this.folder = folder;
    }

    static ClusterFolder at(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.isWritable(folder)) {
            throw new DatabaseFailure("The folder " + folder + " is not writable for who runs the node.");
        }
        return new ClusterFolder(folder.toRealPath());
    }

    Path folder() {
        return folder;
    }

    Path path() {
        return folder.resolve("cluster");
    }

    ServerLog log() {
        return new ServerLog(folder);
    }

    /// Tells this cluster's processes from all others on the machine: PostgreSQL shows it in their titles.
    String name() {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(path().toString().getBytes(StandardCharsets.UTF_8));
            return "hiepdong-" + HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Made once, and complete or not at all: a power cut on the way leaves a folder that is thrown away here.
    void makeUnlessThere(PostgresBinaries binaries, ServerAccount account) throws IOException, InterruptedException {
        try (var unfinished = Files.newDirectoryStream(folder, "unfinished-*")) {
            for (var path : unfinished) {
                Folders.delete(path);
            }
        }
        if (Files.isDirectory(path(), LinkOption.NOFOLLOW_LINKS)) {
            refuseAnotherVersion();
            return;
        }
        var work = Folders.privateTo(account, folder.resolve("unfinished-" + secret().substring(0, 8)));
        var password = work.resolve("password");
        writePrivately(password, adminPassword());
        account.give(password);
        var initdb = List.of(
                binaries.program("initdb"),
                "--pgdata=" + ServerProcess.FOLDER + "/cluster",
                "--pwfile=" + ServerProcess.FOLDER + "/password",
                "--username=" + PostgresRoles.ADMIN,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        var process = ServerProcess.start(work, account, initdb, log());
        if (process.awaitEnd() != 0) {
            throw StartFailures.explain(folder, process.lastWords());
        }
        Files.move(work.resolve("cluster"), path(), StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(folder);
        Folders.delete(work);
    }

    private void refuseAnotherVersion() throws IOException {
        var found = Files.readString(path().resolve("PG_VERSION")).strip();
        if (!found.equals(MAJOR)) {
            throw new DatabaseFailure("The data in " + path() + " were written by PostgreSQL " + found
                    + ", this node brings PostgreSQL " + MAJOR + ". Run the release of the node that wrote them.");
        }
    }

    String adminPassword() throws IOException {
        return password("admin.password");
    }

    String nodePassword() throws IOException {
        return password("node.password");
    }

    private String password(String name) throws IOException {
        var file = folder.resolve(name);
        if (!Files.exists(file)) {
            var unfinished = folder.resolve("unfinished-" + name);
            writePrivately(unfinished, secret());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            Folders.sync(folder);
        }
        return Files.readString(file).strip();
    }

    private static String secret() {
        var bytes = new byte[24];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void writePrivately(Path file, String text) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(file, options, owner)) {
            channel.write(StandardCharsets.UTF_8.encode(text + "\n"));
        }
        Folders.sync(file);
    }

    /// The port of last time if it is free, so that an operator's tools find the server again; otherwise any free one.
    int freePort() throws IOException {
        var file = folder.resolve("port");
        var last = Files.exists(file) ? Files.readString(file).strip() : "";
        if (last.matches("[0-9]{1,5}") && isFree(Integer.parseInt(last))) {
            return Integer.parseInt(last);
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, socket.getLocalPort() + "\n");
            return socket.getLocalPort();
        }
    }

    void forgetPort() throws IOException {
        Files.deleteIfExists(folder.resolve("port"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether the server says of itself that it takes connections: line 8 of its pid file.
    boolean isReady() throws IOException {
        var file = path().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        var lines = Files.readAllLines(file);
        return lines.size() > 7 && lines.get(7).strip().equals("ready");
    }
}
