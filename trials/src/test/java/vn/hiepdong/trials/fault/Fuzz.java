package vn.hiepdong.trials.fault;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `./hiepdong trial fuzz`: searches, for some time each, for bytes that a parser of foreign bytes does not survive.
public final class Fuzz {
    /// Their tests marked [FuzzTest] are fuzzed. Most are not run by themselves: the fuzzer instruments every class of
    /// the
    /// JVM it runs in, and with it a module's other tests would take twice as long.
    private static final List<String> CLASSES = List.of(
            "vn.hiepdong.format.CodecFuzzTest",
            "vn.hiepdong.verifier.EvidenceFuzz",
            "vn.hiepdong.node.exchange.PartnerBytesFuzz",
            "vn.hiepdong.node.interop.CapFuzz");
    private static final Pattern EXECUTED = Pattern.compile("stat::number_of_executed_units: *([0-9]+)");
    private static final int LAST_WORDS = 4000;

    private Fuzz() {}

    /// @param said the fuzzer's last words, if it found something
    record Result(long executions, boolean survived, String said) {}

    /// All tests that take foreign bytes, as `class#method`.
    static List<String> targets() {
        return CLASSES.stream()
                .flatMap(type -> methods(type).map(method -> type + "#" + method))
                .toList();
    }

    private static Stream<String> methods(String type) {
        try {
            return Arrays.stream(Class.forName(type).getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(FuzzTest.class))
                    .map(Method::getName)
                    .sorted();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Searches in a process of its own.
    ///
    /// @param targets of which each input goes to one
    /// @param found where what is found is put, and inputs that led further
    static Result run(List<String> targets, int seconds, Path found) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dhiepdong.fuzz=" + String.join(",", targets),
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzOne.class.getName(),
                "--instrumentation_includes=vn.hiepdong.**",
                "--reproducer_path=" + found,
                "-artifact_prefix=" + found + "/",
                "-max_total_time=" + seconds,
                "-print_final_stats=1",
                Files.createTempDirectory(found, "corpus").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean survived = process.waitFor() == 0;
        var executed = EXECUTED.matcher(said);
        return new Result(
                executed.find() ? Long.parseLong(executed.group(1)) : 0,
                survived,
                survived ? "" : said.substring(Math.max(0, said.length() - LAST_WORDS)));
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = 60;
        if (arguments.length == 2 && arguments[0].equals("--seconds")) seconds = Integer.parseInt(arguments[1]);
        else if (arguments.length > 0) {
            System.err.println(
                    "Usage: ./hiepdong trial fuzz [--seconds N]\n  --seconds N   for each parser, 60 by default");
            System.exit(2);
        }
        Path found = Files.createTempDirectory("hiepdong-fuzz");
        boolean well = true;
        long executions = 0;
        for (String target : targets()) {
            Result result = run(List.of(target), seconds, found);
            System.out.printf(
                    "%-64s %,12d executions%s%n", target, result.executions, result.survived ? "" : "  BROKEN");
            if (!result.survived) System.out.println(result.said);
            well &= result.survived;
            executions += result.executions;
        }
        System.out.printf("%,d executions; inputs and findings in %s%n", executions, found);
        System.exit(well ? 0 : 1);
    }
}
