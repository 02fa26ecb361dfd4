package vn.hiepdong.verifier;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Commitment;
import vn.hiepdong.format.Cosignature;
import vn.hiepdong.format.EntryHeader;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Merkle;
import vn.hiepdong.format.NoteSignature;
import vn.hiepdong.format.Proofs;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.format.Successor;
import vn.hiepdong.format.VerifiedNote;
import vn.hiepdong.format.Vkey;
import vn.hiepdong.verifier.Report.Problem;
import vn.hiepdong.verifier.Report.Problem.Kind;
import vn.hiepdong.verifier.Report.Says;

/// Checks an evidence file, every member of it. Goes on after a problem, so that all are named at once.
public final class Verification {
    /// The member that says what the file is about.
    public static final String FIRST = "evidence.txt";
    private static final Pattern ABOUT = Pattern.compile(
            "hiepdong/evidence/v1\n(?:record ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|(fork|withheld) ([!-~]{1,255}))"
                    + "\nmaker ([A-Z0-9.a-f-]{3,40})\n");
    static final Pattern ORIGIN = Pattern.compile(
            "hd1/(real|exercise|test)/[0-9a-f-]{36}/([A-Z][A-Z0-9-]{1,15}\\.[0-9a-f]{16})(?:/(?:[2-9]|[1-9][0-9]{1,2}))?");
    private static final Pattern LOG = Pattern.compile("logs/(0|[1-9][0-9]{0,3})/.*");
    private static final Pattern ENTRY = Pattern.compile("(0|[1-9][0-9]{0,17})\\.entry");
    private static final Pattern DIFFERENT = Pattern.compile("fork/(0|[1-9][0-9]{0,17})\\.first\\.entry");
    private static final Pattern RECEIPT = Pattern.compile("receipts/([1-9][0-9]{0,17})");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final SortedMap<String, byte[]> members;
    private final Set<String> used = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Agency> agencies = new TreeMap<>();
    private final Map<String, Roster> rosters = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> origins = new TreeSet<>();
    private String record = "";
    private String maker = "";
    private Report.Finding.@Nullable Kind kind;
    private String aboutLog = "";
    private Report.@Nullable Finding finding;

    /// An entry whose place is proven.
    private record Entry(
            String log,
            String agency,
            String realm,
            long index,
            Hash name,
            EntryHeader header,
            @Nullable Says says,
            List<Report.Receipt> heldBy) {}

    private Verification(SortedMap<String, byte[]> members) {
        this.members = members;
    }

    /// Checks a whole file.
    ///
    /// @param trusted fingerprints that the reader knows, or beginnings of at least 16 hexadecimal digits
    public static Report of(byte[] file, Set<String> trusted) {
        EvidenceFile read;
        try {
            read = EvidenceFile.read(file);
        } catch (FormatException e) {
            return new Report(
                    "",
                    null,
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(new Problem(Kind.FILE, "", message(e))),
                    null);
        }
        Report facts = of(read, trusted);
        var problems = new ArrayList<>(facts.problems());
        for (Page page : Page.values()) {
            byte[] shown = read.members().get(page.member());
            if (shown == null) {
                problems.add(new Problem(Kind.MISSING, page.member(), ""));
            } else if (!Arrays.equals(shown, page.of(facts))) {
                problems.add(new Problem(Kind.PAGE, page.member(), ""));
            }
        }
        return new Report(
                facts.record(),
                facts.finding(),
                facts.maker(),
                facts.agencies(),
                facts.endings(),
                facts.statements(),
                problems,
                facts.trusted());
    }

    /// Checks everything but the pages for people, which are made from what comes out here.
    public static Report of(EvidenceFile file, Set<String> trusted) {
        return new Verification(file.members()).report(trusted);
    }

