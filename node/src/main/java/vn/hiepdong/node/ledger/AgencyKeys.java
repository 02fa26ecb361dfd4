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
import java.util.Set;
import java.util.SortedMap;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Cosignature;
import vn.hiepdong.format.KeyType;
import vn.hiepdong.format.NoteSigner;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.format.SigningKey;

/// The agency's private keys: 32-byte seeds in files of mode 0600, outside the database and its backups. Whoever
/// copies this folder can speak for the agency.
///
/// | file | what |
/// |---|---|
/// | `log-ed25519.seed`, `log-mldsa44.seed` | the first pair, from which the agency's id is made |
/// | `log-ed25519.pub`, `log-mldsa44.pub` | its public half, which stays when it is retired |
/// | `log-ed25519.<n>.seed`, `log-mldsa44.<n>.seed` | a later pair |
/// | `roster` | which pair counts for which sizes ([Roster]) |
/// | `mirror-ed25519.seed` | the key of receipts |
///
/// Seeds are there before the roster names them, and are deleted after it retired them: a start after power failed in
/// between finds either all or too much, and tidies up.
public final class AgencyKeys {
    private static final String ROSTER = "roster";

    private final Path folder;
    private final SecureRandom random = new SecureRandom();
    private final SigningKey mirror;
    private final AgencyIdentity identity;
    private volatile State state;

    /// @param pairs that sign now, by their numbers
    private record State(Roster roster, Map<Integer, Pair> pairs) {}

    private record Pair(SigningKey ed25519, SigningKey mlDsa44) {
        List<NoteSigner> signers(String name, InstantSource clock) {
            return List.of(ed25519.signer(name, clock), mlDsa44.signer(name, clock));
        }
    }

    private AgencyKeys(Path folder, AgencyCode code) throws IOException {
        this.folder = folder;
        mirror = SigningKey.of(KeyType.ED25519_COSIGNATURE, seed(folder.resolve("mirror-ed25519.seed")));
        identity = new AgencyIdentity(
                code,
                first("log-ed25519", KeyType.ED25519),
                first("log-mldsa44", KeyType.ML_DSA_44),
                mirror.vkey("x").publicKey().toArray());
        Path file = folder.resolve(ROSTER);
        Roster roster =
                identity.roster().with(0, Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "");
        state = new State(roster, Map.of());
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

    /// The public half of a key of the first pair.
    private byte[] first(String name, KeyType type) throws IOException {
        Path file = folder.resolve(name + ".pub");
        if (Files.exists(file)) {
            return Files.readAllBytes(file);
        }
        SigningKey key = SigningKey.of(type, seed(folder.resolve(name + ".seed")));
        byte[] raw = key.vkey("x").publicKey().toArray();
        try {
            write(file, raw);
        } catch (FileAlreadyExistsException _) {
            return Files.readAllBytes(file); // another instance was faster, with the same seed
        }
        return raw;
    }

    private Path seed(int pair, String name) {
        return folder.resolve(name + (pair == 0 ? "" : "." + pair) + ".seed");
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
            } else {
                throw new IllegalStateException("the seeds of pair " + each.number() + " are missing in " + folder);
            }
        }
        state = new State(roster, Map.copyOf(pairs));
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

    private Roster keep(Roster roster) throws IOException {
        byte[] steps = roster.format(0).getBytes(StandardCharsets.UTF_8);
        write(folder.resolve(ROSTER), steps, StandardCopyOption.ATOMIC_MOVE);
        take(roster);
        return roster;
    }

    private static SignedNote sign(
            Checkpoint tree, List<Roster.Pair> by, Map<Integer, Pair> pairs, InstantSource clock) {
        var signers = new ArrayList<NoteSigner>();
        by.forEach(each -> signers.addAll(
                java.util.Objects.requireNonNull(pairs.get(each.number())).signers(tree.origin(), clock)));
        return tree.sign(signers.toArray(NoteSigner[]::new));
    }

    SignedNote sign(LogOrigin origin, Checkpoint checkpoint, InstantSource clock) {
        State now = state;
        List<Roster.Pair> by = now.roster.current().stream()
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
        return sign(tree, now.roster.current(), now.pairs, clock);
    }

    /// A receipt for a partner's log. Only call it when everything below `checkpoint.size()` is durable here.
    public Cosignature receipt(Checkpoint checkpoint, InstantSource clock) {
        return Cosignature.sign(
                mirror, identity.mirrorName(), checkpoint, clock.instant().getEpochSecond());
    }
}
