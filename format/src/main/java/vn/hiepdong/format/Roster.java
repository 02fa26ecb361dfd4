package vn.hiepdong.format;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
/// `line <time>` and the line `tls-sha256 <base64>`, signed by every pair that is valid: this TLS key opens the line
/// to partners beside the one before. `switch <time>`, signed likewise: from now on it is the only one.
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
/// one waits for an objection is for whoever relies on the roster to say ([Step#waits],
/// [#before]).
///
/// When others have the keys that sign, the recovery key ends all logs and puts a new pair in force:
///
/// ```
/// compromised 2026-11-28T07:00:00Z
/// reason copied
/// alone
/// recovery-ed25519 <base64>               as in a recovery, down to
/// …                                       tls-sha256
/// end 4711 <base64> hd1/real/…
/// ```
///
/// `compromised`: signed by the recovery key, by the new pair and, unless there is the line `alone`, by every
/// pair that was valid: who has only one of both cannot take this step at once. All pairs before it are retired.
/// A log ends with its first so many entries, whose tree has that root; whoever signs more of it,
/// with whichever pair, signs nothing that counts. It goes on under another name ([Successor]). A log that is not
/// named ends with nothing. `reason` is a word: `copied`, `intrusion`, `medium-lost`, `misused`, or one that
/// is not known yet.
public final class Roster {
    /// Most steps; two a year for a century.
    public static final int MAX_STEPS = 200;

    private static final int MAX_STEP = 64 * 1024;

    private static final String RECOVER = "recover ";
    private static final String MIRROR = "mirror ";
    private static final String OBJECT = "object ";
    private static final String LINE = "line ";
    private static final String SWITCH = "switch ";
    private static final String COMPROMISED = "compromised ";
    private static final String ALONE = "alone";
    private static final Pattern WORD = Pattern.compile("[a-z][a-z-]{0,31}");

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
    /// @param nextLine SHA-256 of a TLS key that counts beside it
    /// @param by the recovery key that has to sign the last step
    /// @param number of the logs that go on
    /// @param ends how far the logs before them count
    /// @param signers of the last step, null if they are the valid pairs
    private record State(
            List<Pair> pairs,
            Hash recovery,
            List<Bytes> mirrors,
            @Nullable Hash line,
            @Nullable Hash nextLine,
            @Nullable Shown by,
            int number,
            Map<String, End> ends,
            @Nullable List<Pair> signers) {
        State with(List<Pair> changed) {
            return new State(List.copyOf(changed), recovery, mirrors, line, nextLine, null, number, ends, null);
        }

        State withMirrors(List<Bytes> changed) {
            return new State(pairs, recovery, List.copyOf(changed), line, nextLine, null, number, ends, null);
        }

        State withLine(@Nullable Hash only, @Nullable Hash next) {
            return new State(pairs, recovery, mirrors, only, next, null, number, ends, null);
        }

        List<Pair> current() {
            return pairs.stream().filter(each -> !each.isRetired()).toList();
        }
    }

    /// How far a log counts whose keys were compromised.
    ///
    /// @param size the entries that count
    /// @param root of their tree
    /// @param at when it was stated
    /// @param reason a word
    public record End(long size, Hash root, Instant at, String reason) {}

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

        /// Whether the recovery key ended all logs.
        public boolean isCompromise() {
            return text.startsWith(COMPROMISED);
        }

        /// Whether it has only the recovery key behind it, so that one does not rely on it at once.
        public boolean waits() {
            return isRecovery() || isCompromise() && text.contains("\n" + ALONE + "\n");
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
                "hd1/keys/" + agency,
                List.of(),
                new State(List.of(pair), recovery, List.of(), null, null, null, 1, Map.of(), null),
                null);
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

    /// SHA-256 of a TLS key that counts beside that one.
    public Optional<Hash> nextLine() {
        return Optional.ofNullable(state.nextLine);
    }

    /// Number of the logs that go on ([Successor]).
    public int number() {
        return state.number;
    }

    /// How far the logs count that ended because their keys were compromised.
    public Map<String, End> ends() {
        return state.ends;
    }

