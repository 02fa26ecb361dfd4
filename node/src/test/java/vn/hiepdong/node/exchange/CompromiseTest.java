package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
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
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Hlc;
import vn.hiepdong.format.KeyType;
import vn.hiepdong.format.MemoryTree;
import vn.hiepdong.format.Merkle;
import vn.hiepdong.format.NoteSigner;
import vn.hiepdong.format.Proofs;
import vn.hiepdong.format.RecoveryKey;
import vn.hiepdong.format.RightEdge;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.format.SigningKey;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.KeysForTests;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LedgerCheck;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.Payload;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.StoredEntry;
import vn.hiepdong.node.web.Refused;

/// Others have the log keys of an agency: its logs end where enough partners hold them, others go on, and nothing is
/// lost or said twice.
class CompromiseTest {
    private static final Place PLACE = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);

    private final InstantSource clock = InstantSource.system();
    private final List<TestNode> nodes = new ArrayList<>();

    private TestNode pol;
    private TestNode mil;
    private String written;
    private Path stolen;

    @BeforeEach
    void twoNodesThatExchange() throws IOException {
        pol = node("POL");
        mil = node("MIL");
        TestNode.pair(pol, mil);
        TestNode.join(PLACE, pol, mil);
        pol.write(PLACE, "1 held", mil);
        pol.write(PLACE, "2 held", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE));
        written = pol.exchange.partners().recoveryKey().orElseThrow().text();
        stolen = Files.createTempDirectory("stolen");
        try (var files = Files.list(pol.keys)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Files.copy(each, stolen.resolve(each.getFileName()));
            }
        }
        Files.delete(stolen.resolve("recovery.key")); // it had been carried away
    }

    private TestNode node(String code) {
        TestNode node = TestNode.start(code);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    private Roster declares() {
        return declares(2);
    }

    private Roster declares(int holders) {
        return pol.exchange.compromise().declare(Compromise.Reason.COPIED, holders, written, TestNode.DUTY);
    }

    /// POL's keys as another knows them.
    private Roster knownTo(TestNode node) {
        return node.exchange.partners().roster(pol.ledger.self());
    }

    private LogOrigin first() {
        return pol.ledger.self().origin(PLACE.realm(), PLACE.space());
    }

    private static LogView log(TestNode node, LogOrigin origin) {
        return node.ledger.log(origin.toString()).orElseThrow();
    }

    private static List<String> rows(TestNode node) {
        return node.sql()
                .sql("select text from test_note order by text, id")
                .query(String.class)
                .list();
    }

    private static void rebuiltIsTheSame(TestNode node) {
        List<String> before = rows(node);
        node.ledger.rebuild();
        node.exchange.partners().changed();
        assertThat(rows(node)).isEqualTo(before);
        var findings = new ArrayList<LedgerCheck.Finding>();
        var exchange = new ExchangeCheck(node.database);
        var check = new LedgerCheck(
                node.database,
                origin -> origin.isBy(node.ledger.self())
                        ? Optional.of(node.ledger.keys().roster())
                        : exchange.roster(origin),
                exchange::receipts,
                findings::add);
        check.logs();
        assertThat(findings).isEmpty();
    }

    /// What the thief can do with the folder of keys.
    private SignedNote signs(String origin, long size, Hash root) throws IOException {
        var checkpoint = new Checkpoint(origin, size, root);
        var signers = new ArrayList<NoteSigner>();
        signers.add(key(KeyType.ED25519, "log-ed25519").signer(origin, clock));
        signers.add(key(KeyType.ML_DSA_44, "log-mldsa44").signer(origin, clock));
        return checkpoint.sign(signers.toArray(NoteSigner[]::new));
    }

    private SigningKey key(KeyType type, String name) throws IOException {
        return SigningKey.of(type, Files.readAllBytes(stolen.resolve(name + ".seed")));
    }

    /// A push of one entry more than there are at the end, with the old pair.
    private byte[] forged(TestNode from, LogOrigin origin) throws IOException {
        LogView log = log(from, origin);
        long size = log.size();
        byte[] body = ("{\"by\":{\"unit\":\"\",\"post\":\"\"},\"to\":[],\"data\":{\"id\":\"" + UUID.randomUUID()
                        + "\",\"text\":\"9 forged\"}}")
                .getBytes(StandardCharsets.UTF_8);
        var payload = new Payload(new byte[32], body);
        var at = new Hlc(clock.millis(), 0);
        Hash commitment = Commitment.of(payload.salt(), origin.toString(), at, "note.written", body);
        byte[] entry = new EntryHeader(at, "note.written", List.of(), EntryHeader.sizeClass(body.length), commitment)
                .toBytes();
        var tree = new MemoryTree();
        from.ledger.bytes(log.id(), 0, size).forEach(tree::append);
        tree.append(entry);
        SignedNote note = signs(origin.toString(), size + 1, tree.root());
        var proof = Proofs.consistency(tree, size, size + 1);
        var piece = EntryPackage.of(tree, size, size + 1, List.of(entry));
        return new Push(
                        new AddCheckpoint(size, proof, note),
                        new AddEntries(origin.toString(), size, size + 1, Bytes.EMPTY),
                        List.of(piece),
                        List.of(Push.Carried.of(payload)),
                        List.of())
                .toBytes();
    }

    private Answer pushedTo(TestNode node, byte[] body) {
        return node.exchange
                .receiver()
                .push(node.exchange.partners().find(pol.code).orElseThrow(), body);
    }

    @Test
    void theLogGoesOnUnderAnotherNameAndNothingIsLostOrSaidTwice() {
        SignedNote old = pol.checkpoint(PLACE);
        mil.stop();
        Set<UUID> before = Set.copyOf(pol.notes());
        var third = pol.write(PLACE, "3 while nobody held it", mil);
        pol.write(PLACE, "4 and this", mil);
        Until.isTrue(() -> pol.log(PLACE).signedSize() == 4);

        Compromise.Plan plan = pol.exchange.compromise().plan(2);
        Compromise.Ending ending = plan.endings().stream()
                .filter(each -> each.origin().equals(first()))
                .findFirst()
                .orElseThrow();
        assertThat(ending).isEqualTo(new Compromise.Ending(first(), 4, 2, Map.of(mil.code, 2L)));
        assertThat(ending.again()).isEqualTo(2);
        declares();

        assertThat(rows(pol)).containsExactly("1 held", "2 held", "3 while nobody held it", "4 and this");
        assertThat(log(pol, first()).ended()).isEqualTo(2);
        assertThat(log(pol, first()).size()).isEqualTo(2);
        LogOrigin second = first().number(2);
        assertThat(log(pol, second).size()).isEqualTo(3);
        StoredEntry again = pol.ledger.entry(log(pol, second).id(), 1).orElseThrow();
        EntryHeader header = EntryHeader.parse(again.bytes());
        assertThat(header.again()).isEqualTo(1);
        assertThat(header.name(
                        second.toString(),
                        again.payload().salt(),
                        again.payload().body()))
                .as("others go on calling it by the name it had")
                .isEqualTo(third.hash());
        assertThat(pol.ledger.predecessor(log(pol, second).id()))
                .hasValue(new Ledger.Predecessor(first().toString(), 2, "copied"));

        mil.start();
        pol.write(PLACE, "5 with the new pair", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 5);
        assertThat(rows(mil)).isEqualTo(rows(pol));
        assertThat(pol.notes()).containsAll(before).hasSize(5);
        assertThat(mil.exchange.links().rejections(9)).isEmpty();
        Until.isTrue(() -> log(mil, first()).ended() != null);
        Checkpoint checkpoint = Checkpoint.parse(old.text());
        knownTo(mil).verify(old, checkpoint.origin(), checkpoint.size());
        assertThat(knownTo(mil).number()).isEqualTo(2);
        rebuiltIsTheSame(pol);
        rebuiltIsTheSame(mil);
        assertThat(pol.exchange.links().link(mil.code).orElseThrow().queueDepth())
                .isZero();
    }

    @Test
    void whoSignsWithTheOldKeysBehindTheEndIsRefusedAndThatIsKept() throws IOException {
        byte[] forged = forged(pol, first());
        declares();
        Until.isTrue(() -> knownTo(mil).number() == 2 && log(mil, first()).ended() != null);
        assertThat(pushedTo(mil, forged).status()).isEqualTo(403);
        assertThat(mil.exchange.links().rejections(9)).singleElement().satisfies(each -> {
            assertThat(each.why()).isEqualTo(Refusal.ENDED);
            assertThat(each.origin()).isEqualTo(first().toString());
        });
        assertThat(log(mil, first()).size()).isEqualTo(2);
        // Nor does the old pair sign anything of the log that follows.
        LogOrigin second = first().number(2);
        SignedNote note = signs(second.toString(), 1, Merkle.EMPTY_ROOT);
        assertThatThrownBy(() -> knownTo(mil).verify(note, second.toString(), 1))
                .isInstanceOf(FormatException.class);
        SignedNote another = signs(first().toString(), 2, Merkle.EMPTY_ROOT);
        assertThatThrownBy(() -> knownTo(mil).verify(another, first().toString(), 2))
                .hasMessageContaining("another tree");
    }

    @Test
    void whatAPartnerTookBehindTheEndIsTakenOffThere() throws IOException {
        assertThat(pushedTo(mil, forged(pol, first())).status()).isEqualTo(200);
        assertThat(log(mil, first()).size()).isEqualTo(3);
        assertThat(mil.texts()).contains("9 forged");
        declares();
        Until.isTrue(() -> log(mil, first()).ended() != null);
        Until.isTrue(() -> mil.holds(pol, PLACE, 1) && log(mil, first()).signedSize() == 2);
        assertThat(log(mil, first()).size()).isEqualTo(2);
        assertThat(mil.texts()).containsExactly("1 held", "2 held");
        pol.write(PLACE, "3 and on", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 3);
        rebuiltIsTheSame(mil);
        rebuiltIsTheSame(pol);
    }

    @Test
    void whatFewerThanEnoughHoldIsSaidAgainAndStandsOnceEverywhere() {
        TestNode aut = node("AUT");
        TestNode.pair(pol, aut);
        TestNode.pair(mil, aut);
        TestNode.join(PLACE, pol, mil, aut);
        Until.isTrue(() -> pol.isHeldBy(aut, PLACE));
        aut.stop();
        pol.write(PLACE, "3 held by one", mil, aut);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE));
        assertThat(pol.exchange.compromise().plan(1).endings().stream()
                        .filter(each -> each.origin().equals(first()))
                        .mapToLong(Compromise.Ending::end))
                .containsExactly(3L);
        declares(2);
        assertThat(log(pol, first()).size()).isEqualTo(2);
        Until.isTrue(() -> mil.holds(pol, PLACE, 2));
        assertThat(rows(mil)).containsExactly("1 held", "2 held", "3 held by one");
        assertThat(log(mil, first()).size()).isEqualTo(2);
        aut.start();
        Until.isTrue(() -> aut.holds(pol, PLACE, 2));
        assertThat(aut.texts()).containsExactly("3 held by one");
        Until.isTrue(() -> log(mil, first()).signedSize() == 2);
        for (TestNode each : nodes) {
            rebuiltIsTheSame(each);
        }
    }

    @Test
    void aNodeThatIsKilledInBetweenGoesOnAtItsNextStart() throws IOException {
        mil.stop();
        pol.write(PLACE, "3 not held", mil);
        Until.isTrue(() -> pol.log(PLACE).signedSize() == 3);
        pol.stop();
        // The step is on the disk, and then the power fails.
        var ends = new TreeMap<String, Roster.End>();
        var ledger = pol.ledger(pol.database);
        for (LogView log : ledger.logs()) {
            long size = log.origin().equals(first()) ? 2 : log.signedSize();
            Hash root =
                    RightEdge.read(ledger.hashes(log.id(), log.size()), size).root();
            ends.put(log.origin().toString(), new Roster.End(size, root, clock.instant(), "copied"));
        }
        ledger.close();
        KeysForTests.compromised(AgencyKeys.in(pol.keys, pol.code), RecoveryKey.parse(written), ends, clock);
        pol.start();
        mil.start();
        assertThat(log(pol, first()).size()).isEqualTo(2);
        assertThat(rows(pol)).containsExactly("1 held", "2 held", "3 not held");
        assertThat(pol.ledger.isSuccessionDue()).isFalse();
        Until.isTrue(() -> mil.holds(pol, PLACE, 2) && mil.texts().size() == 3);
        pol.stop();
        pol.start();
        pol.write(PLACE, "4 and on", mil);
        Until.isTrue(() -> mil.holds(pol, PLACE, 3) && mil.texts().size() == 4);
        rebuiltIsTheSame(pol);
        rebuiltIsTheSame(mil);
    }

    @Test
    void withoutTheRecoveryKeyNobodyEndsALog() {
        String wrong = RecoveryKey.generate(new SecureRandom()).text();
        assertThatThrownBy(() -> pol.exchange.compromise().declare(Compromise.Reason.MISUSED, 2, wrong, TestNode.DUTY))
                .isInstanceOf(Refused.class);
        assertThat(pol.ledger.keys().roster().number()).isEqualTo(1);
        // The thief has every other key, and a recovery key of his own.
        AgencyKeys thief = AgencyKeys.in(stolen, pol.code);
        assertThatThrownBy(() -> KeysForTests.compromised(
                        thief, RecoveryKey.generate(new SecureRandom()), new TreeMap<String, Roster.End>(), clock))
                .hasMessageContaining("not the recovery key");
    }

    @Test
    void theRecoveryKeyAloneEndsALogOnlyWhenThePartnerWasCalled() throws IOException {
        pol.stop();
        Files.delete(pol.keys.resolve("log-ed25519.seed")); // the thief deleted what he copied
        pol.start();
        declares();
        Until.isTrue(() -> !mil.exchange.partners().recoveries().isEmpty());
        Partners.Waiting waiting = mil.exchange.partners().recoveries().getFirst();
        assertThat(waiting.compromised()).isTrue();
        assertThat(knownTo(mil).number()).isEqualTo(1);
        assertThat(log(mil, first()).ended()).isNull();
        mil.exchange.partners().approveRecovery(pol.code, waiting.fingerprint(), TestNode.DUTY);
        pol.write(PLACE, "3 after the call", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 3);
        assertThat(log(mil, first()).ended()).isEqualTo(2);
    }

    @Test
    void stepsThatTheThiefTookBeforeAreOverruled() throws IOException {
        AgencyKeys thief = AgencyKeys.in(stolen, pol.code);
        Roster his = KeysForTests.add(thief, clock);
        mil.exchange
                .partners()
                .keysStated(KeyStatement.of(pol.ledger.self().name(), his).text());
        assertThat(knownTo(mil).pairs()).hasSize(2);
        declares();
        Until.isTrue(() -> knownTo(mil).number() == 2);
        assertThat(knownTo(mil).current())
                .singleElement()
                .satisfies(each -> assertThat(each.fingerprint())
                        .isEqualTo(pol.ledger.keys().roster().pairs().getLast().fingerprint()));
        pol.write(PLACE, "3 and on", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 3);
        assertThatThrownBy(() -> mil.exchange
                        .partners()
                        .keysStated(
                                KeyStatement.of(pol.ledger.self().name(), his).text()))
                .isInstanceOf(Refused.class);
        rebuiltIsTheSame(mil);
        assertThat(knownTo(mil).number()).isEqualTo(2);
    }

    @Test
    void aStatementThatWasCarriedEndsTheLogToo() {
        mil.stop();
        pol.write(PLACE, "3 not held", mil);
        declares();
        pol.calls("https://127.0.0.1:1");
        pol.stop();
        pol.start();
        String statement = pol.exchange.partners().keyStatement();
        pol.exchange.partners().suspend(mil.code, TestNode.DUTY);
        mil.start();
        assertThat(mil.exchange.courier().in(Wire.stream(statement)).keys()).isTrue();
        assertThat(knownTo(mil).number()).isEqualTo(2);
        assertThat(log(mil, first()).ended()).isEqualTo(2);
    }

    @Test
    void aLogCanEndTwice() {
        declares();
        Until.isTrue(() -> mil.holds(pol, PLACE, 1));
        mil.stop();
        var said = pol.write(PLACE, "3 in the second", mil);
        written = pol.exchange.partners().recoveryKey().orElseThrow().text();
        declares();
        assertThat(log(pol, first().number(2)).ended()).isEqualTo(1);
        StoredEntry again =
                pol.ledger.entry(log(pol, first().number(3)).id(), 1).orElseThrow();
        assertThat(EntryHeader.parse(again.bytes()).again()).isEqualTo(2);
        assertThat(EntryHeader.parse(again.bytes())
                        .name(
                                first().number(3).toString(),
                                again.payload().salt(),
                                again.payload().body()))
                .isEqualTo(said.hash());
        mil.start();
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 3);
        assertThat(knownTo(mil).number()).isEqualTo(3);
        rebuiltIsTheSame(pol);
        rebuiltIsTheSame(mil);
    }

    @Test
    void whoHoldsAnotherTreeThanTheOneThatEndedTakesItAnew() throws IOException {
        TestNode aut = node("AUT");
        TestNode.pair(pol, aut);
        TestNode.join(PLACE, pol, mil, aut);
        assertThat(pushedTo(mil, forged(pol, first())).status()).isEqualTo(200);
        assertThat(mil.texts()).contains("9 forged");
        mil.stop(); // nobody notices the fork
        for (String text : List.of("3 true", "4 true", "5 true")) {
            pol.write(PLACE, text, mil, aut);
        }
        Until.isTrue(() -> pol.isHeldBy(aut, PLACE));
        declares(1);
        assertThat(log(pol, first()).ended()).isEqualTo(5);
        mil.start();
        pol.write(PLACE, "6 and on", mil, aut);
        Until.isTrue(() -> mil.holds(pol, PLACE, 2) && log(mil, first()).signedSize() == 5);
        assertThat(rows(mil)).containsExactly("1 held", "2 held", "3 true", "4 true", "5 true", "6 and on");
        assertThat(log(mil, first()).frozen()).isNull();
        rebuiltIsTheSame(mil);
    }

    @Test
    void aLogThatWasForkedGoesOn() throws IOException {
        pushedTo(mil, forged(pol, first()));
        pol.write(PLACE, "3 the true one", mil);
        Until.isTrue(
                () -> log(mil, first()).frozen() != null || log(pol, first()).frozen() != null);
        declares();
        Until.isTrue(() ->
                mil.holds(pol, PLACE, pol.log(PLACE).size()) && mil.texts().size() == 3);
        assertThat(log(mil, first()).frozen()).isNull();
        pol.write(PLACE, "4 and on", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 4);
    }
}
