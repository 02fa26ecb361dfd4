package vn.hiepdong.format;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.RecoveryKey.Shown;

/// The keys that sign the logs of one agency, one pair after the other, and for which sizes each of
/// them counts. So a checkpoint of any age can be checked with the key that was valid then.
///
/// It is a log of its own, named `hd1/keys/<CODE>.<agency id>`: each step is an entry, and behind
/// it stands a checkpoint over all steps so far, signed by those who may take that step. The first
/// pair is that of the agency's identity, from which its id is made; whoever trusts the identity
/// needs nothing else.
///
/// ```
/// add 2026-11-28T07:00:00Z                retire 0 2026-12-28T07:00:00Z
/// ed25519 <base64>                        to 4711 hd1/real/…
/// ml-dsa-44 <base64>
/// from 4700 hd1/real/…
/// ```
///
/// `add`: signed by every pair that is valid and by the new one. The new pair counts for
/// checkpoints that are larger than the size after `from`, and for all of a log that is not named.
/// `retire`: signed by the pairs that stay. The pair counts no more for checkpoints larger than the
/// size after `to`, nor for any of a log that is not named.
///
/// `mirror <time>` and the line `mirror-ed25519 <base64>`, signed by every pair that is valid: the
/// key of receipts from now on. What those before it signed stays good.
///
/// When all pairs that sign are lost, the agency's recovery key ([RecoveryKey]) adds one:
///
/// ```
/// recover 2026-11-28T07:00:00Z            object 2026-11-28T19:00:00Z
/// recovery-ed25519 <base64>
/// recovery-ml-dsa-44 <base64>
/// next-recovery <base64>
/// ed25519 <base64>
/// ml-dsa-44 <base64>
/// mirror-ed25519 <base64>
/// tls-sha256 <base64>
/// from 4700 hd1/real/…
/// ```
///
/// `recover`: signed by the recovery key, which the step shows, and by the new pair.
/// `next-recovery` is the commitment to the recovery key that comes after it; each is used once.
/// The lines `mirror-ed25519` and `tls-sha256` stand there if these keys were lost too: the key of
/// receipts from now on, and the only key with which the line to partners is opened from now on.
/// The lost pairs stay valid until they are retired, for what they signed. `object`: only behind
/// `recover`, signed by every pair that was valid before it; all is as if it had not been. How long
/// one waits for an objection is for whoever relies on the roster to say ([#isRecovery],
/// [#before]).
public final class Roster {
    /// Most steps; two a year for a century.
    public static final int MAX_STEPS = 200;

    private static final int MAX_STEP = 64 * 1024;

    private static final String RECOVER = "recover ";
    private static final String MIRROR = "mirror ";
    private static final String OBJECT = "object ";

    private final String origin;
    private final List<Step> steps;
    private final State state;
    private final @Nullable Roster before;

    /// What the steps add up to.
    ///
    /// @param recovery commitment to the recovery key that may be used now
    /// @param mirrors keys of receipts that came after the first
    /// @param line SHA-256 of the only TLS key, null while it is the one that the agency was paired
    ///     with
    /// @param by the recovery key that has to sign the last step
    private record State(
            List<Pair> pairs,
            Hash recovery,
            List<Bytes> mirrors,
            @Nullable Hash line,
            @Nullable Shown by) {
        State with(List<Pair> changed) {
            return new State(List.copyOf(changed), recovery, mirrors, line, null);
        }

        List<Pair> current() {
            return pairs.stream().filter(each -> !each.isRetired()).toList();
        }
    }

    /// One step and the checkpoint behind it.
    ///
    /// @param text as above
    /// @param signed the tree of all steps up to this one
    public record Step(String text, SignedNote signed) {
        /// As text: its own, an empty line, the signed checkpoint.
        public String format() {
            return text + "\n" + signed.format();
        }

        /// Whether it was the recovery key that added a pair.
        public boolean isRecovery() {
            return text.startsWith(RECOVER);
        }

