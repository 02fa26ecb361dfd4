package vn.hiepdong.node.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Cosignature;
import vn.hiepdong.format.KeyType;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.format.SigningKey;

/// The agency's private keys: 32-byte seeds in files of mode 0600, outside the database and its backups. Whoever
/// copies this folder can speak for the agency.
public final class AgencyKeys {
    private final SigningKey log;
    private final SigningKey logPq;
    private final SigningKey mirror;
    private final AgencyIdentity identity;

    private AgencyKeys(AgencyCode code, SigningKey log, SigningKey logPq, SigningKey mirror) {
        this.log = log;
        this.logPq = logPq;
        this.mirror = mirror;
        identity = new AgencyIdentity(
                code,
                log.vkey("x").publicKey().toArray(),
                logPq.vkey("x").publicKey().toArray(),
                mirror.vkey("x").publicKey().toArray());
    }

    /// Reads the keys, or makes them at the first start.
    public static AgencyKeys in(Path folder, AgencyCode code) {
        var random = new SecureRandom();
        return new AgencyKeys(
                code,
                SigningKey.of(KeyType.ED25519, seed(folder.resolve("log-ed25519.seed"), random)),
                SigningKey.of(KeyType.ML_DSA_44, seed(folder.resolve("log-mldsa44.seed"), random)),
                SigningKey.of(KeyType.ED25519_COSIGNATURE, seed(folder.resolve("mirror-ed25519.seed"), random)));
    }

    private static byte[] seed(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                write(file, random);
            }
            byte[] seed = Files.readAllBytes(file);
            if (seed.length != KeyType.SEED_LENGTH) {
                throw new IllegalStateException(file + " should hold 32 bytes, but holds " + seed.length);
            }
            return seed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, SecureRandom random) throws IOException {
        Files.createDirectories(file.getParent());
        var seed = new byte[KeyType.SEED_LENGTH];
        random.nextBytes(seed);
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(partial, seed, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(partial, file);
        try (var folder = FileChannel.open(file.getParent(), Set.of(StandardOpenOption.READ))) {
            folder.force(true);
        }
    }

    public AgencyIdentity identity() {
        return identity;
    }

    SignedNote sign(LogOrigin origin, Checkpoint checkpoint, InstantSource clock) {
        return checkpoint.sign(log.signer(origin.toString(), clock), logPq.signer(origin.toString(), clock));
    }

    /// Signs the tree over the parts of a file that is carried by hand, with both keys.
    ///
    /// @param tree its origin must not be the name of a log: nobody shall take the file for a checkpoint
    public SignedNote signFile(Checkpoint tree, InstantSource clock) {
        if (LogOrigin.isOrigin(tree.origin())) {
            throw new IllegalArgumentException(tree.origin() + " is a log");
        }
        return tree.sign(log.signer(tree.origin(), clock), logPq.signer(tree.origin(), clock));
    }

    /// A receipt for a partner's log. Only call it when everything below `checkpoint.size()` is durable here.
    public Cosignature receipt(Checkpoint checkpoint, InstantSource clock) {
        return Cosignature.sign(
                mirror, identity.mirrorName(), checkpoint, clock.instant().getEpochSecond());
    }
}
