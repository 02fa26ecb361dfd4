package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.KeyType;
import vn.hiepdong.format.Merkle;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.format.SigningKey;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.web.Refused;

/// A planned change of log keys: what the old pair signed stays good, and nobody is asked to compare anything again.
class RotationTest {
    private static final Place PLACE = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);

    private TestNode pol;
    private TestNode mil;

    @BeforeEach
    void twoNodesThatExchange() {
        pol = TestNode.start("POL");
        mil = TestNode.start("MIL");
        TestNode.pair(pol, mil);
        TestNode.join(PLACE, pol, mil);
        pol.write(PLACE, "signed by the first pair", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE));
    }

    @AfterEach
    void stop() {
        pol.close();
        mil.close();
    }

    @Test
    void bothPairsSignUntilTheOldOneIsRetiredAndAllOfItStaysGood() {
        SignedNote before = pol.checkpoint(PLACE);
        String fingerprint = pol.ledger.self().fingerprint();
        pol.exchange.partners().addKeys(TestNode.DUTY);
        pol.write(PLACE, "signed by both", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 2);
        SignedNote both = pol.checkpoint(PLACE);
        assertThat(both.signatures()).hasSize(4);
        Until.isTrue(() -> known().steps().size() == 1);
        assertThatThrownBy(() -> pol.exchange.partners().addKeys(TestNode.DUTY)).isInstanceOf(Refused.class);

        pol.exchange.partners().retireKeys(0, TestNode.DUTY);
        pol.write(PLACE, "signed by the second pair", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 3);
        SignedNote after = pol.checkpoint(PLACE);
        assertThat(after.signatures()).hasSize(2);
        for (SignedNote each : new SignedNote[] {before, both, after}) {
            Checkpoint checkpoint = Checkpoint.parse(each.text());
            known().verify(each, checkpoint.origin(), checkpoint.size());
        }
        assertThat(pol.keys.resolve("log-ed25519.seed")).doesNotExist();
        assertThat(pol.ledger.self().fingerprint()).isEqualTo(fingerprint);
        assertThatThrownBy(() -> pol.exchange.partners().retireKeys(1, TestNode.DUTY))
                .isInstanceOf(Refused.class);

        pol.stop();
        pol.start();
        assertThat(pol.ledger.self().fingerprint()).isEqualTo(fingerprint);
        pol.write(PLACE, "after a restart", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 4);
        mil.ledger.rebuild();
        mil.exchange.partners().changed();
        assertThat(known().steps()).hasSize(2);
        assertThat(mil.exchange.links().rejections(9)).isEmpty();
    }

    @Test
    void aPartnerThatWasAwayForAllOfItGoesOn() {
        mil.stop();
        pol.exchange.partners().addKeys(TestNode.DUTY);
        pol.write(PLACE, "by both", mil);
        Until.isTrue(() -> pol.log(PLACE).signedSize() == 2);
        pol.exchange.partners().retireKeys(0, TestNode.DUTY);
        pol.write(PLACE, "by the second", mil);
        mil.start();
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 3);
        assertThat(known().steps()).hasSize(2);
    }

    @Test
    void aFileThatIsCarriedBringsTheNewKeysAlong() throws IOException {
        mil.stop();
        pol.exchange.partners().addKeys(TestNode.DUTY);
        pol.exchange.partners().retireKeys(0, TestNode.DUTY);
        pol.write(PLACE, "by the second", mil);
        Until.isTrue(() -> pol.log(PLACE).signedSize() == 2);
        var made = pol.exchange
                .courier()
                .out(mil.code, new Courier.Wish(Courier.Range.UNCONFIRMED, true, Courier.USUAL_BYTES));
        byte[] file = Files.readAllBytes(made.file());
        pol.exchange.close();
        mil.start();
        mil.exchange.courier().in(new ByteArrayInputStream(file));
        assertThat(mil.texts()).hasSize(2);
        assertThat(known().current()).extracting(Roster.Pair::number).containsExactly(1);
        pol.exchange = pol.exchange(pol.database, pol.ledger, pol.port());
    }

    @Test
    void whoStealsARetiredPairSignsNothingMoreAndChangesNoKeys() throws IOException {
        SigningKey ed25519 = SigningKey.of(KeyType.ED25519, Files.readAllBytes(pol.keys.resolve("log-ed25519.seed")));
        SigningKey mlDsa44 = SigningKey.of(KeyType.ML_DSA_44, Files.readAllBytes(pol.keys.resolve("log-mldsa44.seed")));
        pol.exchange.partners().addKeys(TestNode.DUTY);
        pol.exchange.partners().retireKeys(0, TestNode.DUTY);
        Until.isTrue(() -> known().steps().size() == 2);
        var clock = InstantSource.system();
        var forged = new Checkpoint(pol.origin(PLACE).toString(), 9, Merkle.EMPTY_ROOT);
        SignedNote note = forged.sign(ed25519.signer(forged.origin(), clock), mlDsa44.signer(forged.origin(), clock));
        assertThatThrownBy(() -> known().verify(note, forged.origin(), 9)).isInstanceOf(FormatException.class);

        SigningKey own = SigningKey.of(KeyType.ED25519, new byte[32]);
        SigningKey ownPq = SigningKey.of(KeyType.ML_DSA_44, new byte[32]);
        String step = Roster.adding(
                clock.instant(),
                own.vkey("x").publicKey().toArray(),
                ownPq.vkey("x").publicKey().toArray(),
                new TreeMap<>());
        Roster other = pol.ledger
                .self()
                .roster()
                .with(
                        step,
                        (tree, _) -> tree.sign(
                                ed25519.signer(tree.origin(), clock),
                                mlDsa44.signer(tree.origin(), clock),
                                own.signer(tree.origin(), clock),
                                ownPq.signer(tree.origin(), clock)));
        var said = new Greeting.Keys(0, null, 0, other.format(0), null);
        var partner = mil.exchange.partners().find(pol.code).orElseThrow();
        assertThatThrownBy(() -> mil.exchange.partners().keysChanged(partner, said))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).contains("is another one here"));
        assertThat(known().steps()).hasSize(2);
    }

    @Test
    void anotherKeyGivesReceiptsAndThoseOfTheOneBeforeStayGood() {
        assertThat(pol.isHeldBy(mil, PLACE)).isTrue();
        mil.exchange.partners().changeMirrorKey(TestNode.DUTY);
        assertThat(mil.keys.resolve("mirror-ed25519.seed")).doesNotExist();
        pol.write(PLACE, "with a receipt of the second key", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE));
        int log = pol.log(PLACE).id();
        var receipts = pol.exchange.links().receipts(log, java.util.List.of(0L, 1L));
        assertThat(receipts)
                .extracting(each -> each.cosignature().signature().keyId())
                .doesNotHaveDuplicates()
                .hasSize(2);
        Roster roster = pol.exchange.partners().roster(mil.ledger.self());
        assertThat(roster.mirrors()).hasSize(1);
        for (Receipt each : receipts) {
            var root = vn.hiepdong.format.RightEdge.read(pol.ledger.hashes(log, 2), each.size())
                    .root();
            var checkpoint = new Checkpoint(pol.origin(PLACE).toString(), each.size(), root);
            assertThat(mil.ledger.self().mirrorKeys(roster))
                    .filteredOn(key -> each.cosignature().verify(key, checkpoint))
                    .hasSize(1);
        }
        mil.stop();
        mil.start();
        pol.write(PLACE, "and after a restart", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE));
    }

    /// POL's keys as MIL knows them.
    private Roster known() {
        return mil.exchange.partners().roster(pol.ledger.self());
    }
}