    private Report report(Set<String> trusted) {
        about();
        for (String name : members.keySet()) {
            if (name.startsWith("agencies/")) {
                guarded(name, Kind.KEYS, () -> agency(name));
            }
        }
        for (String name : members.keySet()) {
            if (name.startsWith("rosters/")) {
                guarded(name, Kind.KEYS, () -> roster(name));
            }
        }
        var logs = new TreeMap<Integer, List<String>>();
        for (String name : members.keySet()) {
            Matcher log = LOG.matcher(name);
            if (log.matches()) {
                logs.computeIfAbsent(Integer.parseInt(log.group(1)), _ -> new ArrayList<>())
                        .add(name);
            }
        }
        logs.forEach((number, names) ->
                guarded("logs/" + number + "/checkpoint", Kind.SIGNATURE, () -> log("logs/" + number + "/", names)));
        if (kind != null) {
            guarded(kind == Report.Finding.Kind.FORK ? "fork/" : "withheld/", Kind.FINDING, this::finding);
        }
        for (Page page : Page.values()) {
            used.add(page.member());
        }
        for (String name : members.keySet()) {
            if (!used.contains(name)) {
                problems.add(new Problem(Kind.STRANGE, name, ""));
            }
        }
        if (kind == null && entries.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(Kind.MISSING, "logs/", "no entry"));
        }
        List<Report.Known> known = agencies.values().stream()
                .map(each -> new Report.Known(
                        each.id(), each.name(), each.nameEn(), each.fingerprint(), trust(each, trusted)))
                .toList();
        Boolean all = trusted.isEmpty()
                ? null
                : Boolean.valueOf(known.stream().allMatch(each -> Boolean.TRUE.equals(each.trusted())));
        return new Report(record, finding, maker, known, endings(), statements(), problems, all);
    }

    /// What the agencies say about logs in the file that ended, or that follow one that ended.
    private List<Report.Ending> endings() {
        var endings = new ArrayList<Report.Ending>();
        rosters.forEach((agency, roster) -> new TreeMap<>(roster.ends()).forEach((log, end) -> {
            String next = Successor.origin(log, Successor.number(log) + 1);
            if (origins.contains(log) || origins.contains(next)) {
                endings.add(
                        new Report.Ending(agency, log, end.size(), end.root().hex(), end.at(), end.reason(), next));
            }
        }));
        return endings;
    }

    private static @Nullable Boolean trust(Agency agency, Set<String> trusted) {
        if (trusted.isEmpty()) {
            return null;
        }
        String fingerprint = agency.fingerprint();
        return trusted.stream()
                .map(each -> each.replaceAll("[\\s:-]", "").toLowerCase(Locale.ROOT))
                .anyMatch(each -> each.length() >= 16 && fingerprint.startsWith(each));
    }

    private void about() {
        byte[] first = take(FIRST);
        if (first == null) {
            problems.add(new Problem(Kind.MISSING, FIRST, ""));
            return;
        }
        Matcher about = ABOUT.matcher(new String(first, StandardCharsets.UTF_8));
        if (about.matches()) {
            maker = about.group(4);
            if (about.group(1) != null) {
                record = about.group(1);
            } else {
                kind = Report.Finding.Kind.valueOf(about.group(2).toUpperCase(Locale.ROOT));
                aboutLog = about.group(3);
            }
        } else {
            problems.add(new Problem(Kind.FILE, FIRST, "not evidence of version 1"));
        }
    }

    private void agency(String name) {
        String id = name.substring("agencies/".length());
        int dot = Math.max(0, id.lastIndexOf('.'));
        var agency = Agency.parse(id.substring(0, dot), need(name));
        if (!agency.id().equals(id)) {
            throw new FormatException("these keys belong to " + agency.id());
        }
        agency.mirrorKeys(agency.roster());
        agencies.put(id, agency);
    }

    /// What is wrong with a log: two trees that contradict each other, or one that was not shown.
    private void finding() {
        boolean fork = kind == Report.Finding.Kind.FORK;
        Matcher origin = ORIGIN.matcher(aboutLog);
        if (!origin.matches()) {
            throw new FormatException("no name of a log: " + aboutLog);
        }
        String folder = fork ? "fork/" : "withheld/";
        Checkpoint second = signed(folder + (fork ? "second" : "shown"));
        origins.add(aboutLog);
        String held = folder + (fork ? "first" : "held");
        Checkpoint first =
                !fork && !members.containsKey(held) ? new Checkpoint(aboutLog, 0, Merkle.EMPTY_ROOT) : signed(held);
        long index = fork ? contradiction(first, second) : -1;
        if (!fork && first.size() >= second.size()) {
            throw new FormatException("what is held is not less than what was shown");
        }
        finding = new Report.Finding(
                fork ? Report.Finding.Kind.FORK : Report.Finding.Kind.WITHHELD,
                aboutLog,
                origin.group(2),
                origin.group(1).toUpperCase(Locale.ROOT),
                new Report.Finding.Tree(first.size(), first.root().hex()),
                new Report.Finding.Tree(second.size(), second.root().hex()),
                index);
    }

    private Checkpoint signed(String name) {
        SignedNote note = SignedNote.parse(need(name));
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (!checkpoint.origin().equals(aboutLog)) {
            throw new FormatException(name + " is a checkpoint of " + checkpoint.origin());
        }
        if (!signed(note, checkpoint).unverified().isEmpty()) {
            throw new FormatException(name + " carries a signature that is none of the log's");
        }
        return checkpoint;
    }

    /// Throws unless both trees cannot be true. Returns the place of an entry that they do not agree
    /// on, if it is here.
    private long contradiction(Checkpoint first, Checkpoint second) {
        if (first.size() > second.size() || first.size() == 0) {
            throw new FormatException("the trees have the sizes " + first.size() + " and " + second.size());
        }
        long index = different(first, second);
        boolean roots = first.size() == second.size() && !first.root().equals(second.root());
        if (first.size() < second.size() && members.containsKey("fork/second.root")) {
            List<Hash> root = proof("fork/second.root");
            roots = root.size() == 1
                    && !root.getFirst().equals(first.root())
                    && Proofs.verifyConsistency(
                            first.size(), root.getFirst(), second.size(), second.root(), proof("fork/second.proof"));
            if (!roots) {
                throw new FormatException("no proof that the larger tree has another beginning");
            }
        }
        if (!roots && index < 0) {
            throw new FormatException("nothing shows that the two trees cannot both be true");
        }
        return index;
    }

    /// An entry that each tree has at the same place, and that is not the same in both; -1 when none
    /// is in the file.
    private long different(Checkpoint first, Checkpoint second) {
        long index = -1;
        for (String name : members.keySet()) {
            Matcher entry = DIFFERENT.matcher(name);
            if (entry.matches()) {
                if (index >= 0) {
                    throw new FormatException("more than one entry that differs");
                }
                index = Long.parseLong(entry.group(1));
                Hash one = proven(index, "first", first);
                if (one.equals(proven(index, "second", second))) {
                    throw new FormatException("entry " + index + " is the same in both trees");
                }
            }
        }
        return index;
    }

    private Hash proven(long index, String which, Checkpoint in) {
        String name = "fork/" + index + "." + which;
        byte[] bytes = need(name + ".entry");
        Hash leaf = Merkle.leaf(bytes);
        if (!Proofs.verifyInclusion(leaf, index, in.size(), proof(name + ".proof"), in.root())) {
            throw new FormatException(name + " is not entry " + index + " of " + in.size());
        }
        EntryHeader.parse(bytes);
        return leaf;
    }

    private VerifiedNote signed(SignedNote note, Checkpoint checkpoint) {
        Matcher origin = ORIGIN.matcher(checkpoint.origin());
        if (!origin.matches()) {
            throw new FormatException("no name of a log: " + checkpoint.origin());
        }
        Agency author = agencies.get(origin.group(2));
        if (author == null) {
            throw new FormatException("the keys of " + origin.group(2) + " are not in the file");
        }
        Roster roster = rosters.getOrDefault(author.id(), author.roster());
        return roster.verify(note, checkpoint.origin(), checkpoint.size());
    }

    /// How the log keys of an agency changed, from the first pair on.
    private void roster(String name) {
        Agency agency = agencies.get(name.substring("rosters/".length()));
        String steps = new String(need(name), StandardCharsets.UTF_8);
        if (agency == null || steps.isEmpty()) {
            throw new FormatException("the keys of this agency are not in the file, or there is no step");
        }
        rosters.put(agency.id(), agency.roster().with(0, steps));
    }

    private void log(String folder, List<String> names) {
        SignedNote note = SignedNote.parse(need(folder + "checkpoint"));
        Checkpoint newest = Checkpoint.parse(note.text());
        VerifiedNote verified = signed(note, newest);
        if (!origins.add(newest.origin())) {
            throw new FormatException("twice the same log: " + newest.origin());
        }
        Matcher origin = ORIGIN.matcher(newest.origin());
        if (!origin.matches()) {
            throw new FormatException("no name of a log: " + newest.origin());
        }
        Map<Long, List<Report.Receipt>> receipts = new TreeMap<>();
        guarded(
                folder + "checkpoint",
                Kind.RECEIPT,
                () -> receipts.put(newest.size(), receipts(newest, new ArrayList<>(verified.unverified()))));
        for (String name : names) {
            Matcher receipt = RECEIPT.matcher(name.substring(folder.length()));
            if (receipt.matches()) {
                guarded(
                        name,
                        Kind.RECEIPT,
                        () -> receipts.put(
                                Long.parseLong(receipt.group(1)),
                                earlier(name, Long.parseLong(receipt.group(1)), newest)));
            }
        }
        String realm = origin.group(1).toUpperCase(Locale.ROOT);
        String author = origin.group(2);
        for (String name : names) {
            Matcher entry = ENTRY.matcher(name.substring(folder.length()));
            if (entry.matches()) {
                long index = Long.parseLong(entry.group(1));
                guarded(name, Kind.PROOF, () -> entry(folder + index, index, newest, author, realm, receipts));
            }
        }
    }

    /// Receipts behind a checkpoint. Every line must be one of an agency in the file.
    private List<Report.Receipt> receipts(Checkpoint checkpoint, List<NoteSignature> lines) {
        var receipts = new ArrayList<Report.Receipt>();
        for (NoteSignature line : lines) {
            Agency by = agencies.values().stream()
                    .filter(each -> each.mirrorName().equals(line.name()))
                    .findFirst()
                    .orElseThrow(() -> new FormatException("a signature of nobody in the file: " + line.name()));
            var receipt = new Cosignature(line);
            List<Vkey> keys = by.mirrorKeys(rosters.getOrDefault(by.id(), by.roster()));
            if (keys.stream().noneMatch(each -> each.keyId() == line.keyId() && receipt.verify(each, checkpoint))) {
                throw new FormatException("the receipt of " + by.id() + " does not hold");
            }
            receipts.add(new Report.Receipt(by.id(), Instant.ofEpochSecond(receipt.time())));
        }
        return receipts;
    }

    private List<Report.Receipt> earlier(String name, long size, Checkpoint newest) {
        SignedNote note = SignedNote.parse(need(name));
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (!checkpoint.origin().equals(newest.origin()) || checkpoint.size() != size) {
            throw new FormatException("not a checkpoint of size " + size + " of this log");
        }
        List<Hash> proof = proof(name + ".proof");
        if (!Proofs.verifyConsistency(size, checkpoint.root(), newest.size(), newest.root(), proof)) {
            throw new FormatException("not the beginning of the newest checkpoint");
        }
        return receipts(checkpoint, note.signatures());
    }

    private void entry(
            String name,
            long index,
            Checkpoint newest,
            String agency,
            String realm,
            Map<Long, List<Report.Receipt>> receipts) {
        byte[] bytes = need(name + ".entry");
        Hash leaf = Merkle.leaf(bytes);
        if (!Proofs.verifyInclusion(leaf, index, newest.size(), proof(name + ".proof"), newest.root())) {
            throw new FormatException("not entry " + index + " of " + newest.size());
        }
        EntryHeader[] header = {null};
        guarded(name + ".entry", Kind.ENTRY, () -> header[0] = EntryHeader.parse(bytes));
        byte[] payload = take(name + ".payload");
        byte[] salt = take(name + ".salt");
        if (header[0] == null) {
            return;
        }
        if (header[0].again() >= Successor.number(newest.origin())) {
            throw new FormatException("said before in a log that does not come before");
        }
        Says[] says = {null};
        Hash[] called = {leaf};
        if (payload != null || salt != null) {
            guarded(name + ".payload", Kind.PAYLOAD, () -> {
                says[0] = says(newest.origin(), header[0], payload, salt);
                called[0] = header[0].name(newest.origin(), need(name + ".salt"), need(name + ".payload"));
            });
        }
        Map<String, Report.Receipt> heldBy = new LinkedHashMap<>();
        receipts.forEach((size, given) -> {
            if (size > index) {
                given.forEach(each -> heldBy.merge(each.agency(), each, (a, b) -> a.at().isBefore(b.at()) ? a : b));
            }
        });
        entries.add(new Entry(
                newest.origin(), agency, realm, index, called[0], header[0], says[0], List.copyOf(heldBy.values())));
    }

    private Says says(String origin, EntryHeader header, byte @Nullable [] payload, byte @Nullable [] salt) {
        if (payload == null || salt == null || salt.length != Commitment.SALT_LENGTH) {
            throw new FormatException("a payload needs its salt of 32 bytes");
        }
        if (payload.length > EntryHeader.MAX_PAYLOAD
                || EntryHeader.sizeClass(payload.length) != header.sizeClass()
                || !Commitment.verify(header.commitment(), salt, origin, header.at(), header.kind(), payload)) {
            throw new FormatException("not what the entry committed to");
        }
        if (!(Json.parse(payload) instanceof Map<?, ?> said)
                || !(said.get("by") instanceof Map<?, ?> by)
                || !(said.get("to") instanceof List<?> to)
                || !(said.get("data") instanceof Map<?, ?> data)) {
            throw new FormatException("a payload has the members by, to and data");
        }
        var fields = new LinkedHashMap<String, String>();
        flatten("", data, fields);
        return new Says(
                text(by.get("unit")),
                text(by.get("post")),
                to.stream().map(Verification::text).toList(),
                fields);
    }

    private static void flatten(String prefix, @Nullable Object value, Map<String, String> into) {
        switch (value) {
            case null -> {}
            case Map<?, ?> members ->
                members.forEach(
                        (name, each) -> flatten(prefix.isEmpty() ? text(name) : prefix + "." + text(name), each, into));
            case List<?> elements -> {
                for (int i = 0; i < elements.size(); i++) {
                    flatten(prefix + "." + (i + 1), elements.get(i), into);
                }
            }
            default -> into.put(prefix, text(value));
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private List<Report.Statement> statements() {
        Map<String, Report.Place> places = new HashMap<>();
        entries.forEach(each -> places.put(each.name.hex(), new Report.Place(each.agency, each.index)));
        return entries.stream()
                .sorted(Comparator.<Entry>comparingLong(each -> each.header.at().toLong())
                        .thenComparing(Entry::log)
                        .thenComparingLong(Entry::index))
                .map(each -> {
                    String names = each.says == null ? null : each.says.fields().get("hash");
                    boolean named = names != null && HASH.matcher(names).matches();
                    Report.Place about = named ? places.get(names) : null;
                    return new Report.Statement(
                            each.log,
                            each.agency,
                            each.realm,
                            each.index,
                            each.name.hex(),
                            each.header.kind(),
                            Instant.ofEpochMilli(each.header.at().millis()),
                            each.says,
                            about,
                            named && about == null,
                            each.header.again() == 0 ? null : Successor.origin(each.log, each.header.again()),
                            each.heldBy);
                })
                .toList();
    }

    private List<Hash> proof(String name) {
        var hashes = new ArrayList<Hash>();
        byte[] member = need(name);
        String text = new String(member, StandardCharsets.US_ASCII);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new FormatException("the last line is not ended");
        }
        text.lines().forEach(line -> hashes.add(Hash.fromBase64(line)));
        if (hashes.size() > 63 || !Arrays.equals(proof(hashes), member)) {
            throw new FormatException("no proof in lines of base64");
        }
        return hashes;
    }

    /// A proof as a member of the file.
    public static byte[] proof(List<Hash> hashes) {
        var text = new StringBuilder();
        hashes.forEach(each -> text.append(each.base64()).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// The first member of a file.
    ///
    /// @param record id of the record, a UUID
    /// @param maker code and id of the agency that makes the file
    public static byte[] about(String record, String maker) {
        return ("hiepdong/evidence/v1\nrecord " + record + "\nmaker " + maker + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// The first member of a file about a log.
    ///
    /// @param origin name of the log
    /// @param maker code and id of the agency that makes the file
    public static byte[] about(Report.Finding.Kind kind, String origin, String maker) {
        return ("hiepdong/evidence/v1\n" + kind.name().toLowerCase(Locale.ROOT) + " " + origin + "\nmaker " + maker
                        + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte @Nullable [] take(String name) {
        used.add(name);
        return members.get(name);
    }

    private byte[] need(String name) {
        byte[] member = take(name);
        if (member == null) {
            throw new FormatException("there is no " + name);
        }
        return member;
    }

    /// A problem ends what depends on it, and nothing else.
    private void guarded(String where, Kind kind, Runnable check) {
        try {
            check.run();
        } catch (FormatException | IllegalArgumentException e) {
            problems.add(new Problem(kind, where, message(e)));
        }
    }

    private static String message(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}
