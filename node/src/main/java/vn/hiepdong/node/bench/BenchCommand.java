package vn.hiepdong.node.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;

/// `bench`: prints one line of JSON.
public final class BenchCommand implements Subcommand {
    private final Terminal terminal;
    private final Function<Map<String, ?>, StartedNode> starter;

    /// @param starter starts a node with these settings
    public BenchCommand(Terminal terminal, Function<Map<String, ?>, StartedNode> starter) {
        this.terminal = terminal;
        this.starter = starter;
    }

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String summary() {
        return terminal.text("bench.summary");
    }

    @Override
    public int run(List<String> arguments) {
        String which = arguments.isEmpty() ? "" : arguments.getFirst();
        if (arguments.size() != 1
                || !List.of("ledger", "exchange", "list", "clock").contains(which)) {
            terminal.complain("bench.usage");
            return 2;
        }
        try {
            Path folder = Files.createTempDirectory("hiepdong-bench");
            try {
                terminal.print(new JsonMapper().writeValueAsString(measure(which, folder)));
                return 0;
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            terminal.complain("bench.failed", e.toString());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private Map<String, Object> measure(String which, Path folder) throws InterruptedException {
        return switch (which) {
            case "ledger" -> new LedgerBench(starter).run(folder, 100_000);
            case "exchange" -> new ExchangeBench(starter).run(folder, 1_000, 30_000, 100_000);
            case "clock" -> new ClockBench(starter).run(folder, 10_000);
            default -> new ListBench(starter).run(folder, 1_000_000);
        };
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, java.io.IOException problem) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