        /// Whether it undoes a recovery.
        public boolean isObjection() {
            return text.startsWith(OBJECT);
        }

        /// Reads what [#format()] wrote. Throws [FormatException].
        public static Step parse(String text) {
            int blank = text.indexOf("\n\n");
            if (blank < 0) {
                throw new FormatException("a step without a checkpoint");
            }
            var step = new Step(text.substring(0, blank + 1), SignedNote.parse(text.substring(blank + 2)));
            if (!step.format().equals(text)) {
                throw new FormatException("a step is not spelled as it should be");
            }
            return step;
        }
    }

    /// A pair of keys.
    ///
    /// @param since when it was added, null for the first
    /// @param from for each log the size behind which it counts
    /// @param retired when it was retired, null while it is not
    /// @param to for each log the last size for which it counts
    public record Pair(
            int number,
            Bytes ed25519,
            Bytes mlDsa44,
            @Nullable Instant since,
            Map<String, Long> from,
            @Nullable Instant retired,
            Map<String, Long> to) {
        public Pair {
            from = Map.copyOf(from);
            to = Map.copyOf(to);
        }

        public boolean isRetired() {
            return retired != null;
        }

        /// Whether it counts for a checkpoint of this size.
        public boolean counts(String log, long size) {
            boolean begun = since == null || size > from.getOrDefault(log, -1L);
            return begun && (retired == null || size <= to.getOrDefault(log, -1L));
        }

        /// The first 16 hexadecimal digits of SHA-256 over both keys: a short name for people.
        public String fingerprint() {
            byte[] first = ed25519.toArray();
            byte[] second = mlDsa44.toArray();
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return Hash.sha256(both).hex().substring(0, 16);
        }

        public List<Vkey> keys(String name) {
            return List.of(
                    Vkey.of(name, KeyType.ED25519, ed25519.toArray()),
                    Vkey.of(name, KeyType.ML_DSA_44, mlDsa44.toArray()));
        }
    }

    private Roster(String origin, List<Step> steps, State state, @Nullable Roster before) {
        this.origin = origin;
        this.steps = List.copyOf(steps);
        this.state = state;
        this.before = before;
    }

    /// Before the first step.
    ///
    /// @param agency `<CODE>.<id>`
    /// @param recovery commitment to the recovery key, [RecoveryKey#commitment]
    public static Roster first(String agency, byte[] ed25519, byte[] mlDsa44, Hash recovery) {
        var pair = new Pair(0, Bytes.of(ed25519), Bytes.of(mlDsa44), null, Map.of(), null, Map.of());
        return new Roster(
                "hd1/keys/" + agency, List.of(), new State(List.of(pair), recovery, List.of(), null, null), null);
    }

    public String origin() {
        return origin;
    }

    public List<Step> steps() {
        return steps;
    }

    /// All pairs that ever were, in the order in which they came.
    public List<Pair> pairs() {
        return state.pairs;
    }

    /// Commitment to the recovery key that may be used now.
    public Hash recovery() {
        return state.recovery;
    }

    /// Raw keys of receipts that came after the one of the agency's identity.
    public List<Bytes> mirrors() {
        return state.mirrors;
    }

    /// SHA-256 of the only TLS key that counts, empty while it is the one that the agency was
    /// paired with.
    public Optional<Hash> line() {
        return Optional.ofNullable(state.line);
    }

    /// Whether the last step is a recovery, against which the pairs before it may object.
    public boolean isRecovery() {
        return !steps.isEmpty() && steps.getLast().isRecovery();
    }

    /// Without the last step.
    public Roster before() {
        return before == null ? this : before;
    }

    /// Those that sign now.
    public List<Pair> current() {
        return state.current();
    }

    /// A step that adds a pair, ready to be signed.
    ///
    /// @param from the sizes of all logs that have checkpoints
    public static String adding(Instant at, byte[] ed25519, byte[] mlDsa44, SortedMap<String, Long> from) {
        return "add " + at + "\ned25519 " + Strict.base64(ed25519) + "\nml-dsa-44 " + Strict.base64(mlDsa44) + "\n"
                + sizes("from ", from);
    }

