package vn.hiepdong.verifier;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Commitment;
import vn.hiepdong.format.Cosignature;
import vn.hiepdong.format.EntryHeader;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Hlc;
import vn.hiepdong.format.KeyType;
import vn.hiepdong.format.MemoryTree;
import vn.hiepdong.format.Merkle;
import vn.hiepdong.format.NoteSignature;
import vn.hiepdong.format.NoteSigner;
import vn.hiepdong.format.Proofs;
import vn.hiepdong.format.RecoveryKey;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.format.SigningKey;

/// An agency with one log, in memory.
final class Author {
    static final String SPACE = "0199a3f2-c400-7000-8000-00000000c0de";

    private SigningKey log;
    private SigningKey logPq;
    private SigningKey mirror;
    private final RecoveryKey recovery;
    final Agency agency;
    final String origin;
    private final MemoryTree tree = new MemoryTree();
    private final List<byte[]> entries = new ArrayList<>();
    private final List<byte[]> payloads = new ArrayList<>();
    private final byte[] salt;

    Author(String code, String realm) {
        log = SigningKey.of(KeyType.ED25519, seed(code + " log"));
        logPq = SigningKey.of(KeyType.ML_DSA_44, seed(code + " pq"));
        mirror = SigningKey.of(KeyType.ED25519_COSIGNATURE, seed(code + " mirror"));
        recovery = RecoveryKey.generate(always(seed(code + " recovery")));
        agency = new Agency(
                code,
                log.vkey("x").publicKey().toArray(),
                logPq.vkey("x").publicKey().toArray(),
                mirror.vkey("x").publicKey().toArray(),
                recovery.commitment().bytes(),
                "Cơ quan " + code,
                "Agency " + code);
        origin = "hd1/" + realm + "/" + SPACE + "/" + agency.id();
        salt = seed("salt");
    }

    private static byte[] seed(String text) {
        return Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    /// Two authors of one name must be the same agency.
    private static SecureRandom always(byte[] bytes) {
        return new SecureRandom() {
            @Override
            public void nextBytes(byte[] wanted) {
                System.arraycopy(bytes, 0, wanted, 0, wanted.length);
            }
        };
    }

    /// Loses all keys and goes on with others.
    void recover(SortedMap<String, byte[]> members) {
        recover(members, recovery);
    }

    /// As if with a recovery key, whoever has it.
    void recover(SortedMap<String, byte[]> members, RecoveryKey by) {
        SigningKey newLog = SigningKey.generate(KeyType.ED25519, new SecureRandom());
        SigningKey newLogPq = SigningKey.generate(KeyType.ML_DSA_44, new SecureRandom());
        SigningKey newMirror = SigningKey.generate(KeyType.ED25519_COSIGNATURE, new SecureRandom());
        InstantSource clock = () -> Instant.ofEpochSecond(1_790_000_040);
        var what = new Roster.Recovered(
                newLog.vkey("x").publicKey().toArray(),
                newLogPq.vkey("x").publicKey().toArray(),
                RecoveryKey.generate(new SecureRandom()).commitment(),
                newMirror.vkey("x").publicKey().toArray(),
                null);
        Roster first = Roster.first(
                agency.id(), agency.log(), agency.logPq(), by.commitment()); // what `by` would be right for
        Roster roster = first.with(
                Roster.recovering(clock.instant(), by, what, new TreeMap<>(Map.of(origin, 0L))), (tree, _) -> {
                    var signers = new ArrayList<NoteSigner>(by.signers(tree.origin(), clock));
                    signers.add(newLog.signer(tree.origin(), clock));
                    signers.add(newLogPq.signer(tree.origin(), clock));
                    return tree.sign(signers.toArray(NoteSigner[]::new));
                });
        members.put("rosters/" + agency.id(), roster.format(0).getBytes(StandardCharsets.UTF_8));
        log = newLog;
        logPq = newLogPq;
        mirror = newMirror;
    }

    /// Returns the hash of the entry.
    Hash say(String kind, String data) {
        byte[] payload = ("{\"by\":{\"unit\":\"PV01\",\"post\":\"Trực ban\"},\"to\":[\"MIL\"],\"data\":" + data + "}")
                .getBytes(StandardCharsets.UTF_8);
        var at = new Hlc(1_790_000_000_000L + 1000L * entries.size(), 0);
        var header = new EntryHeader(
                at,
                kind,
                List.of(),
                EntryHeader.sizeClass(payload.length),
                Commitment.of(salt, origin, at, kind, payload));
        entries.add(header.toBytes());
        payloads.add(payload);
        Hash leaf = Merkle.leaf(header.toBytes());
        tree.appendLeaf(leaf);
        return leaf;
    }

    Checkpoint checkpoint(long size) {
        return new Checkpoint(origin, size, tree.root(size));
    }

    /// Signs whatever it is given, as one does who says two things.
    SignedNote sign(Checkpoint checkpoint) {
        return checkpoint.sign(
                log.signer(origin, () -> java.time.Instant.ofEpochSecond(1_790_000_100)),
                logPq.signer(origin, () -> java.time.Instant.ofEpochSecond(1_790_000_100)));
    }

    List<Hash> inclusion(long index, long size) {
        return Proofs.inclusion(tree, index, size);
    }

    List<Hash> consistency(long from, long to) {
        return Proofs.consistency(tree, from, to);
    }

    byte[] entry(int index) {
        return entries.get(index);
    }

    NoteSignature receipt(Checkpoint of, long time) {
        return Cosignature.sign(mirror, "hd1/mirror/" + agency.id(), of, time).signature();
    }

    /// Puts its log into a file.
    void into(SortedMap<String, byte[]> members, int number, NoteSignature... receipts) {
        String folder = "logs/" + number + "/";
        long size = entries.size();
        members.put("agencies/" + agency.id(), agency.toBytes());
        members.put(
                folder + "checkpoint",
                sign(checkpoint(size)).withSignatures(List.of(receipts)).toBytes());
        for (int i = 0; i < size; i++) {
            members.put(folder + i + ".entry", entries.get(i));
            members.put(folder + i + ".proof", Verification.proof(Proofs.inclusion(tree, i, size)));
            members.put(folder + i + ".payload", payloads.get(i));
            members.put(folder + i + ".salt", salt);
        }
    }

    /// Puts an earlier receipt into a file.
    void earlier(SortedMap<String, byte[]> members, int number, long size, NoteSignature receipt) {
        String name = "logs/" + number + "/receipts/" + size;
        members.put(name, new SignedNote(checkpoint(size).text(), List.of(receipt)).toBytes());
        members.put(name + ".proof", Verification.proof(Proofs.consistency(tree, size, entries.size())));
    }
}
