package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import vn.hiepdong.format.MirrorInfo;
import vn.hiepdong.format.Proofs;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.format.SigningKey;
import vn.hiepdong.node.ledger.Frozen;
import vn.hiepdong.node.ledger.Payload;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;

/// AT-6.8: a partner that has valid keys and sends what it should not.
class HostileTest {
    private static final Place PLACE = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);

    private TestNode pol;
    private TestNode mil;
    private PartnerClient client;
    private SigningKey log;
    private SigningKey logPq;
    private MemoryTree tree;
    private List<byte[]> entries;
    private List<Payload> payloads;

    @BeforeEach
    void polHasTakenTwoHonestEntriesOfMil() throws IOException {
        pol = TestNode.start("POL");
        mil = TestNode.start("MIL");
        TestNode.pair(pol, mil);
        TestNode.join(PLACE, pol, mil);
        mil.exchange.close(); // from here on the test speaks with its keys
        client = Wire.client(mil, pol);
        log = SigningKey.of(KeyType.ED25519, seed("log-ed25519.seed"));
        logPq = SigningKey.of(KeyType.ML_DSA_44, seed("log-mldsa44.seed"));
        tree = new MemoryTree();
        entries = new ArrayList<>();
        payloads = new ArrayList<>();
        add("one");
        add("two");
        assertThat(send(0, 0, checkpoint()).status()).isEqualTo(200);
        assertThat(pol.texts()).containsExactly("one", "two");
    }

    @AfterEach
    void stop() {
        client.close();
        pol.close();
        mil.ledger.close();
        mil.database.close();
    }

    @Test
    void anHonestEntryIsTakenAndSendingItAgainIsToldWhereWeAre() throws IOException {
        add("three");
        assertThat(send(2, 2, checkpoint()).status()).isEqualTo(200);
        var again = send(2, 2, checkpoint());
        assertThat(again.status()).isEqualTo(409);
        assertThat(MirrorInfo.parse(again.body())).isEqualTo(new MirrorInfo(3, 3, Bytes.EMPTY));
        assertThat(pol.texts()).hasSize(3);
        assertThat(pol.exchange.links().rejections(9)).isEmpty();
    }

    @Test
    void aBeginningIsStoredAndTheRestFollows() throws IOException {
        for (int i = 2; i < 600; i++) {
            add("n" + i);
        }
        SignedNote note = checkpoint();
        Push whole = push(2, 2, note);
        var part = new Push(
                whole.checkpoint(),
                whole.entries(),
                whole.packages().subList(0, 1),
                whole.payloads().subList(0, 254),
                List.of());
        var first = post(part.toBytes());
        assertThat(first.status()).isEqualTo(202);
        assertThat(MirrorInfo.parse(first.body())).isEqualTo(new MirrorInfo(600, 256, Bytes.EMPTY));
        assertThat(pol.texts()).hasSize(256);
        assertThat(send(600, 256, note).status()).isEqualTo(200);
        assertThat(pol.texts()).hasSize(600);
        assertThat(pol.sql()
                        .sql("select count(*) from exchange_pending")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aTamperedPackageIsRefused() throws IOException {
        add("three");
        refused(422, "is not what the checkpoint signs", push(2, 2, checkpoint()), push -> {
            EntryPackage honest = push.packages().getFirst();
            byte[] changed = honest.entries().getFirst().clone();
            changed[30] ^= 1;
            return with(push, new EntryPackage(honest.start(), List.of(changed), honest.proof()));
        });
    }

    @Test
    void aWrongProofOfAPackageIsRefused() throws IOException {
        for (int i = 2; i < 300; i++) {
            add("n" + i);
        }
        refused(422, "is not what the checkpoint signs", push(2, 2, checkpoint()), push -> {
            EntryPackage honest = push.packages().getFirst();
            var wrong = List.of(Hash.sha256(new byte[] {1}));
            return new Push(
                    push.checkpoint(),
                    push.entries(),
                    List.of(
                            new EntryPackage(honest.start(), honest.entries(), wrong),
                            push.packages().getLast()),
                    push.payloads(),
                    List.of());
        });
    }

    @Test
    void aWrongConsistencyProofIsRefused() throws IOException {
        add("three");
        refused(
                422,
                "no proof that size 3 extends size 2",
                push(2, 2, checkpoint()),
                push -> new Push(
                        new AddCheckpoint(2, List.of(Hash.sha256(new byte[] {1})), checkpoint()),
                        push.entries(),
                        push.packages(),
                        push.payloads(),
                        List.of()));
    }

    @Test
    void anOversizeEntryIsRefused() throws IOException {
        addBytes(new byte[5000], null);
        refused(422, "the limit is 4096", push(2, 2, checkpoint()), UnaryOperator.identity());
    }

    @Test
    void anOversizePayloadIsRefused() throws IOException {
        add("three");
        refused(
                400,
                "the limit is 1 MiB",
                push(2, 2, checkpoint()),
                push -> withPayload(push, new Payload(new byte[32], new byte[Payload.MAX_BYTES + 1])));
    }

    @Test
    void aPayloadThatTheEntryDoesNotCommitToIsRefused() throws IOException {
        add("three");
        Payload honest = payloads.getLast();
        byte[] forged = honest.body().clone();
        forged[forged.length - 4] ^= 1;
        refused(
                422,
                "commits to",
                push(2, 2, checkpoint()),
                push -> withPayload(push, new Payload(honest.salt(), forged)));
    }

    @Test
    void anEntryThatIsNoEntryIsRefused() throws IOException {
        addBytes("not a header".getBytes(), null);
        refused(422, "entry ends in the middle", push(2, 2, checkpoint()), UnaryOperator.identity());
    }

    @Test
    void anUnknownKindIsKeptAndNotShown() throws IOException {
        add("drawing", "newer.drawn", "{\"by\":{\"unit\":\"\",\"post\":\"\"},\"to\":[\"POL\"],\"data\":{\"x\":1}}");
        assertThat(send(2, 2, checkpoint()).status()).isEqualTo(200);
        assertThat(pol.logOf(mil, PLACE).size()).isEqualTo(3);
        assertThat(pol.texts()).containsExactly("one", "two");
        assertThat(pol.exchange.links().rejections(9)).isEmpty();
    }

    @Test
    void aCheckpointThatGoesBackIsRefused() throws IOException {
        var small = new MemoryTree();
        small.append(entries.getFirst());
        SignedNote old = sign(new Checkpoint(mil.origin(PLACE).toString(), 1, small.root()));
        var push = new Push(
                new AddCheckpoint(2, List.of(), old),
                new AddEntries(mil.origin(PLACE).toString(), 1, 1, Bytes.EMPTY),
                List.of(),
                List.of(),
                List.of());
        refused(400, "goes back from 2 to 1", push, UnaryOperator.identity());
    }

    @Test
    void aForkIsKeptAsEvidenceAndFreezesTheLog() throws IOException {
        Checkpoint other = new Checkpoint(mil.origin(PLACE).toString(), 2, Hash.sha256("another tree".getBytes()));
        var push = new Push(
                new AddCheckpoint(2, List.of(), sign(other)),
                new AddEntries(other.origin(), 2, 2, Bytes.EMPTY),
                List.of(),
                List.of(),
                List.of());
        assertThat(post(push.toBytes()).status()).isEqualTo(422);
        assertThat(pol.logOf(mil, PLACE).frozen()).satisfies(frozen -> {
            assertThat(frozen.reason()).isEqualTo(Frozen.Reason.FORK);
            assertThat(frozen.detail()).contains("two different trees of size 2");
        });
        assertThat(pol.exchange.links().evidence(0)).singleElement().satisfies(each -> {
            assertThat(each.first().text()).isNotEqualTo(each.second().text());
            var keys = mil.ledger
                    .self()
                    .roster()
                    .current()
                    .getFirst()
                    .keys(mil.origin(PLACE).toString());
            assertThat(each.first().verify(keys).checkpoint().size()).isEqualTo(2);
            assertThat(each.second().verify(keys).checkpoint().size()).isEqualTo(2);
        });
        add("three");
        assertThat(send(2, 2, checkpoint()).status()).as("the frozen log").isEqualTo(403);
        assertThat(pol.texts()).containsExactly("one", "two");
    }

    @Test
    void anUnsignedContradictionFreezesNothing() throws IOException {
        Checkpoint other = new Checkpoint(mil.origin(PLACE).toString(), 2, Hash.sha256("another tree".getBytes()));
        SigningKey foreign = SigningKey.generate(KeyType.ED25519, new SecureRandom());
        var push = new Push(
                new AddCheckpoint(2, List.of(), other.sign(foreign.signer(other.origin(), InstantSource.system()))),
                new AddEntries(other.origin(), 2, 2, Bytes.EMPTY),
                List.of(),
                List.of(),
                List.of());
        refused(403, "not signed by any known key", push, UnaryOperator.identity());
        assertThat(pol.logOf(mil, PLACE).frozen()).isNull();
    }

    @Test
    void aCheckpointThatLacksOneOfBothSignaturesIsRefused() throws IOException {
        add("three");
        var half = new SignedNote(checkpoint().text(), checkpoint().signatures().subList(0, 1));
        refused(403, "lacks one of the log's two signatures", push(2, 2, half), UnaryOperator.identity());
    }

    /// AT-8.7
    @Test
    void anUnknownRealmIsRefusedAndNeverTakenForReal() throws IOException {
        String origin = mil.origin(PLACE).toString().replace("/real/", "/rehearsal/");
        refused(400, "unknown realm", empty(origin), UnaryOperator.identity());
        assertThat(pol.ledger.logs()).noneMatch(each -> each.origin().toString().equals(origin));
    }

    @Test
    void somebodyElsesLogIsRefused() throws IOException {
        refused(403, "writes its logs itself", empty(pol.origin(PLACE).toString()), UnaryOperator.identity());
        String stranger = mil.origin(PLACE).toString().replace("MIL.", "AUT.");
        refused(404, "no partner AUT", empty(stranger), UnaryOperator.identity());
        String otherKeys = "hd1/real/" + PLACE.space() + "/MIL.0123456789abcdef";
        refused(404, "other keys", empty(otherKeys), UnaryOperator.identity());
        var foreign = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);
        refused(404, "is not shared", empty(mil.origin(foreign).toString()), UnaryOperator.identity());
    }

    @Test
    void noBytesMakeTheReceiverStumble() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new java.util.Random(seed);
        add("three");
        byte[] honest = push(2, 2, checkpoint()).toBytes();
        for (int i = 0; i < 200; i++) {
            byte[] bytes = honest.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            if (random.nextInt(4) == 0) {
                bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            assertThat(post(bytes).status()).isIn(400, 403, 404, 409, 413, 422);
        }
        assertThat(pol.texts()).containsExactly("one", "two");
        assertThat(send(2, 2, checkpoint()).status()).isEqualTo(200);
    }

    /// Sends the push as changed; it must be refused with this status and reason, kept as a rejection, and change
    /// nothing.
    private void refused(int status, String reason, Push honest, UnaryOperator<Push> change) throws IOException {
        byte[] body = change.apply(honest).toBytes();
        var response = post(body);
        assertThat(response.text()).contains(reason);
        assertThat(response.status()).isEqualTo(status);
        assertThat(pol.texts()).containsExactly("one", "two");
        assertThat(pol.logOf(mil, PLACE).size()).isEqualTo(2);
        Rejection kept = pol.exchange.links().rejections(mil.code, 1).getFirst();
        assertThat(kept.reason()).contains(reason);
        assertThat(kept.status()).isEqualTo(status);
        assertThat(kept.sha256()).isEqualTo(Hash.sha256(body));
    }

    private PartnerClient.Response post(byte[] body) throws IOException {
        return client.post(pol.exchange.url(), "/exchange/v1/push", Answer.BYTES, body);
    }

    private PartnerClient.Response send(long old, long start, SignedNote note) throws IOException {
        return post(push(old, start, note).toBytes());
    }

    private Push push(long old, long start, SignedNote note) {
        long size = tree.size();
        var packages = new ArrayList<EntryPackage>();
        long at = start;
        while (at < size) {
            long end = EntryPackage.endOf(at, size);
            packages.add(EntryPackage.of(tree, at, size, entries.subList((int) at, (int) end)));
            at = end;
        }
        var carried = new ArrayList<Push.Carried>();
        for (Payload payload : payloads.subList((int) start, payloads.size())) {
            carried.add(payload == NONE ? Push.Carried.NOTHING : Push.Carried.of(payload));
        }
        return new Push(
                new AddCheckpoint(old, old == 0 ? List.of() : Proofs.consistency(tree, old, size), note),
                new AddEntries(mil.origin(PLACE).toString(), start, size, Bytes.EMPTY),
                packages,
                carried,
                List.of());
    }

    /// A push about some log, without entries; what is in it must not matter.
    private Push empty(String origin) {
        var checkpoint = new Checkpoint(origin, 1, Hash.sha256(new byte[0]));
        return new Push(
                new AddCheckpoint(0, List.of(), sign(checkpoint)),
                new AddEntries(origin, 0, 1, Bytes.EMPTY),
                List.of(),
                List.of(),
                List.of());
    }

    private static Push with(Push push, EntryPackage only) {
        return new Push(push.checkpoint(), push.entries(), List.of(only), push.payloads(), List.of());
    }

    private static Push withPayload(Push push, Payload payload) {
        return new Push(
                push.checkpoint(), push.entries(), push.packages(), List.of(Push.Carried.of(payload)), List.of());
    }

    private SignedNote checkpoint() {
        return sign(new Checkpoint(mil.origin(PLACE).toString(), tree.size(), tree.root()));
    }

    private SignedNote sign(Checkpoint checkpoint) {
        var clock = InstantSource.system();
        return checkpoint.sign(log.signer(checkpoint.origin(), clock), logPq.signer(checkpoint.origin(), clock));
    }

    private void add(String text) {
        String body = "{\"by\":{\"unit\":\"\",\"post\":\"\"},\"to\":[\"POL\"],\"data\":{\"id\":\"" + mil.ids.next()
                + "\",\"text\":\"" + text + "\"}}";
        add(text, "note.written", body);
    }

    private void add(String text, String kind, String json) {
        byte[] body = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var payload = new Payload(Hash.sha256(text.getBytes()).bytes(), body);
        var at = new Hlc(1_700_000_000_000L + tree.size(), 0);
        Hash commitment = Commitment.of(payload.salt(), mil.origin(PLACE).toString(), at, kind, body);
        var header = new EntryHeader(at, kind, List.of(), EntryHeader.sizeClass(body.length), commitment);
        addBytes(header.toBytes(), payload);
    }

    private static final Payload NONE = new Payload(new byte[0], new byte[0]);

    private void addBytes(byte[] entry, @org.jspecify.annotations.Nullable Payload payload) {
        tree.append(entry);
        entries.add(entry);
        payloads.add(payload == null ? NONE : payload);
    }

    private byte[] seed(String name) throws IOException {
        return java.nio.file.Files.readAllBytes(mil.keys.resolve(name));
    }
}
