package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.exchange.Continuity.HeldBack;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;

/// A node whose database was restored from an old backup never says two things.
class HealingTest {
    private static final Place PLACE = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);

    private TestNode pol;
    private TestNode mil;
    private TestNode aut;
    private Snapshot backup;

    @BeforeEach
    void aBackupWasMadeAndThenMoreWasSaid() {
        pol = TestNode.start("POL");
        mil = TestNode.start("MIL");
        aut = TestNode.start("AUT");
        TestNode.pair(pol, mil);
        TestNode.pair(pol, aut);
        TestNode.pair(mil, aut);
        TestNode.join(PLACE, pol, mil, aut);
        pol.write(PLACE, "before 1", mil, aut);
        pol.write(PLACE, "before 2", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && pol.isHeldBy(aut, PLACE));
        backup = Snapshot.of(pol);
        pol.write(PLACE, "after 1, for all", mil, aut);
        pol.write(PLACE, "after 2, only MIL", mil);
        pol.write(PLACE, "after 3, only AUT", aut);
        mil.write(PLACE, "from MIL", pol);
        for (int i = 0; i < 300; i++) {
            pol.write(PLACE, "many " + i, mil);
        }
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && pol.isHeldBy(aut, PLACE) && mil.isHeldBy(pol, PLACE));
    }

    @AfterEach
    void stop() {
        pol.close();
        mil.close();
        aut.close();
    }

    private void restore() {
        pol.stop();
        backup.putBack();
        pol.start();
    }

    private static void reopen(TestNode node) {
        node.exchange = node.exchange(node.database, node.ledger, node.port());
    }

    private void nothingIsWrong(TestNode... nodes) {
        for (TestNode each : nodes) {
            assertThat(each.exchange.links().evidence(0)).isEmpty();
            assertThat(each.ledger.logs()).allMatch(log -> log.frozen() == null);
            assertThat(each.ledger.problems()).isEmpty();
        }
    }

    @Test
    void withPartnersInReachItGetsBackAllThatAnyOfThemHoldsAndGoesOn() {
        List<String> said = pol.texts();
        restore();

        Until.isTrue(() -> pol.log(PLACE).signedSize() == 305 && pol.texts().equals(said));
        Until.isTrue(() -> pol.exchange.continuity().heldBack().isEmpty());
        pol.write(PLACE, "and on", mil, aut);
        Until.isTrue(() -> mil.texts().contains("and on") && aut.texts().contains("and on"));
        assertThat(pol.log(PLACE).signedSize()).isEqualTo(306);
        nothingIsWrong(pol, mil, aut);
        pol.ledger.rebuild();
        assertThat(pol.notes()).hasSize(said.size() + 1);
    }

    @Test
    void payloadsThatOnlyAnAbsentPartnerHoldsAreAskedForAfterARestartToo() {
        List<String> said = pol.texts();
        aut.exchange.close();
        restore();
        Until.isTrue(() -> pol.log(PLACE).signedSize() == 305 && pol.texts().contains("after 2, only MIL"));
        assertThat(pol.texts()).doesNotContain("after 3, only AUT");
        pol.stop();
        pol.start();

        reopen(aut);

        Until.isTrue(() -> pol.texts().equals(said));
        pol.stop();
        pol.start();
        Until.isTrue(() -> pol.sql()
                        .sql("select count(*) from exchange_gap")
                        .query(Long.class)
                        .single()
                == 0);
    }

    @Test
    void withoutPartnersItAcceptsAndDoesNotSignAndHealsWhenTheyAreBack() {
        mil.exchange.close();
        aut.exchange.close();
        List<String> said = new ArrayList<>(pol.texts());
        restore();
        var one = pol.write(PLACE, "meanwhile 1", mil, aut);
        var two = pol.write(PLACE, "meanwhile 2", mil);
        said.addAll(List.of("meanwhile 1", "meanwhile 2"));

        Until.isTrue(() -> pol.linkTo(mil).problem() != null && pol.linkTo(aut).problem() != null);
        Until.isTrue(() -> pol.exchange.continuity().heldBack().stream()
                .anyMatch(each -> each.origin().equals(pol.origin(PLACE))
                        && each.unsigned() == 2
                        && each.awaited().equals(Set.of(mil.code, aut.code))));
        assertThat(pol.log(PLACE).signedSize()).isEqualTo(2);
        assertThat(pol.texts()).contains("meanwhile 1", "meanwhile 2");

        reopen(mil);
        Until.isTrue(() -> pol.log(PLACE).signedSize() >= 305);
        assertThat(pol.exchange.continuity().heldBack())
                .extracting(HeldBack::awaited)
                .allMatch(each -> !each.contains(mil.code));
        reopen(aut);

        Until.isTrue(() -> pol.log(PLACE).signedSize() == 307 && pol.isHeldBy(mil, PLACE) && pol.isHeldBy(aut, PLACE));
        said.sort(null);
        Until.isTrue(() -> pol.texts().equals(said.stream().sorted().toList()));
        assertThat(mil.texts()).contains("meanwhile 1", "meanwhile 2");
        assertThat(pol.notes()).contains(one.subject(), two.subject());
        assertThat(mil.notes()).contains(one.subject(), two.subject());
        assertThat(pol.ledger.leaves(pol.log(PLACE).id(), 305, 307)).containsExactly(one.hash(), two.hash());
        nothingIsWrong(pol, mil, aut);
        pol.ledger.rebuild();
        assertThat(pol.texts()).hasSize(said.size());
    }

    @Test
    void whenNothingWasLostTheFileOutsideTheDatabaseIsEnough() {
        mil.exchange.close();
        aut.exchange.close();
        pol.stop();
        pol.start();
        pol.write(PLACE, "after a restart", mil);
        Until.isTrue(() -> pol.log(PLACE).signedSize() == 306);
        assertThat(pol.exchange.continuity().heldBack()).isEmpty();
    }

    @Test
    void anOperatorMayDecideThatNothingWasLost() throws Exception {
        mil.exchange.close();
        aut.exchange.close();
        pol.stop();
        vn.hiepdong.node.ledger.SigningGuard.mark(pol.signed);
        pol.start();
        pol.write(PLACE, "after a restore", mil);
        Until.isTrue(() -> pol.linkTo(mil).problem() != null
                && pol.exchange.continuity().heldBack().stream()
                        .anyMatch(each -> each.origin().equals(pol.origin(PLACE))));
        assertThat(pol.log(PLACE).signedSize()).isEqualTo(305);

        pol.exchange.continuity().resume();

        Until.isTrue(() -> pol.log(PLACE).signedSize() == 306);
        Until.isTrue(() -> pol.exchange.continuity().heldBack().isEmpty());
        reopen(mil);
        reopen(aut);
        Until.isTrue(() -> mil.texts().contains("after a restore"));
        nothingIsWrong(pol, mil, aut);
    }

    @Test
    void anOperatorWhoWasWrongLeavesEvidenceAndAFrozenLog() {
        mil.exchange.close();
        aut.exchange.close();
        restore();
        pol.write(PLACE, "said twice", mil);
        Until.isTrue(() -> pol.linkTo(mil).problem() != null && pol.linkTo(aut).problem() != null);
        pol.exchange.continuity().resume();
        Until.isTrue(() -> pol.log(PLACE).signedSize() == 3);

        reopen(mil);

        Until.isTrue(() -> pol.log(PLACE).frozen() != null);
        assertThat(pol.exchange.links().evidence(0)).isNotEmpty();
    }

    @Test
    void manyAcceptedEntriesMoveBehindManyLostOnes() {
        mil.exchange.close();
        aut.exchange.close();
        restore();
        var batch = new ArrayList<Statement>();
        for (int i = 0; i < 600; i++) {
            batch.add(pol.note(PLACE, "tail " + i, mil));
        }
        var appended = pol.ledger.append(batch);
        reopen(mil);
        reopen(aut);
        Until.isTrue(() -> pol.log(PLACE).signedSize() == 905 && pol.isHeldBy(mil, PLACE));
        assertThat(pol.ledger.leaves(pol.log(PLACE).id(), 305, 905))
                .isEqualTo(appended.stream().map(each -> each.hash()).toList());
        assertThat(mil.notes())
                .containsAll(appended.stream().map(each -> each.subject()).toList());
        nothingIsWrong(pol, mil);
    }
}