    /// A step that retires a pair, ready to be signed.
    public static String retiring(int number, Instant at, SortedMap<String, Long> to) {
        return "retire " + number + " " + at + "\n" + sizes("to ", to);
    }

    /// What a recovery puts in force.
    ///
    /// @param next commitment to the recovery key that comes after this one
    /// @param mirror raw key of receipts, if that is another one now
    /// @param line SHA-256 of the TLS key, if that is another one now
    public record Recovered(
            byte[] ed25519,
            byte[] mlDsa44,
            Hash next,
            byte @Nullable [] mirror,
            @Nullable Hash line) {}

    /// A step by which the recovery key adds a pair, ready to be signed.
    ///
    /// @param from the sizes of all logs that have checkpoints
    public static String recovering(Instant at, RecoveryKey by, Recovered what, SortedMap<String, Long> from) {
        var shown = by.shown();
        return RECOVER + at
                + "\nrecovery-ed25519 " + Strict.base64(shown.ed25519().toArray())
                + "\nrecovery-ml-dsa-44 " + Strict.base64(shown.mlDsa44().toArray())
                + "\nnext-recovery " + Strict.base64(what.next.bytes())
                + "\ned25519 " + Strict.base64(what.ed25519)
                + "\nml-dsa-44 " + Strict.base64(what.mlDsa44) + "\n"
                + (what.mirror == null ? "" : "mirror-ed25519 " + Strict.base64(what.mirror) + "\n")
                + (what.line == null ? "" : "tls-sha256 " + Strict.base64(what.line.bytes()) + "\n")
                + sizes("from ", from);
    }

    /// A step that says which key gives receipts from now on, ready to be signed.
    public static String givingReceipts(Instant at, byte[] mirror) {
        return MIRROR + at + "\nmirror-ed25519 " + Strict.base64(mirror) + "\n";
    }

    /// A step that undoes the recovery before it, ready to be signed.
    public static String objecting(Instant at) {
        return OBJECT + at + "\n";
    }

    private static String sizes(String word, SortedMap<String, Long> sizes) {
        var text = new StringBuilder();
        sizes.forEach((log, size) ->
                text.append(word).append(size).append(' ').append(log).append('\n'));
        return text.toString();
    }

    /// Takes a step of our own.
    ///
    /// @param sign signs the checkpoint under the name with every pair in the list, and with the
    ///     recovery key if it is a recovery
    public Roster with(String text, BiFunction<Checkpoint, List<Pair>, SignedNote> sign) {
        State after = after(text);
        SignedNote signed = sign.apply(tree(text), signers(after));
        return with(new Step(text, signed));
    }

    /// Takes a step that somebody else signed. Throws [FormatException] unless it is one.
    public Roster with(Step step) {
        if (steps.size() == MAX_STEPS) {
            throw new FormatException("more than " + MAX_STEPS + " steps");
        }
        State after = after(step.text);
        if (!step.signed.text().equals(tree(step.text).text())) {
            throw new FormatException("what is signed behind step " + steps.size() + " is another tree");
        }
        for (Pair signer : signers(after)) {
            mustBeSigned(step, signer.keys(origin), "of pair " + signer.number);
        }
        if (after.by != null) {
            mustBeSigned(step, after.by.keys(origin), "of the recovery key");
        }
        var all = new ArrayList<>(steps);
        all.add(step);
        return new Roster(origin, all, after, this);
    }

    private void mustBeSigned(Step step, List<Vkey> keys, String whose) {
        VerifiedNote verified = step.signed.verify(keys);
        if (!keys.stream().allMatch(verified::isSignedBy)) {
            throw new FormatException("step " + steps.size() + " lacks a signature " + whose);
        }
    }

