package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import vn.hiepdong.format.AddCheckpoint;
import vn.hiepdong.format.AddEntries;
import vn.hiepdong.format.Bytes;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Commitment;
import vn.hiepdong.format.EntryHeader;
import vn.hiepdong.format.EntryPackage;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Hlc;
import vn.hiepdong.format.KeyType;
import vn.hiepdong.format.MemoryTree;
import vn.hiepdong.format.Proofs;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.format.SigningKey;
import vn.hiepdong.node.ledger.Payload;
import vn.hiepdong.node.ledger.Place;

/// One of several stories that an agency tells in the same log, each signed with its real keys.
final class Storyteller {
    private final TestNode as;
    private final String origin;
    private final SigningKey log;
    private final SigningKey logPq;
    private final MemoryTree tree = new MemoryTree();
    private final List<byte[]> entries = new ArrayList<>();
    private final List<Payload> payloads = new ArrayList<>();

    /// @param as a node that does not speak itself any more
    Storyteller(TestNode as, Place place) throws IOException {
        this(as, as.origin(place).toString());
    }

    /// @param origin how it calls its log
    Storyteller(TestNode as, String origin) throws IOException {
        this.as = as;
        this.origin = origin;
        log = SigningKey.of(KeyType.ED25519, Files.readAllBytes(as.keys.resolve("log-ed25519.seed")));
        logPq = SigningKey.of(KeyType.ML_DSA_44, Files.readAllBytes(as.keys.resolve("log-mldsa44.seed")));
    }

    Storyteller say(String text) {
        byte[] body = ("{\"by\":{\"unit\":\"\",\"post\":\"\"},\"to\":[],\"data\":{\"id\":\"" + as.ids.next()
                        + "\",\"text\":\"" + text + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
        var payload =
                new Payload(Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).bytes(), body);
        var at = new Hlc(1_700_000_000_000L + tree.size(), 0);
        String kind = "note.written";
        Hash commitment = Commitment.of(payload.salt(), origin, at, kind, body);
        byte[] entry = new EntryHeader(at, kind, List.of(), EntryHeader.sizeClass(body.length), commitment).toBytes();
        tree.append(entry);
        entries.add(entry);
        payloads.add(payload);
        return this;
    }

    SignedNote checkpoint() {
        var clock = InstantSource.system();
        var checkpoint = new Checkpoint(origin, tree.size(), tree.root());
        return checkpoint.sign(log.signer(checkpoint.origin(), clock), logPq.signer(checkpoint.origin(), clock));
    }

    /// Tells the story from entry `old` on. Returns the status of the answer.
    int tell(TestNode to, long old) throws IOException {
        long size = tree.size();
        var packages = List.of(EntryPackage.of(tree, old, size, entries.subList((int) old, (int) size)));
        var carried = payloads.subList((int) old, (int) size).stream()
                .map(Push.Carried::of)
                .toList();
        var proof = old == 0 ? List.<Hash>of() : Proofs.consistency(tree, old, size);
        var push = new Push(
                new AddCheckpoint(old, proof, checkpoint()),
                new AddEntries(origin, old, size, Bytes.EMPTY),
                packages,
                carried,
                List.of());
        try (PartnerClient client = Wire.client(as, to)) {
            return client.post(to.exchange.url(), "/exchange/v1/push", Answer.BYTES, push.toBytes())
                    .status();
        }
    }
}
