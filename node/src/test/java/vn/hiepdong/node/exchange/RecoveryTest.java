package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.KeyType;
import vn.hiepdong.format.NoteSigner;
import vn.hiepdong.format.RecoveryKey;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.format.SigningKey;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.web.Refused;

/// An agency that lost its keys goes on with its recovery key, and nobody else does so in its name.
class RecoveryTest {
    private static final Place PLACE = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);

    private volatile Duration later = Duration.ZERO;
    private final InstantSource clock = () -> Instant.now().plus(later);

    private TestNode pol;
    private TestNode mil;
    private String written;

    @BeforeEach
    void twoNodesThatExchange() {
        pol = TestNode.start("POL", clock);
        mil = TestNode.start("MIL", clock);
        TestNode.pair(pol, mil);
        TestNode.join(PLACE, pol, mil);
        pol.write(PLACE, "signed by the first pair", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE));
        written = pol.exchange.partners().recoveryKey().orElseThrow().text();
    }

    @AfterEach
    void stop() {
        pol.close();
        mil.close();
    }

    /// The pair that signs is gone from the folder of keys.
    private void losesItsPair() throws IOException {
        pol.stop();
        Files.delete(pol.keys.resolve("log-ed25519.seed"));
        Files.delete(pol.keys.resolve("log-mldsa44.seed"));
        pol.start();
    }

    private void recovers() {
        pol.exchange.partners().recoverKeys(written, TestNode.DUTY);
        Until.isTrue(() -> !mil.exchange.partners().recoveries().isEmpty());
    }

    private Partners.Waiting waiting() {
        return mil.exchange.partners().recoveries().getFirst();
    }

    private void threeDaysPass() {
        later = later.plus(Duration.ofHours(73));
        mil.exchange.partners().changed();
        pol.exchange.partners().changed();
    }

    /// POL's keys as MIL knows them.
    private Roster known() {
        return mil.exchange.partners().roster(pol.ledger.self());
    }

    @Test
    void theRecoveryKeyIsThereFromTheFirstDayAndDeletedWhenItWasCarriedAway() {
        Partners partners = pol.exchange.partners();
        RecoveryKey key = partners.recoveryKey().orElseThrow();
        assertThat(key.commitment().bytes()).isEqualTo(pol.ledger.self().recovery());
        assertThatThrownBy(() -> partners.recoveryKeyCarriedAway("0000-0000", TestNode.DUTY))
                .isInstanceOf(Refused.class);
        assertThat(partners.recoveryKey()).isPresent();
        partners.recoveryKeyCarriedAway(key.end().toLowerCase(java.util.Locale.ROOT), TestNode.DUTY);
        assertThat(partners.recoveryKey()).isEmpty();
        assertThat(pol.keys.resolve("recovery.key")).doesNotExist();
        pol.stop();
        pol.start();
        assertThat(pol.exchange.partners().recoveryKey()).isEmpty();
        assertThat(pol.exchange.partners().keysAreLost()).isFalse();
        assertThatThrownBy(() -> pol.exchange.partners().recoverKeys(written, TestNode.DUTY))
                .isInstanceOf(Refused.class);
    }

    @Test
    void whoLostItsPairGoesOnWithANewOneAfterThePartnersHaveWaited() throws IOException {
        SignedNote before = pol.checkpoint(PLACE);
        String fingerprint = pol.ledger.self().fingerprint();
        losesItsPair();
        assertThat(pol.exchange.partners().keysAreLost()).isTrue();
        assertThat(pol.exchange.partners().lostPairs()).containsExactly(0);
        pol.write(PLACE, "while there are no keys", mil);
        String wrong = RecoveryKey.generate(new java.security.SecureRandom()).text();
        assertThatThrownBy(() -> pol.exchange.partners().recoverKeys(wrong, TestNode.DUTY))
                .isInstanceOf(Refused.class);
        recovers();
        assertThat(pol.exchange.partners().keysAreLost()).isFalse();
        assertThat(pol.exchange.partners().recoveryKey().orElseThrow().text()).isNotEqualTo(written);
        Until.isTrue(() -> pol.log(PLACE).signedSize() == 2);
        Until.isTrue(() -> Refusal.RECOVERY_WAITS == Refusal.of(pol.linkTo(mil).problem()));
        assertThat(mil.texts()).hasSize(1);
        assertThat(mil.exchange.links().rejections(9)).isEmpty();

        threeDaysPass();
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 2);
        assertThat(mil.exchange.partners().recoveries()).isEmpty();
        pol.exchange.partners().retireKeys(0, TestNode.DUTY);
        pol.write(PLACE, "and on", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 3);
        for (SignedNote each : new SignedNote[] {before, pol.checkpoint(PLACE)}) {
            Checkpoint checkpoint = Checkpoint.parse(each.text());
            known().verify(each, checkpoint.origin(), checkpoint.size());
        }
        assertThat(pol.ledger.self().fingerprint()).isEqualTo(fingerprint);
        Until.isTrue(() -> known().steps().size() == 2); // the retirement comes with the next greeting
        mil.ledger.rebuild();
        mil.exchange.partners().changed();
        assertThat(known().steps()).hasSize(2);
        assertThat(mil.exchange.links().rejections(9)).isEmpty();
    }

    @Test
    void whoTalkedToThePartnerNeedNotWait() throws IOException {
        losesItsPair();
        recovers();
        Partners.Waiting waiting = waiting();
        assertThat(Duration.between(waiting.heard(), waiting.inForce())).isEqualTo(Duration.ofHours(72));
        assertThatThrownBy(() -> mil.exchange
                        .partners()
                        .approveRecovery(
                                pol.code,
                                pol.ledger.keys().roster().pairs().getFirst().fingerprint(),
                                TestNode.DUTY))
                .isInstanceOf(Refused.class);
        mil.exchange.partners().approveRecovery(pol.code, waiting.fingerprint(), TestNode.DUTY);
        pol.write(PLACE, "at once", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 2);
        mil.stop();
        mil.start();
        assertThat(mil.exchange.partners().recoveries()).isEmpty();
    }

    @Test
    void whoLostTheWholeFolderIsKnownAgainByAStatementThatIsCarried() throws IOException {
        String agency = pol.ledger.self().name();
        pol.stop();
        try (var files = Files.list(pol.keys)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) Files.delete(each);
        }
        pol.start();
        assertThat(pol.ledger.self().name()).isEqualTo(agency);
        assertThat(pol.exchange.partners().keysAreLost()).isTrue();
        pol.exchange.partners().recoverKeys(written, TestNode.DUTY);
        String statement = pol.exchange.partners().keyStatement();
        assertThat(mil.exchange.courier().in(Wire.stream(statement)).keys()).isTrue();
        mil.exchange.partners().approveRecovery(pol.code, waiting().fingerprint(), TestNode.DUTY);
        pol.write(PLACE, "with all keys anew", mil);
        mil.write(PLACE, "and the way back", pol);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.isHeldBy(pol, PLACE));
        assertThat(pol.texts()).isEqualTo(mil.texts()).hasSize(3);
        pol.stop();
        pol.start();
        pol.write(PLACE, "after a restart", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 4);
        assertThat(mil.exchange.partners().partner(pol.code).orElseThrow().fingerprint())
                .isEqualTo(
                        pol.exchange.partners().partner(mil.code).orElseThrow().fingerprint());
    }

    /// Somebody has the paper, and keys of his own.
    private final class Thief {
        private final SigningKey ed25519 = SigningKey.generate(KeyType.ED25519, new java.security.SecureRandom());
        private final SigningKey mlDsa44 = SigningKey.generate(KeyType.ML_DSA_44, new java.security.SecureRandom());

        Roster recovers(String paper) {
            RecoveryKey by = RecoveryKey.parse(paper);
            var what = new Roster.Recovered(
                    ed25519.vkey("x").publicKey().toArray(),
                    mlDsa44.vkey("x").publicKey().toArray(),
                    RecoveryKey.generate(new java.security.SecureRandom()).commitment(),
                    null,
                    null);
            Roster roster = pol.ledger.self().roster();
            return roster.with(Roster.recovering(clock.instant(), by, what, new TreeMap<>()), (tree, _) -> {
                var signers = new java.util.ArrayList<>(by.signers(tree.origin(), clock));
                signers.add(ed25519.signer(tree.origin(), clock));
                signers.add(mlDsa44.signer(tree.origin(), clock));
                return tree.sign(signers.toArray(NoteSigner[]::new));
            });
        }

        String states(String paper) {
            return KeyStatement.of(pol.ledger.self().name(), recovers(paper)).text();
        }
    }

    @Test
    void theAgencyHearsOfARecoveryThatIsNotItsOwnAndObjects() {
        var thief = new Thief();
        mil.exchange.partners().keysStated(thief.states(written));
        assertThat(mil.exchange.partners().recoveries()).hasSize(1);
        Until.isTrue(() -> pol.exchange.partners().claim().isPresent());
        pol.write(PLACE, "meanwhile all goes on", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 2);
        pol.exchange.partners().object(TestNode.DUTY);
        Until.isTrue(() -> known().steps().size() == 2);
        assertThat(mil.exchange.partners().recoveries()).isEmpty();
        assertThat(pol.exchange.partners().claim()).isEmpty();
        threeDaysPass();
        assertThat(known().current()).extracting(Roster.Pair::number).containsExactly(0);
        assertThat(known().pairs()).hasSize(1);
        pol.write(PLACE, "and after it", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 3);
        assertThatThrownBy(() -> pol.exchange.partners().object(TestNode.DUTY)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> mil.exchange.partners().keysStated(thief.states(written)))
                .as("said again")
                .isInstanceOf(Refused.class);
    }

    @Test
    void anObjectionAfterTheTimeComesTooLate() {
        mil.exchange.partners().keysStated(new Thief().states(written));
        Until.isTrue(() -> pol.exchange.partners().claim().isPresent());
        threeDaysPass();
        assertThat(known().pairs()).hasSize(2);
        Roster undone = pol.exchange.partners().object(TestNode.DUTY);
        var partner = mil.exchange.partners().find(pol.code).orElseThrow();
        assertThatThrownBy(() -> mil.exchange
                        .partners()
                        .keysChanged(partner, new Greeting.Keys(0, null, 0, undone.format(0), null)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).contains("when the new pair was in force"));
        assertThat(known().steps()).hasSize(1);
    }

    @Test
    void ofTwoRecoveriesNoneIsInForceByWaitingAlone() throws IOException {
        losesItsPair();
        recovers();
        assertThatThrownBy(() -> mil.exchange.partners().keysStated(new Thief().states(written)))
                .isInstanceOf(Refused.class);
        assertThat(waiting().contested()).isTrue();
        threeDaysPass();
        assertThat(waiting().contested()).isTrue();
        assertThat(known().pairs()).hasSize(1);
        mil.exchange.partners().approveRecovery(pol.code, waiting().fingerprint(), TestNode.DUTY);
        pol.write(PLACE, "they called each other", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.texts().size() == 2);
    }

    @Test
    void aStatementThatIsForgedReplayedOrOfAnotherAgencyIsRefused() throws IOException {
        var thief = new Thief();
        String own = RecoveryKey.generate(new java.security.SecureRandom()).text();
        assertThatThrownBy(() -> thief.recovers(own)).hasMessageContaining("not the recovery key");
        losesItsPair();
        recovers();
        mil.exchange.partners().approveRecovery(pol.code, waiting().fingerprint(), TestNode.DUTY);
        String statement = pol.exchange.partners().keyStatement();
        mil.exchange.partners().keysStated(statement); // once more changes nothing
        assertThat(known().steps()).hasSize(1);
        String used = written;
        for (String bad : List.of(
                new Thief().states(used),
                statement.replace(pol.ledger.self().name(), mil.ledger.self().name()),
                statement.replaceFirst("next-recovery .", "next-recovery !"),
                statement.substring(0, statement.length() / 2),
                "hiepdong/keys/v1 ")) {
            assertThatThrownBy(() -> mil.exchange.partners().keysStated(bad)).isInstanceOf(Refused.class);
        }
        assertThat(known().steps()).hasSize(1);
        assertThat(mil.exchange.partners().recoveries()).isEmpty();
        assertThat(pol.exchange.partners().lostPairs()).isEqualTo(Set.of(0));
    }

    @Test
    void withTheLogKeysAloneNobodyRecovers() throws IOException {
        SigningKey ed25519 = SigningKey.of(KeyType.ED25519, Files.readAllBytes(pol.keys.resolve("log-ed25519.seed")));
        SigningKey mlDsa44 = SigningKey.of(KeyType.ML_DSA_44, Files.readAllBytes(pol.keys.resolve("log-mldsa44.seed")));
        RecoveryKey own = RecoveryKey.generate(new java.security.SecureRandom());
        var thief = new Thief();
        var what = new Roster.Recovered(
                thief.ed25519.vkey("x").publicKey().toArray(),
                thief.mlDsa44.vkey("x").publicKey().toArray(),
                own.commitment(),
                null,
                null);
        Roster roster = pol.ledger.self().roster();
        String step = Roster.recovering(clock.instant(), own, what, new TreeMap<>());
        assertThatThrownBy(() -> roster.with(step, (tree, _) -> {
                    var signers = new java.util.ArrayList<>(own.signers(tree.origin(), clock));
                    for (SigningKey each : List.of(ed25519, mlDsa44, thief.ed25519, thief.mlDsa44)) {
                        signers.add(each.signer(tree.origin(), clock));
                    }
                    return tree.sign(signers.toArray(NoteSigner[]::new));
                }))
                .hasMessageContaining("not the recovery key of this agency");
    }
}