    /// All that are valid after an addition, the new one among them; those that stay after a
    /// retirement or an objection; the new one alone after a recovery.
    private static List<Pair> signers(State after) {
        return after.by == null ? after.current() : List.of(after.pairs.getLast());
    }

    private Checkpoint tree(String text) {
        var tree = new MemoryTree();
        steps.forEach(each -> tree.append(Strict.utf8(each.text)));
        tree.append(Strict.utf8(text));
        return new Checkpoint(origin, tree.size(), tree.root());
    }

    private State after(String text) {
        if (text.length() > MAX_STEP) {
            throw new FormatException("a step of " + text.length() + " characters");
        }
        var lines = new Lines(text, "step " + steps.size());
        String first = lines.next();
        if (first.startsWith("add ")) {
            return state.with(added(instant(first.substring(4)), lines));
        }
        if (first.startsWith("retire ")) {
            return state.with(retired(first.split(" ", -1), lines));
        }
        if (first.startsWith(RECOVER)) {
            return recovered(instant(first.substring(RECOVER.length())), lines);
        }
        if (first.startsWith(MIRROR)) {
            instant(first.substring(MIRROR.length()));
            var mirrors = new ArrayList<>(state.mirrors);
            Bytes mirror = key(lines.next("mirror-ed25519 "), KeyType.ED25519_COSIGNATURE);
            lines.end();
            if (mirrors.contains(mirror)) {
                throw new FormatException("a key of receipts that was there before");
            }
            mirrors.add(mirror);
            return new State(state.pairs, state.recovery, List.copyOf(mirrors), state.line, null);
        }
        if (first.startsWith(OBJECT)) {
            instant(first.substring(OBJECT.length()));
            if (!isRecovery() || lines.hasNext()) {
                throw new FormatException("nothing to object to");
            }
            State undone = before().state;
            return undone.with(undone.pairs);
        }
        throw new FormatException("no step that this version understands");
    }

    private List<Pair> added(Instant at, Lines lines) {
        Bytes ed25519 = key(lines.next("ed25519 "), KeyType.ED25519);
        Bytes mlDsa44 = key(lines.next("ml-dsa-44 "), KeyType.ML_DSA_44);
        return added(at, ed25519, mlDsa44, sizes(lines, "from "));
    }

    private List<Pair> added(Instant at, Bytes ed25519, Bytes mlDsa44, Map<String, Long> from) {
        boolean known =
                state.pairs.stream().anyMatch(each -> each.ed25519.equals(ed25519) || each.mlDsa44.equals(mlDsa44));
        if (known) {
            throw new FormatException("a key of pair " + state.pairs.size() + " was there before");
        }
        var after = new ArrayList<>(state.pairs);
        after.add(new Pair(state.pairs.size(), ed25519, mlDsa44, at, from, null, Map.of()));
        return after;
    }

    private List<Pair> retired(String[] words, Lines lines) {
        long number = words.length == 3 ? Strict.decimal(words[1], "number of a pair") : -1;
        if (number < 0
                || number >= state.pairs.size()
                || state.pairs.get((int) number).isRetired()
                || current().size() < 2) {
            throw new FormatException("cannot retire pair " + number);
        }
        Pair old = state.pairs.get((int) number);
        Map<String, Long> to = sizes(lines, "to ");
        var after = new ArrayList<>(state.pairs);
        after.set(
                (int) number,
                new Pair(old.number, old.ed25519, old.mlDsa44, old.since, old.from, instant(words[2]), to));
        return after;
    }

