package vn.hiepdong.trials.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import vn.hiepdong.trials.Until;
import vn.hiepdong.trials.fault.Breakage.Need;
import vn.hiepdong.trials.fault.Breakage.Strike;
import vn.hiepdong.trials.fault.Gate.Step;

/// All that is broken on purpose. The first site writes what matters most, the second takes it in, the third watches.
final class Breakages {
    private static final String OWN = "(select own from ledger_log where id = new.log)";
    private static final String TAKEN = "not " + OWN;
    private static final Duration WHILE = Duration.ofSeconds(4);

    private Breakages() {}

    static List<Breakage> all() {
        return List.of(
                killedAtRandom(),
                killedAtEachStep(
                        "kill -9 at each step of a commit",
                        0,
                        List.of(
                                Step.before("entry", "ledger_entry", "insert", OWN),
                                Step.before("payload", "ledger_payload", "insert", OWN),
                                Step.before("projection", "information_item", "insert", "true"),
                                Step.before("end of log", "ledger_log", "update", "new.own and new.size > old.size"),
                                Step.before("place", "ledger_state", "update", "true"),
                                Step.commit("commit", "ledger_entry", "insert", OWN),
                                Step.before(
                                        "checkpoint",
                                        "ledger_log",
                                        "update",
                                        "new.own and new.signed_size > old.signed_size"))),
                killedAtEachStep(
                        "kill -9 at each step of taking in",
                        1,
                        List.of(
                                Step.before("entry taken", "ledger_entry", "insert", TAKEN),
                                Step.before("payload taken", "ledger_payload", "insert", TAKEN),
                                Step.before("commit of what was taken", "ledger_state", "update", "true"),
                                Step.commit("commit", "ledger_entry", "insert", TAKEN),
                                Step.before("receipt kept", "exchange_receipt", "insert", "true"),
                                Step.commit("receipt committed", "exchange_receipt", "insert", "true"))),
                disk(),
                lines(),
                clocks(),
                restored(),
                intercepted(),
                swapped(),
                new Breakage(
                        "50 partners at once",
                        List.of(new Strike("all write, and the node is killed", Crowd::fiftyAtOnce)),
                        Need.NOTHING),
                new Breakage(
                        "a partner that lies",
                        List.of(
                                new Strike("it forks its log", Split::forks),
                                new Strike("it withholds entries from one", Split::withholds)),
                        Need.NOTHING),
                nineHours());
    }

    private static Breakage killedAtRandom() {
        var strikes = new ArrayList<Strike>();
        for (Victim victim : Victim.values()) {
            strikes.add(new Strike(victim.toString(), (field, load, random) -> {
                NodeProcess node =
                        field.site(random.nextInt(field.sites().size())).node();
                load.awaitMore(1 + random.nextInt(20));
                Until.pause(Duration.ofMillis(random.nextInt(500)));
                victim.kill(node);
            }));
        }
        return new Breakage("kill -9 at random moments", strikes, Need.NOTHING);
    }

    /// Who is killed.
    private enum Victim {
        NODE,
        DATABASE,
        BOTH;

        void kill(NodeProcess node) {
            if (this != NODE) node.killDatabase();
            if (this != DATABASE) node.kill();
        }

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static Breakage killedAtEachStep(String name, int site, List<Step> steps) {
        var strikes = new ArrayList<Strike>();
        for (Step step : steps) {
            for (Victim victim : Victim.values()) {
                strikes.add(new Strike(
                        step.name() + ", " + victim + (step.commits() ? ", failed" : ""),
                        (field, _, _) -> strike(field.site(site).node(), step, victim, false)));
                if (step.commits()) {
                    strikes.add(new Strike(
                            step.name() + ", " + victim + ", failed, yet was stored",
                            (field, _, _) -> strike(field.site(site).node(), step, victim, true)));
                }
            }
        }
        return new Breakage(name, strikes, Need.NOTHING);
    }

    /// @param stored whether the database may still commit, of which the node then hears nothing
    private static void strike(NodeProcess node, Step step, Victim victim, boolean stored) throws Exception {
        try (var gate = new Gate(node, step)) {
            gate.awaitVisitor();
            if (stored) {
                node.freeze();
                gate.open();
            }
            victim.kill(node);
            if (stored && victim == Victim.DATABASE) node.thaw();
            node.awaitReady();
        }
    }