    /// Root of the tree of the first so many steps.
    public Hash root(int size) {
        return size == 0
                ? Merkle.EMPTY_ROOT
                : Checkpoint.parse(steps.get(size - 1).signed.text()).root();
    }

    /// With its first so many steps.
    public Roster until(int size) {
        Roster roster = this;
        while (roster.steps.size() > size) {
            roster = roster.before();
        }
        return roster;
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
        return RECOVER + at + "\n" + body(by, what) + sizes("from ", from);
    }

    private static String body(RecoveryKey by, Recovered what) {
        var shown = by.shown();
        return "recovery-ed25519 " + Strict.base64(shown.ed25519().toArray())
                + "\nrecovery-ml-dsa-44 " + Strict.base64(shown.mlDsa44().toArray())
                + "\nnext-recovery " + Strict.base64(what.next.bytes())
                + "\ned25519 " + Strict.base64(what.ed25519)
                + "\nml-dsa-44 " + Strict.base64(what.mlDsa44) + "\n"
                + (what.mirror == null ? "" : "mirror-ed25519 " + Strict.base64(what.mirror) + "\n")
                + (what.line == null ? "" : "tls-sha256 " + Strict.base64(what.line.bytes()) + "\n");
    }

    /// A step by which the recovery key ends all logs, because others have the keys that sign, ready to be
    /// signed.
    ///
    /// @param reason a word
    /// @param alone whether a pair that is valid is lost, so that it cannot sign the step
    /// @param ends how far each log counts
    public static String compromising(
            Instant at, String reason, boolean alone, RecoveryKey by, Recovered what, SortedMap<String, End> ends) {
        var text = new StringBuilder(COMPROMISED + at + "\nreason " + reason + "\n");
        text.append(alone ? ALONE + "\n" : "").append(body(by, what));
        ends.forEach((log, end) -> text.append("end ")
                .append(end.size)
                .append(' ')
                .append(Strict.base64(end.root.bytes()))
                .append(' ')
                .append(log)
                .append('\n'));
        return text.toString();
    }

    /// A step that says which key gives receipts from now on, ready to be signed.
    public static String givingReceipts(Instant at, byte[] mirror) {
        return MIRROR + at + "\nmirror-ed25519 " + Strict.base64(mirror) + "\n";
    }

    /// A step that says which TLS key opens the line too, ready to be signed.
    public static String announcingLine(Instant at, Hash tls) {
        return LINE + at + "\ntls-sha256 " + Strict.base64(tls.bytes()) + "\n";
    }

