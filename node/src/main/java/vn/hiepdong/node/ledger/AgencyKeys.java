package vn.hiepdong.node.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Cosignature;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.KeyType;
import vn.hiepdong.format.NoteSigner;
import vn.hiepdong.format.RecoveryKey;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.format.SigningKey;

/// The agency's private keys: 32-byte seeds in files of mode 0600, outside the database and its
/// backups. Whoever copies this folder can speak for the agency.
///
/// | file | what |
/// |---|---|
/// | `log-ed25519.seed`, `log-mldsa44.seed` | the first pair, from which the agency's id is made |
/// | `log-ed25519.<n>.seed`, `log-mldsa44.<n>.seed` | a later pair |
/// | `mirror-ed25519.seed`, `mirror-ed25519.<n>.seed` | the key of receipts |
/// | `log-ed25519.pub`, `log-mldsa44.pub`, `mirror-ed25519.pub`, `recovery.pub` | the agency's identity |
/// | `roster` | which pair counts for which sizes ([Roster]) |
/// | `recovery.key` | the recovery key as text, until an administrator has carried it away ([RecoveryKey]) |
///
/// Seeds are there before the roster names them, and are deleted after it retired them: a start
/// after power failed in between finds either all or too much, and tidies up. The next recovery key
/// waits in `recovery.next` until the roster names it.
///
/// Seeds that the roster names may be missing: then they are lost. With no pair left nothing is
/// signed.
public final class AgencyKeys {
    private static final String ROSTER = "roster";
    private static final String RECOVERY = "recovery.key";
    private static final String NEXT = "recovery.next";

    private final Path folder;
    private final SecureRandom random = new SecureRandom();
    private final AgencyIdentity identity;
    private volatile State state;

    /// @param pairs that sign now, by their numbers; without those that are lost
    /// @param mirror null if it is lost
    private record State(
            Roster roster,
            Map<Integer, Pair> pairs,
            @Nullable SigningKey mirror) {}

    private record Pair(SigningKey ed25519, SigningKey mlDsa44) {
        List<NoteSigner> signers(String name, InstantSource clock) {
            return List.of(ed25519.signer(name, clock), mlDsa44.signer(name, clock));
        }
    }

    /// The public half, as it was kept elsewhere.
    ///
    /// @param roster its steps as text
    record Saved(AgencyIdentity identity, String roster) {}

    private AgencyKeys(Path folder, AgencyCode code) throws IOException {
        this.folder = folder;
        byte[] recovery = publicHalf("recovery", () -> {
            var key = RecoveryKey.generate(random);
            if (Files.exists(folder.resolve(RECOVERY))) {
                key = RecoveryKey.parse(Files.readString(folder.resolve(RECOVERY)));
            } else {
                write(folder.resolve(RECOVERY), utf8(key.text() + "\n"));
            }
            return key.commitment().bytes();
        });
        identity = new AgencyIdentity(
                code,
                publicHalf("log-ed25519", () -> raw(KeyType.ED25519, "log-ed25519")),
                publicHalf("log-mldsa44", () -> raw(KeyType.ML_DSA_44, "log-mldsa44")),
                publicHalf("mirror-ed25519", () -> raw(KeyType.ED25519_COSIGNATURE, "mirror-ed25519")),
                recovery);
        Path file = folder.resolve(ROSTER);
        Roster roster =
                identity.roster().with(0, Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "");
        state = new State(roster, Map.of(), null);
        take(roster);
    }