    private static Breakage disk() {
        return new Breakage(
                "disk full, disk broken",
                List.of(
                        new Strike("full", Breakages::fullDisk),
                        new Strike(
                                "fsync fails",
                                (field, load, random) ->
                                        failingSync(field.site(1).node()))),
                Need.ROOT_AND_STRACE);
    }

    private static void fullDisk(Field field, Load load, RandomGenerator random) throws IOException {
        Path[] disk = new Path[1];
        load.quietly(() -> disk[0] = field.smallDisk(field.site(2)));
        load.awaitMore(10);
        Path filler = disk[0].resolve("filler");
        var piece = new byte[1 << 16];
        try (var out = Files.newOutputStream(filler, StandardOpenOption.CREATE)) {
            while (true) out.write(piece);
        } catch (IOException full) {
            Until.pause(WHILE);
        } finally {
            Files.delete(filler);
        }
    }

    /// Nothing that is to be forced to the disk gets there, for all that the server has started until now. It sees
    /// them panic, and starts others.
    ///
    /// The server itself is not traced: traced, it was seen to miss the end of one that it had started, and to wait
    /// for that ever after.
    private static void failingSync(NodeProcess node) throws IOException {
        var command = new ArrayList<>(List.of(
                "strace",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                "trace=fsync,fdatasync",
                "-e",
                "inject=fsync,fdatasync:error=EIO"));
        node.databaseProcesses().stream().skip(1).forEach(each -> {
            command.add("-p");
            command.add(Long.toString(each));
        });
        Process strace = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Until.itIsSo(Duration.ofMinutes(2), "all of them have given up", () -> !strace.isAlive());
        } finally {
            strace.destroy();
        }
    }

    private static Breakage lines() {
        return new Breakage(
                "lines",
                List.of(
                        new Strike("all cut", (field, load, _) -> all(field, load, Line.State.CUT)),
                        new Strike("one agency cut off one way", (field, load, _) -> one(field, load, Line.State.CUT)),
                        new Strike("answers do not come back", (field, load, _) -> one(field, load, Line.State.MUTE)),
                        new Strike(
                                "2 s each way",
                                (field, load, _) -> all(field, load, Line.State.slow(Duration.ofSeconds(2)))),
                        new Strike("64 kbit/s", (field, load, _) -> all(field, load, Line.State.thin(8_000))),
                        new Strike(
                                "breaks every now and then", (field, load, _) -> all(field, load, Line.State.lossy(6))),
                        new Strike("cut and mended many times", (field, load, random) -> {
                            for (int i = 0; i < 8; i++) {
                                all(field, load, i % 2 == 0 ? Line.State.CUT : Line.State.GOOD, 1 + random.nextInt(5));
                            }
                        }),
                        new Strike(
                                "each answer is lost, though stored",
                                (field, load, _) -> intercept(field, load, call -> {
                                    if (call.isPush()) {
                                        call.on();
                                        return null;
                                    }
                                    return call.on();
                                }))),
                Need.NOTHING);
    }

    private static void all(Field field, Load load, Line.State state) {
        all(field, load, state, 40);
    }

    private static void all(Field field, Load load, Line.State state, int items) {
        field.sites().forEach(each -> each.line().is(state));
        load.awaitMore(items);
    }

    private static void one(Field field, Load load, Line.State state) {
        field.site(1).line().is(state);
        load.awaitMore(40);
    }

    private static Breakage clocks() {
        return new Breakage(
                "a partner's clock",
                List.of(
                        new Strike("a day ahead", (field, load, _) -> clock(field, load, List.of("+1d"))),
                        new Strike("a day behind", (field, load, _) -> clock(field, load, List.of("-1d"))),
                        new Strike(
                                "jumps",
                                (field, load, _) -> clock(field, load, List.of("+1d", "-1d", "+3h", "-10m", "+0")))),
                Need.FAKETIME);
    }

    private static void clock(Field field, Load load, List<String> times) {
        NodeProcess node = field.site(1).node();
        node.stop();
        var clock = new Clock(node);
        node.awaitReady();
        for (String each : times) {
            clock.goes(each);
            load.awaitMore(20);
        }
        node.stop();
        Clock.isRightAgainAt(node);
    }

