package vn.hiepdong.trials.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import vn.hiepdong.trials.Until;
import vn.hiepdong.trials.fault.Breakage.Strike;

/// `./hiepdong trial faults`: breaks everything several times, and prints what was lost.
public final class Faults {
    private static final Duration CONVERGES = Duration.ofMinutes(5);
    private static final int ITEMS_PER_SECOND = 4;

    private final Field field;
    private int round;

    Faults(Field field) {
        this.field = field;
    }

    /// What one strike left behind.
    record Result(String breakage, String strike, long seed, Breakage.Outcome outcome) {
        boolean isWell() {
            return count().isWhole() && wrong().isEmpty();
        }

        Census.Count count() {
            return outcome.count();
        }

        List<String> wrong() {
            return outcome.wrong();
        }
    }

    /// Lets it happen once.
    Result strike(Breakage breakage, Strike strike, long seed) throws Exception {
        return new Result(breakage.name(), strike.name(), seed, strike.trial().run(this, new Random(seed)));
    }

    /// The nodes that most breakages strike.
    Field field() {
        return field;
    }

    /// Begins the titles of all that is written in a round.
    String nextName() {
        return "F%d-%03d".formatted(ProcessHandle.current().pid(), ++round);
    }

    /// While an officer writes at each node.
    Breakage.Outcome whileOfficersWrite(Breakage.Happening happening, RandomGenerator random) throws Exception {
        String name = nextName();
        List<Load.Item> accepted;
        long mended;
        try (var load = new Load(field, name, ITEMS_PER_SECOND)) {
            load.awaitMore(6);
            happening.to(field, load, random);
            field.mend();
            mended = System.nanoTime();
            load.awaitMore(6);
            accepted = load.stop();
        }
        var wrong = new ArrayList<>(awaitAgreement(field, name, accepted));
        var agreed = Duration.ofNanos(System.nanoTime() - mended);
        wrong.addAll(Census.problems(field));
        return new Breakage.Outcome(Census.count(field, name, accepted), agreed, wrong, "");
    }

    /// What they do not agree about after a long time; nothing, usually. What one agency alone may read follows its
    /// entry when another passed that on, so all agree only when nothing is missing either.
    static List<String> awaitAgreement(Field field, String name, List<Load.Item> accepted) {
        try {
            Until.itIsSo(
                    CONVERGES,
                    "all agree",
                    () -> Census.differences(field).isEmpty() && Census.missing(field, name, accepted) == 0);
            return List.of();
        } catch (AssertionError e) {
            return Census.differences(field);
        }
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = 3;
        long seed = System.nanoTime();
        var only = Set.<String>of();
        Path report = null;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--rounds" -> rounds = Integer.parseInt(arguments[i + 1]);
                case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
                case "--only" -> only = Set.of(arguments[i + 1].split(";"));
                case "--report" -> report = Path.of(arguments[i + 1]);
                default -> usage();
            }
        }
        if (arguments.length % 2 != 0) usage();
        System.exit(run(rounds, seed, only, report) ? 0 : 1);
    }

    private static void usage() {
        System.err.println("""
                Usage: ./hiepdong trial faults [--rounds N] [--seed N] [--only 'PART OF A NAME;…'] [--report FILE]
                  --rounds N   how often each way of each breakage, 3 by default
                  --seed N     of the first round, as an earlier run printed it
                  --only       only those breakages and ways whose name holds one of these
                  --report     also writes the table there""");
        System.exit(2);
    }

    private static boolean run(int rounds, long seed, Set<String> only, Path report) throws Exception {
        Path folder = Files.createTempDirectory("hiepdong-faults");
        System.out.println("seed " + seed + ", data in " + folder);
        var results = new ArrayList<Result>();
        var notRun = new ArrayList<String>();
        try (var field = new Field(folder, "POL", "MIL", "AUT")) {
            var faults = new Faults(field);
            for (Breakage breakage : Breakages.all()) {
                for (Strike strike : breakage.strikes()) {
                    String name = breakage.name() + ": " + strike.name();
                    if (!only.isEmpty() && only.stream().noneMatch(name::contains)) continue;
                    if (!breakage.needs().isMet()) {
                        notRun.add(name + " (needs " + breakage.needs() + ")");
                        continue;
                    }
                    for (int i = 0; i < rounds; i++) {
                        Result result = faults.strike(breakage, strike, seed++);
                        results.add(result);
                        System.out.println(line(result));
                    }
                }
            }
        }
        String table = table(results, notRun);
        System.out.println(table);
        if (report != null) Files.writeString(report, table);
        boolean well = results.stream().allMatch(Result::isWell);
        if (well) Shell.must("rm", "-rf", folder.toString());
        return well;
    }

    private static String line(Result result) {
        return "%s: %s, seed %d: %d accepted, %d lost, %d doubled, %d leaked, agreed after %.1f s%s%s"
                .formatted(
                        result.breakage,
                        result.strike,
                        result.seed,
                        result.count().accepted(),
                        result.count().lost(),
                        result.count().doubled(),
                        result.count().leaked(),
                        result.outcome.agreed().toMillis() / 1000.0,
                        result.outcome.remark().isEmpty() ? "" : "; " + result.outcome.remark(),
                        result.isWell()
                                ? ""
                                : " WRONG " + result.wrong() + result.count().where());
    }

    /// In Markdown, a line for each way of each breakage.
    private static String table(List<Result> results, List<String> notRun) {
        Map<String, List<Result>> rows = new LinkedHashMap<>();
        results.forEach(
                each -> rows.computeIfAbsent("| " + each.breakage + " | " + each.strike + " |", _ -> new ArrayList<>())
                        .add(each));
        var table = new StringBuilder("""
                | breakage | how | rounds | accepted | lost | doubled | leaked | seconds until all agree: median, longest |
                |---|---|--:|--:|--:|--:|--:|--:|
                """);
        rows.forEach((name, of) -> {
            Census.Count sum =
                    of.stream().map(Result::count).reduce(new Census.Count(0, 0, 0, 0, List.of()), Census.Count::plus);
            List<Long> times = of.stream()
                    .map(each -> each.outcome.agreed().toMillis())
                    .sorted()
                    .toList();
            table.append(name)
                    .append(" %d | %d | %d | %d | %d | %.1f, %.1f |%s%n"
                            .formatted(
                                    of.size(),
                                    sum.accepted(),
                                    sum.lost(),
                                    sum.doubled(),
                                    sum.leaked(),
                                    times.get(times.size() / 2) / 1000.0,
                                    times.getLast() / 1000.0,
                                    of.stream().allMatch(Result::isWell) ? "" : " **not well**"));
        });
        notRun.forEach(each -> table.append("| not run here | ").append(each).append(" | | | | | | |\n"));
        return table.toString();
    }
}