    /// A step that says that it is the only one from now on, ready to be signed.
    public static String switchingLine(Instant at) {
        return SWITCH + at + "\n";
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
    /// retirement or an objection; the new one alone after a recovery; it and those before it after a
    /// compromise.
    private static List<Pair> signers(State after) {
        return after.signers == null ? after.current() : after.signers;
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
        if (first.startsWith(COMPROMISED)) {
            return compromised(instant(first.substring(COMPROMISED.length())), lines);
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
            return state.withMirrors(mirrors);
        }
        if (first.startsWith(LINE)) {
            instant(first.substring(LINE.length()));
            Hash next = Hash.fromBase64(lines.next("tls-sha256 "));
            lines.end();
            return state.withLine(state.line, next);
        }
        if (first.startsWith(SWITCH)) {
            instant(first.substring(SWITCH.length()));
            if (state.nextLine == null || lines.hasNext()) {
                throw new FormatException("no TLS key to go over to");
            }
            return state.withLine(state.nextLine, null);
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
        Renewed renewed = renewed(lines);
        List<Pair> pairs = added(at, renewed.ed25519, renewed.mlDsa44, sizes(lines, "from "));
        return renewed.state(pairs, state.number, state.ends, List.of(pairs.getLast()));
    }

    private State compromised(Instant at, Lines lines) {
        String reason = lines.next("reason ");
        if (!WORD.matcher(reason).matches()) {
            throw new FormatException("no word for a reason: " + Strict.quoted(reason));
        }
        Optional<String> alone = lines.nextIf(ALONE);
        if (alone.isPresent() && !alone.get().isEmpty()) {
            throw new FormatException("no line of a compromise: " + Strict.quoted(ALONE + alone.get()));
        }
        Renewed renewed = renewed(lines);
        Map<String, End> ends = ends(at, reason, lines);
        var to = new HashMap<String, Long>();
        ends.forEach((log, end) -> to.put(log, end.size));
        List<Pair> pairs = added(at, renewed.ed25519, renewed.mlDsa44, Map.of());
        Pair added = pairs.getLast();
        pairs.replaceAll(each -> each.isRetired() || each.equals(added)
                ? each
                : new Pair(each.number, each.ed25519, each.mlDsa44, each.since, each.from, at, to));
        var signers = new ArrayList<>(alone.isPresent() ? List.<Pair>of() : state.current());
        signers.add(added);
        return renewed.state(pairs, state.number + 1, ends, List.copyOf(signers));
    }

    /// Those of earlier logs too.
    private Map<String, End> ends(Instant at, String reason, Lines lines) {
        var ends = new HashMap<>(state.ends);
        String last = "";
        while (lines.hasNext()) {
            String[] words = lines.next("end ").split(" ", 3);
            if (words.length != 3
                    || !Strict.isOrigin(words[2])
                    || words[2].compareTo(last) <= 0
                    || Successor.number(words[2]) != state.number) {
                throw new FormatException("no end of a log, or not in order: " + Strict.quoted(words[0]));
            }
            last = words[2];
            ends.put(last, new End(Strict.decimal(words[0], "size"), Hash.fromBase64(words[1]), at, reason));
        }
        return Map.copyOf(ends);
    }

    /// What a step of the recovery key brings.
    private record Renewed(
            Shown by,
            Hash next,
            Bytes ed25519,
            Bytes mlDsa44,
            List<Bytes> mirrors,
            @Nullable Hash line,
            @Nullable Hash nextLine) {
        State state(List<Pair> pairs, int number, Map<String, End> ends, List<Pair> signers) {
            return new State(List.copyOf(pairs), next, mirrors, line, nextLine, by, number, ends, signers);
        }
    }

    private Renewed renewed(Lines lines) {
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
        Hash nextLine = Objects.equals(line, state.line) ? state.nextLine : null;
        return new Renewed(by, next, ed25519, mlDsa44, List.copyOf(mirrors), line, nextLine);
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
        int number = Successor.number(log);
        if (number > state.number) {
            throw new FormatException("there is no such log: the one before it has not ended");
        }
        End end = state.ends.get(log);
        if (number < state.number && (end == null || size > end.size)) {
            throw new FormatException("the log ended with " + (end == null ? 0 : end.size)
                    + " entries, because its keys were compromised");
        }
        if (end != null
                && size == end.size
                && !Checkpoint.parse(note.text()).root().equals(end.root)) {
            throw new FormatException("the log ended with another tree");
        }
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
        return with(from, parsed(text));
    }

    private static List<Step> parsed(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split("(?m)^=\n", -1)).map(Step::parse).toList();
    }

    /// As [#with(int, String)] where steps are here that contradict it and that none but keys have taken which are
    /// compromised: those go. Throws [FormatException] unless all valid keys and the recovery key say so.
    public Roster overruled(int from, String text) {
        List<Step> said = parsed(text);
        for (int i = 0; i < said.size(); i++) {
            int at = from + i;
            boolean here = at < steps.size() && steps.get(at).text.equals(said.get(i).text);
            if (here || at > steps.size()) {
                continue;
            }
            boolean byRecoveryKey =
                    steps.subList(at, steps.size()).stream().anyMatch(each -> each.isRecovery() || each.isCompromise());
            if (said.get(i).isCompromise() && !said.get(i).waits() && !byRecoveryKey) {
                return until(at).with(at, said.subList(i, said.size()));
            }
            break;
        }
        throw new FormatException("the steps contradict those that are here");
    }

    /// How many steps both have in common from the first on.
    public int sameAs(Roster other) {
        int same = 0;
        while (same < Math.min(steps.size(), other.steps.size())
                && steps.get(same).text.equals(other.steps.get(same).text)) {
            same++;
        }
        return same;
    }

    private Roster with(int from, List<Step> said) {
        Roster roster = this;
        int at = from;
        for (Step step : said) {
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