    private static Breakage restored() {
        return new Breakage(
                "an old copy of the data is restored",
                List.of(
                        new Strike("partners reachable", (field, load, _) -> restore(field, load, false)),
                        new Strike("partners not reachable at first", (field, load, _) -> restore(field, load, true))),
                Need.NOTHING);
    }

    private static void restore(Field field, Load load, boolean alone) {
        Field.Site site = field.site(1);
        NodeProcess node = site.node();
        Path old = node.data().resolveSibling("data.old");
        Shell.must("rm", "-rf", old.toString());
        node.stop();
        Shell.must("cp", "-a", node.data().toString(), old.toString());
        node.awaitReady();
        load.awaitMore(40);
        load.quietly(() -> {
            // What nobody else has yet would be lost with the disk, here and in life.
            Until.itIsSo(
                    Duration.ofMinutes(3),
                    "all is held",
                    () -> Census.differences(field).isEmpty());
            node.kill();
            Until.itIsSo(
                    Duration.ofMinutes(1),
                    "its database has ended",
                    () -> node.databaseProcesses().isEmpty());
            Shell.must("rm", "-rf", node.data().toString());
            Shell.must("mv", old.toString(), node.data().toString());
            if (alone) field.sites().forEach(each -> each.line().is(Line.State.CUT));
        });
        node.start();
        load.awaitMore(40);
    }

    private static Breakage intercepted() {
        return new Breakage(
                "what passes is changed on the way",
                List.of(
                        mischief("a bit is turned", (body, random) -> {
                            byte[] changed = body.clone();
                            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                            return changed;
                        }),
                        mischief("cut off", (body, random) -> Arrays.copyOf(body, random.nextInt(body.length))),
                        mischief("a proof is wrong", Breakages::wrongProof),
                        mischief(
                                "a signature is forged",
                                (body, random) -> changedNote(body, note -> {
                                    int at = note.length() - 3 - random.nextInt(40);
                                    char other = note.charAt(at) == 'A' ? 'B' : 'A';
                                    return note.substring(0, at) + other + note.substring(at + 1);
                                })),
                        mischief(
                                "a signature is stripped",
                                (body, _) -> changedNote(body, note -> note.substring(0, note.lastIndexOf("\u2014 ")))),
                        new Strike(
                                "everything twice",
                                (field, load, _) -> intercept(field, load, call -> {
                                    call.on();
                                    return call.on();
                                })),
                        new Strike("old pushes again between new ones", (field, load, random) -> {
                            var old = new ConcurrentLinkedDeque<byte[]>();
                            intercept(field, load, call -> {
                                if (call.isPush()) {
                                    old.add(call.body);
                                    for (byte[] each : old) {
                                        if (random.nextInt(4) == 0) call.on(each);
                                    }
                                }
                                return call.on();
                            });
                        }),
                        new Strike("later ones before earlier ones", (field, load, random) -> {
                            var kept = new ConcurrentLinkedDeque<byte[]>();
                            intercept(field, load, call -> {
                                if (!call.isPush()) return call.on();
                                kept.add(call.body);
                                if (kept.size() % 3 != 0) return new Interceptor.Reply(503, null, new byte[0]);
                                for (var each = kept.pollLast(); each != null; each = kept.pollLast()) call.on(each);
                                return new Interceptor.Reply(503, null, new byte[0]);
                            });
                        }),
                        new Strike(
                                "receipts are forged",
                                (field, load, random) -> intercept(field, load, call -> {
                                    var reply = call.on();
                                    if (!call.isPush() || reply.status() != 200 || reply.body().length < 60)
                                        return reply;
                                    byte[] forged = reply.body().clone();
                                    int at = forged.length - 4 - random.nextInt(50);
                                    forged[at] = (byte) (forged[at] == 'A' ? 'B' : 'A');
                                    return new Interceptor.Reply(reply.status(), reply.type(), forged);
                                }))),
                Need.NOTHING);
    }

    private interface Change {
        byte[] of(byte[] body, RandomGenerator random);
    }

    /// Changes every push; none that is changed may be taken.
    private static Strike mischief(String name, Change change) {
        return new Strike(name, (field, load, random) -> {
            var taken = new AtomicInteger();
            intercept(field, load, call -> {
                if (!call.isPush()) return call.on();
                byte[] changed = change.of(call.body, random);
                var reply = call.on(changed);
                if (reply.status() / 100 == 2 && !Arrays.equals(changed, call.body)) taken.incrementAndGet();
                return reply;
            });
            if (taken.get() > 0) throw new AssertionError(taken + " changed pushes were taken");
        });
    }