    private State recovered(Instant at, Lines lines) {
        var by = new Shown(
                key(lines.next("recovery-ed25519 "), KeyType.ED25519),
                key(lines.next("recovery-ml-dsa-44 "), KeyType.ML_DSA_44));
        if (!by.commitment().equals(state.recovery)) {
            throw new FormatException("not the recovery key of this agency, or one that was used before");
        }
        Hash next = Hash.fromBase64(lines.next("next-recovery "));
        Bytes ed25519 = key(lines.next("ed25519 "), KeyType.ED25519);
        Bytes mlDsa44 = key(lines.next("ml-dsa-44 "), KeyType.ML_DSA_44);
        boolean unfit = next.equals(state.recovery) || ed25519.equals(by.ed25519()) || mlDsa44.equals(by.mlDsa44());
        if (unfit) {
            throw new FormatException("a recovery key that is to sign logs, or to be used again");
        }
        var mirrors = new ArrayList<>(state.mirrors);
        Optional<String> mirror = lines.nextIf("mirror-ed25519 ");
        mirror.ifPresent(each -> mirrors.add(key(each, KeyType.ED25519_COSIGNATURE)));
        Hash line = lines.nextIf("tls-sha256 ").map(Hash::fromBase64).orElse(state.line);
        List<Pair> pairs = added(at, ed25519, mlDsa44, sizes(lines, "from "));
        return new State(List.copyOf(pairs), next, List.copyOf(mirrors), line, by);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new FormatException("no time: " + Strict.quoted(text), e);
        }
    }

    private static Bytes key(String text, KeyType type) {
        byte[] raw = Strict.base64(text, type + " key");
        Vkey.of("x", type, raw);
        return Bytes.of(raw);
    }

    private static Map<String, Long> sizes(Lines lines, String word) {
        var sizes = new TreeMap<String, Long>();
        String last = "";
        while (lines.hasNext()) {
            String line = lines.next(word);
            int space = line.indexOf(' ');
            String log = line.substring(space + 1);
            if (space < 0 || !Strict.isOrigin(log) || log.compareTo(last) <= 0) {
                throw new FormatException("no size of a log, or not in order: " + Strict.quoted(line));
            }
            sizes.put(log, Strict.decimal(line.substring(0, space), "size"));
            last = log;
        }
        return new HashMap<>(sizes);
    }

    /// Verifies a checkpoint of a log: signed by both keys of a pair that counts for its size. Throws
    /// [FormatException] if not.
    public VerifiedNote verify(SignedNote note, String log, long size) {
        return verify(
                note,
                log,
                state.pairs.stream().filter(each -> each.counts(log, size)).toList());
    }

    /// Verifies something else that is signed under a name, now: by both keys of a pair that is not retired.
    public VerifiedNote verify(SignedNote note, String name) {
        return verify(note, name, current());
    }

    private static VerifiedNote verify(SignedNote note, String name, List<Pair> valid) {
        List<List<Vkey>> keys = valid.stream().map(each -> each.keys(name)).toList();
        VerifiedNote verified = note.verify(keys.stream().flatMap(List::stream).toList());
        if (keys.stream().noneMatch(pair -> pair.stream().allMatch(verified::isSignedBy))) {
            throw new FormatException("the checkpoint lacks one of the log's two signatures");
        }
        return verified;
    }

    /// The steps from one on as text: each text, an empty line, its signed checkpoint, and between two steps a line
    /// `=`.
    public String format(int from) {
        var text = new StringBuilder();
        for (Step step : steps.subList(from, steps.size())) {
            text.append(text.isEmpty() ? "" : "=\n").append(step.format());
        }
        return text.toString();
    }

    /// Takes what [#format(int)] wrote of the same roster elsewhere: steps that are here must be the same, the others
    /// are
    /// added. Throws [FormatException].
    public Roster with(int from, String text) {
        Roster roster = this;
        int at = from;
        for (String each : text.isEmpty() ? List.<String>of() : List.of(text.split("(?m)^=\n", -1))) {
            Step step = Step.parse(each);
            if (at < steps.size() && !steps.get(at).text.equals(step.text)) {
                throw new FormatException("step " + at + " is another one here");
            }
            if (at > roster.steps.size()) {
                throw new FormatException("the steps before " + at + " are missing");
            }
            if (at == roster.steps.size()) {
                roster = roster.with(step);
            }
            at++;
        }
        return roster;
    }
}