    /// Reads the keys, or makes them at the first start.
    public static AgencyKeys in(Path folder, AgencyCode code) {
        try {
            return new AgencyKeys(folder, code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As above. Of an agency that is no new one, what is missing of the public half is written
    /// again first: its seeds are lost, and must not be made anew as if it were another agency.
    public static AgencyKeys in(Path folder, AgencyCode code, DataSource database) {
        try {
            Optional<Saved> saved = new IdentityTable(database).saved();
            if (saved.isPresent()) {
                AgencyIdentity known = saved.get().identity;
                restore(folder, "log-ed25519", known.log32());
                restore(folder, "log-mldsa44", known.logPq());
                restore(folder, "mirror-ed25519", known.mirror32());
                if (!Files.exists(folder.resolve("recovery.pub")) && !Files.exists(folder.resolve(RECOVERY))) {
                    write(folder.resolve("recovery.pub"), known.recovery());
                }
                if (!Files.exists(folder.resolve(ROSTER)) && !saved.get().roster.isEmpty()) {
                    write(folder.resolve(ROSTER), utf8(saved.get().roster));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return in(folder, code);
    }

    private static void restore(Path folder, String name, byte[] raw) throws IOException {
        if (!Files.exists(folder.resolve(name + ".pub")) && !Files.exists(folder.resolve(name + ".seed"))) {
            write(folder.resolve(name + ".pub"), raw);
        }
    }

    private interface Made {
        byte[] get() throws IOException;
    }

    /// The public half of a key of the agency's identity. It stays when the key is retired or lost.
    private byte[] publicHalf(String name, Made made) throws IOException {
        Path file = folder.resolve(name + ".pub");
        if (Files.exists(file)) {
            return Files.readAllBytes(file);
        }
        byte[] raw = made.get();
        try {
            write(file, raw);
        } catch (FileAlreadyExistsException _) {
            return Files.readAllBytes(file); // another instance was faster, with the same seed
        }
        return raw;
    }

    private byte[] raw(KeyType type, String name) throws IOException {
        return SigningKey.of(type, seed(folder.resolve(name + ".seed")))
                .vkey("x")
                .publicKey()
                .toArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path seed(int number, String name) {
        return folder.resolve(name + (number == 0 ? "" : "." + number) + ".seed");
    }

    private SigningKey mirror(int number) throws IOException {
        return SigningKey.of(KeyType.ED25519_COSIGNATURE, seed(seed(number, "mirror-ed25519")));
    }

    private Pair pair(int number) throws IOException {
        return new Pair(
                SigningKey.of(KeyType.ED25519, seed(seed(number, "log-ed25519"))),
                SigningKey.of(KeyType.ML_DSA_44, seed(seed(number, "log-mldsa44"))));
    }

    /// Goes over to a roster: reads the seeds of the pairs that sign now, deletes those of the retired ones.
    private void take(Roster roster) throws IOException {
        var pairs = new HashMap<Integer, Pair>();
        for (Roster.Pair each : roster.pairs()) {
            Path ed25519 = seed(each.number(), "log-ed25519");
            Path mlDsa44 = seed(each.number(), "log-mldsa44");
            if (each.isRetired()) {
                Files.deleteIfExists(ed25519);
                Files.deleteIfExists(mlDsa44);
            } else if (Files.exists(ed25519) && Files.exists(mlDsa44)) {
                pairs.put(each.number(), pair(each.number()));
            }
        }
        int newest = roster.mirrors().size();
        for (int number = 0; number < newest; number++) {
            Files.deleteIfExists(seed(number, "mirror-ed25519"));
        }
        SigningKey mirror = Files.exists(seed(newest, "mirror-ed25519")) ? mirror(newest) : null;
        Path next = folder.resolve(NEXT);
        if (Files.exists(next)) {
            if (RecoveryKey.parse(Files.readString(next)).commitment().equals(roster.recovery())) {
                Files.move(next, folder.resolve(RECOVERY), StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.delete(next);
            }
        }
        state = new State(roster, Map.copyOf(pairs), mirror);
    }

    private byte[] seed(Path file) throws IOException {
        if (!Files.exists(file)) {
            var seed = new byte[KeyType.SEED_LENGTH];
            random.nextBytes(seed);
            write(file, seed);
        }
        byte[] seed = Files.readAllBytes(file);
        if (seed.length != KeyType.SEED_LENGTH) {
            throw new IllegalStateException(file + " should hold 32 bytes, but holds " + seed.length);
        }
        return seed;
    }

    private static void write(Path file, byte[] content, CopyOption... how) throws IOException {
        Files.createDirectories(file.getParent());
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(partial, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(partial, file, how);
        try (var folder = FileChannel.open(file.getParent(), Set.of(StandardOpenOption.READ))) {
            folder.force(true);
        }
    }

    public AgencyIdentity identity() {
        return identity;
    }

    /// Which pair of log keys counts for which sizes.
    public Roster roster() {
        return state.roster;
    }

    /// Adds a pair. From now on every pair that is not retired signs.
    ///
    /// @param sizes of all our logs that have a checkpoint
    synchronized Roster add(SortedMap<String, Long> sizes, InstantSource clock) throws IOException {
        int number = state.roster.pairs().size();
        Pair added = pair(number);
        String step = Roster.adding(
                clock.instant(),
                added.ed25519.vkey("x").publicKey().toArray(),
                added.mlDsa44.vkey("x").publicKey().toArray(),
                sizes);
        var pairs = new HashMap<>(state.pairs);
        pairs.put(number, added);
        return keep(state.roster.with(step, (tree, by) -> sign(tree, by, pairs, clock)));
    }

    /// Retires a pair and deletes its seeds: what it signed stays good, and it signs nothing more.
    ///
    /// @param sizes of all our logs that have a checkpoint
    synchronized Roster retire(int number, SortedMap<String, Long> sizes, InstantSource clock) throws IOException {
        String step = Roster.retiring(number, clock.instant(), sizes);
        return keep(state.roster.with(step, (tree, by) -> sign(tree, by, state.pairs, clock)));
    }

    /// Adds a pair in the place of those that are lost, and a key of receipts if that is lost too.
    /// A new recovery key is made; it has to be carried away like the one before. Throws
    /// [vn.hiepdong.format.FormatException] if it is not the recovery key of this agency.
    ///
    /// @param line SHA-256 of the TLS key if it is another one than before
    /// @param sizes of all our logs that have a checkpoint
    synchronized Roster recover(RecoveryKey by, @Nullable Hash line, SortedMap<String, Long> sizes, InstantSource clock)
            throws IOException {
        Roster roster = state.roster;
        int number = roster.pairs().size();
        Pair added = pair(number);
        SigningKey mirror = state.mirror == null ? mirror(roster.mirrors().size() + 1) : null;
        RecoveryKey next = RecoveryKey.generate(random);
        write(folder.resolve(NEXT), utf8(next.text() + "\n"), StandardCopyOption.ATOMIC_MOVE);
        var what = new Roster.Recovered(
                added.ed25519.vkey("x").publicKey().toArray(),
                added.mlDsa44.vkey("x").publicKey().toArray(),
                next.commitment(),
                mirror == null ? null : mirror.vkey("x").publicKey().toArray(),
                line);
        String step = Roster.recovering(clock.instant(), by, what, sizes);
        return keep(roster.with(step, (tree, _) -> {
            var signers = new ArrayList<>(by.signers(tree.origin(), clock));
            signers.addAll(added.signers(tree.origin(), clock));
            return tree.sign(signers.toArray(NoteSigner[]::new));
        }));
    }

    /// Others have the keys that sign: ends all our logs and puts a new pair and a new key of receipts in force.
    /// A new recovery key is made, as in a recovery. Throws [vn.hiepdong.format.FormatException] if it is not the
    /// recovery key of this agency.
    ///
    /// @param reason a word
    /// @param ends how far each of our logs counts
    synchronized Roster compromised(
            RecoveryKey by, String reason, SortedMap<String, Roster.End> ends, InstantSource clock) throws IOException {
        State now = state;
        Roster roster = now.roster;
        int number = roster.pairs().size();
        Pair added = pair(number);
        SigningKey mirror = mirror(roster.mirrors().size() + 1);
        RecoveryKey next = RecoveryKey.generate(random);
        write(folder.resolve(NEXT), utf8(next.text() + "\n"), StandardCopyOption.ATOMIC_MOVE);
        var what = new Roster.Recovered(
                added.ed25519.vkey("x").publicKey().toArray(),
                added.mlDsa44.vkey("x").publicKey().toArray(),
                next.commitment(),
                mirror.vkey("x").publicKey().toArray(),
                null);
        boolean alone = !lostPairs().isEmpty();
        String step = Roster.compromising(clock.instant(), reason, alone, by, what, ends);
        var pairs = new HashMap<>(now.pairs);
        pairs.put(number, added);
        return keep(roster.with(step, (tree, signing) -> {
            var signers = new ArrayList<>(by.signers(tree.origin(), clock));
            signing.forEach(each -> signers.addAll(
                    Objects.requireNonNull(pairs.get(each.number())).signers(tree.origin(), clock)));
            return tree.sign(signers.toArray(NoteSigner[]::new));
        }));
    }

    /// Undoes a recovery that was told to partners and is not ours. Throws
    /// [vn.hiepdong.format.FormatException] if it does not follow the roster.
    synchronized Roster object(Roster.Step recovery, InstantSource clock) throws IOException {
        Roster claimed = state.roster.with(recovery);
        return keep(claimed.with(Roster.objecting(clock.instant()), (tree, by) -> sign(tree, by, state.pairs, clock)));
    }

    /// Another key gives receipts from now on. What the one before it signed stays good; its seed
    /// is deleted.
    synchronized Roster changeMirror(InstantSource clock) throws IOException {
        SigningKey next = mirror(state.roster.mirrors().size() + 1);
        String step = Roster.givingReceipts(
                clock.instant(), next.vkey("x").publicKey().toArray());
        return keep(state.roster.with(step, (tree, by) -> sign(tree, by, state.pairs, clock)));
    }

    /// This TLS key opens the line too from now on.
    synchronized Roster announceLine(Hash tls, InstantSource clock) throws IOException {
        String step = Roster.announcingLine(clock.instant(), tls);
        return keep(state.roster.with(step, (tree, by) -> sign(tree, by, state.pairs, clock)));
    }

    /// And from now on it is the only one.
    synchronized Roster switchLine(InstantSource clock) throws IOException {
        String step = Roster.switchingLine(clock.instant());
        return keep(state.roster.with(step, (tree, by) -> sign(tree, by, state.pairs, clock)));
    }

    private Roster keep(Roster roster) throws IOException {
        byte[] steps = roster.format(0).getBytes(StandardCharsets.UTF_8);
        write(folder.resolve(ROSTER), steps, StandardCopyOption.ATOMIC_MOVE);
        take(roster);
        return roster;
    }

    /// Whether a pair is there that signs.
    public boolean canSign() {
        return !state.pairs.isEmpty();
    }

    /// Whether a key is lost without which this node can tell its partners nothing.
    public boolean isLost() {
        State now = state;
        return now.pairs.isEmpty() || now.mirror == null;
    }

    /// Numbers of pairs that should sign and cannot, because their seeds are lost.
    public Set<Integer> lostPairs() {
        State now = state;
        var lost = new TreeSet<Integer>();
        now.roster.current().stream()
                .map(Roster.Pair::number)
                .filter(each -> !now.pairs.containsKey(each))
                .forEach(lost::add);
        return lost;
    }

    /// The recovery key, while nobody has carried it away.
    public synchronized Optional<RecoveryKey> recoveryKey() {
        Path file = folder.resolve(RECOVERY);
        try {
            return Files.exists(file)
                    ? Optional.of(RecoveryKey.parse(Files.readString(file)))
                            .filter(each -> each.commitment().equals(state.roster.recovery()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Deletes the recovery key: an administrator has carried it away.
    public synchronized void recoveryKeyCarriedAway() {
        try {
            Files.deleteIfExists(folder.resolve(RECOVERY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SignedNote sign(
            Checkpoint tree, List<Roster.Pair> by, Map<Integer, Pair> pairs, InstantSource clock) {
        var signers = new ArrayList<NoteSigner>();
        by.forEach(each -> signers.addAll(Objects.requireNonNull(
                        pairs.get(each.number()), () -> "the seeds of pair " + each.number() + " are lost")
                .signers(tree.origin(), clock)));
        return tree.sign(signers.toArray(NoteSigner[]::new));
    }

    private static List<Roster.Pair> there(State now) {
        return now.roster.current().stream()
                .filter(each -> now.pairs.containsKey(each.number()))
                .toList();
    }

    /// Whether this log goes on, as far as the keys of this instance know.
    boolean signs(LogOrigin origin) {
        return origin.number() == state.roster.number();
    }

    SignedNote sign(LogOrigin origin, Checkpoint checkpoint, InstantSource clock) {
        State now = state;
        List<Roster.Pair> by = there(now).stream()
                .filter(each -> each.counts(origin.toString(), checkpoint.size()))
                .toList();
        return sign(checkpoint, by, now.pairs, clock);
    }

    /// Signs the tree over the parts of a file that is carried by hand.
    ///
    /// @param tree its origin must not be the name of a log: nobody shall take the file for a checkpoint
    public SignedNote signFile(Checkpoint tree, InstantSource clock) {
        if (LogOrigin.isOrigin(tree.origin())) {
            throw new IllegalArgumentException(tree.origin() + " is a log");
        }
        State now = state;
        return sign(tree, there(now), now.pairs, clock);
    }

    /// A receipt for a partner's log. Only call it when everything below `checkpoint.size()` is durable here.
    public Cosignature receipt(Checkpoint checkpoint, InstantSource clock) {
        SigningKey mirror = Objects.requireNonNull(state.mirror, "the key of receipts is lost");
        return Cosignature.sign(
                mirror, identity.mirrorName(), checkpoint, clock.instant().getEpochSecond());
    }
}