    /// Sits before the second site until all has been tried often enough.
    private static void intercept(Field field, Load load, Interceptor.Mischief mischief) {
        try (var interceptor = new Interceptor(field, field.site(1), mischief)) {
            load.awaitMore(40);
            int met = interceptor.calls();
            Until.itIsSo(Duration.ofMinutes(1), "requests meet with mischief", () -> interceptor.calls() >= met + 3);
            field.site(1).line().leadsTo(field.site(1).line().node());
        }
    }

    /// A hash of the proof that the checkpoint follows, or of the last package's proof, is another.
    private static byte[] wrongProof(byte[] body, RandomGenerator random) {
        List<byte[]> sections = Interceptor.sections(body);
        byte[] checkpoint = sections.getFirst();
        String text = new String(checkpoint, StandardCharsets.UTF_8);
        int first = text.indexOf('\n') + 1;
        if (!text.startsWith("\n", first) && random.nextBoolean()) {
            checkpoint[first] = (byte) (checkpoint[first] == 'A' ? 'B' : 'A');
        } else {
            byte[] entries = sections.get(1);
            if (entries.length > 0) entries[entries.length - 1] ^= 1;
        }
        return Interceptor.push(sections);
    }

    private static byte[] changedNote(byte[] body, java.util.function.UnaryOperator<String> change) {
        var sections = new ArrayList<>(Interceptor.sections(body));
        if (sections.getFirst().length == 0) return body;
        String note = new String(sections.getFirst(), StandardCharsets.UTF_8);
        sections.set(0, change.apply(note).getBytes(StandardCharsets.UTF_8));
        return Interceptor.push(sections);
    }

    private static Breakage swapped() {
        return new Breakage(
                "certificates and keys are swapped",
                List.of(
                        new Strike("TLS keys of two agencies", (field, _, _) -> swap(field, "keys/exchange-tls.pem")),
                        new Strike("all keys of two agencies", (field, _, _) -> swap(field, "keys"))),
                Need.NOTHING);
    }

    /// Neither node may speak with the other's keys.
    private static void swap(Field field, String what) {
        NodeProcess one = field.site(1).node();
        NodeProcess other = field.site(2).node();
        one.stop();
        other.stop();
        exchange(one, other, what);
        one.start();
        other.start();
        Until.itIsSo(Duration.ofMinutes(3), "both refuse to run", () -> !one.isAlive() && !other.isAlive());
        exchange(one, other, what);
    }

    private static void exchange(NodeProcess one, NodeProcess other, String what) {
        Path aside = one.data().resolveSibling("aside");
        Shell.must("mv", one.data().resolve(what).toString(), aside.toString());
        Shell.must(
                "mv",
                other.data().resolve(what).toString(),
                one.data().resolve(what).toString());
        Shell.must("mv", aside.toString(), other.data().resolve(what).toString());
    }

    private static Breakage nineHours() {
        return new Breakage(
                "nine hours without a line (scenario 6)",
                List.of(new Strike(
                        "57 and 41 queued",
                        (field, load, _) -> load.quietly(() -> {
                            List<NodeProcess> nodes =
                                    field.sites().stream().map(Field.Site::node).toList();
                            nodes.forEach(NodeProcess::stop);
                            List<Clock> clocks = nodes.stream().map(Clock::new).toList();
                            nodes.forEach(NodeProcess::awaitReady);
                            field.sites().forEach(each -> each.line().is(Line.State.CUT));
                            load.writes(field.site(0), 57);
                            load.writes(field.site(1), 41);
                            clocks.forEach(each -> each.goes("+9h"));
                            Until.pause(WHILE);
                            field.sites().forEach(each -> each.line().is(Line.State.GOOD));
                            Until.itIsSo(
                                    Duration.ofMinutes(3),
                                    "all is held after nine hours",
                                    () -> Census.differences(field).isEmpty());
                            nodes.forEach(NodeProcess::stop);
                            nodes.forEach(Clock::isRightAgainAt);
                        }))),
                Need.FAKETIME);
    }
}
