package vn.hiepdong.format;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The keys that sign the logs of one agency, one pair after the other, and for which sizes each of them counts. So a
/// checkpoint of any age can be checked with the key that was valid then.
///
/// It is a log of its own, named `hd1/keys/<CODE>.<agency id>`: each step is an entry, and behind it stands a
/// checkpoint
/// over all steps so far, signed by those who may take that step. The first pair is that of the agency's identity, from
/// which its id is made; whoever trusts the identity needs nothing else.
///
/// ```
/// add 2026-11-28T07:00:00Z                retire 0 2026-12-28T07:00:00Z
/// ed25519 <base64>                        to 4711 hd1/real/…
/// ml-dsa-44 <base64>
/// from 4700 hd1/real/…
/// ```
///
/// `add`: signed by every pair that is valid and by the new one. The new pair counts for checkpoints that are larger
/// than
/// the size after `from`, and for all of a log that is not named. `retire`: signed by the pairs that stay. The pair
/// counts no more for checkpoints larger than the size after `to`, nor for any of a log that is not named.
public final class Roster {
    /// Most steps; two a year for a century.
    public static final int MAX_STEPS = 200;

    private static final int MAX_STEP = 64 * 1024;

    private final String origin;
    private final List<Step> steps;
    private final List<Pair> pairs;

    /// One step and the checkpoint behind it.
    ///
    /// @param text as above
    /// @param signed the tree of all steps up to this one
    public record Step(String text, SignedNote signed) {
        /// As text: its own, an empty line, the signed checkpoint.
        public String format() {
            return text + "\n" + signed.format();
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

    private Roster(String origin, List<Step> steps, List<Pair> pairs) {
        this.origin = origin;
        this.steps = List.copyOf(steps);
        this.pairs = List.copyOf(pairs);
    }

    /// Before the first step.
    ///
    /// @param agency `<CODE>.<id>`
    public static Roster first(String agency, byte[] ed25519, byte[] mlDsa44) {
        var pair = new Pair(0, Bytes.of(ed25519), Bytes.of(mlDsa44), null, Map.of(), null, Map.of());
        return new Roster("hd1/keys/" + agency, List.of(), List.of(pair));
    }

    public String origin() {
        return origin;
    }

    public List<Step> steps() {
        return steps;
    }

    /// All pairs that ever were, in the order in which they came.
    public List<Pair> pairs() {
        return pairs;
    }

    /// Those that sign now.
    public List<Pair> current() {
        return pairs.stream().filter(each -> !each.isRetired()).toList();
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

    private static String sizes(String word, SortedMap<String, Long> sizes) {
        var text = new StringBuilder();
        sizes.forEach((log, size) ->
                text.append(word).append(size).append(' ').append(log).append('\n'));
        return text.toString();
    }

    /// Takes a step of our own.
    ///
    /// @param sign signs the checkpoint under the name with every pair in the list
    public Roster with(String text, BiFunction<Checkpoint, List<Pair>, SignedNote> sign) {
        List<Pair> after = after(text);
        SignedNote signed = sign.apply(tree(text), signers(after));
        return with(new Step(text, signed));
    }

    /// Takes a step that somebody else signed. Throws [FormatException] unless it is one.
    public Roster with(Step step) {
        if (steps.size() == MAX_STEPS) {
            throw new FormatException("more than " + MAX_STEPS + " steps");
        }
        List<Pair> after = after(step.text);
        if (!step.signed.text().equals(tree(step.text).text())) {
            throw new FormatException("what is signed behind step " + steps.size() + " is another tree");
        }
        for (Pair signer : signers(after)) {
            List<Vkey> keys = signer.keys(origin);
            VerifiedNote verified = step.signed.verify(keys);
            if (!keys.stream().allMatch(verified::isSignedBy)) {
                throw new FormatException("step " + steps.size() + " lacks a signature of pair " + signer.number);
            }
        }
        var all = new ArrayList<>(steps);
        all.add(step);
        return new Roster(origin, all, after);
    }

    /// All that are valid after an addition, the new one among them; those that stay after a retirement.
    private static List<Pair> signers(List<Pair> after) {
        return after.stream().filter(each -> !each.isRetired()).toList();
    }

    private Checkpoint tree(String text) {
        var tree = new MemoryTree();
        steps.forEach(each -> tree.append(Strict.utf8(each.text)));
        tree.append(Strict.utf8(text));
        return new Checkpoint(origin, tree.size(), tree.root());
    }

    private List<Pair> after(String text) {
        if (text.length() > MAX_STEP) {
            throw new FormatException("a step of " + text.length() + " characters");
        }
        var after = new ArrayList<>(pairs);
        var lines = new Lines(text, "step " + steps.size());
        String first = lines.next();
        if (first.startsWith("add ")) {
            Instant at = instant(first.substring(4));
            Bytes ed25519 = key(lines.next("ed25519 "), KeyType.ED25519);
            Bytes mlDsa44 = key(lines.next("ml-dsa-44 "), KeyType.ML_DSA_44);
            if (pairs.stream().anyMatch(each -> each.ed25519.equals(ed25519) || each.mlDsa44.equals(mlDsa44))) {
                throw new FormatException("a key of pair " + pairs.size() + " was there before");
            }
            after.add(new Pair(pairs.size(), ed25519, mlDsa44, at, sizes(lines, "from "), null, Map.of()));
        } else if (first.startsWith("retire ")) {
            String[] words = first.split(" ", -1);
            long number = words.length == 3 ? Strict.decimal(words[1], "number of a pair") : -1;
            if (number < 0
                    || number >= pairs.size()
                    || pairs.get((int) number).isRetired()
                    || current().size() < 2) {
                throw new FormatException("cannot retire pair " + number);
            }
            Pair old = pairs.get((int) number);
            Map<String, Long> to = sizes(lines, "to ");
            after.set(
                    (int) number,
                    new Pair(old.number, old.ed25519, old.mlDsa44, old.since, old.from, instant(words[2]), to));
        } else {
            throw new FormatException("no step that this version understands");
        }
        return after;
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
                note, log, pairs.stream().filter(each -> each.counts(log, size)).toList());
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
