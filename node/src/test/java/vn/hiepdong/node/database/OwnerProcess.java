package vn.hiepdong.node.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A process of its own that runs a database, to be killed.
final class OwnerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader says;

    OwnerProcess(Path folder, Path binaries) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnerProcess.class.getName(),
                        folder.toString(),
                        binaries.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        says = process.inputReader();
    }

    public static void main(String[] arguments) throws Exception {
        var settings = new ManagedPostgres.Settings(Path.of(arguments[0]), Path.of(arguments[1]));
        var postgres = ManagedPostgres.start(settings);
        System.out.println("url " + postgres.url());
        Thread.currentThread().join();
    }

    String url() throws IOException {
        for (var line = says.readLine(); line != null; line = says.readLine()) {
            if (line.startsWith("url ")) {
                return line.substring(4);
            }
        }
        throw new IllegalStateException("The owner of the database ended before it was ready");
    }

    /// The shells that stand between this process and its server.
    List<ProcessHandle> shells() {
        return process.descendants()
                .filter(each -> each.info().command().orElse("").matches(".*/(sh|dash|bash|busybox)"))
                .toList();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws Exception {
        kill();
    }
}
