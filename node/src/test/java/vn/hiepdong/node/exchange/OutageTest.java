package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;

class OutageTest {
    private static final Place PLACE = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);

    private TestNode pol;
    private TestNode mil;
    private Cable toPol;
    private Cable toMil;

    @BeforeEach
    void twoPartnersOnACable() throws IOException {
        pol = TestNode.start("POL");
        mil = TestNode.start("MIL");
        toPol = new Cable(pol.port());
        toMil = new Cable(mil.port());
        pol.stop();
        mil.stop();
        pol.calls(toPol.url());
        mil.calls(toMil.url());
        pol.start();
        mil.start();
        TestNode.pair(pol, mil);
        TestNode.join(PLACE, pol, mil);
        pol.write(PLACE, "before", mil);
        // Its receipt too must be back: the tests count what is queued after this.
        Until.isTrue(() -> mil.texts().contains("before") && pol.isHeldBy(mil, PLACE));
    }

    @AfterEach
    void stop() throws IOException {
        pol.close();
        mil.close();
        toPol.close();
        toMil.close();
    }

    /// AT-6.1
    @Test
    void afterACutNothingIsLostOrDoubled() {
        toPol.cut();
        toMil.cut();
        Until.isTrue(() ->
                pol.linkTo(mil).state() == LinkState.DOWN && mil.linkTo(pol).state() == LinkState.DOWN);
        var states = new ArrayList<LinkState>();
        pol.exchange.links().listen((partner, state) -> states.add(state));
        for (int i = 0; i < 500; i++) {
            pol.write(PLACE, "POL " + i, mil);
            mil.write(PLACE, "MIL " + i, pol);
        }
        Until.isTrue(() -> pol.linkTo(mil).queueDepth() == 500);
        assertThat(pol.linkTo(mil).oldestQueued()).isNotNull();
        assertThat(pol.linkTo(mil).outages())
                .singleElement()
                .satisfies(each -> assertThat(each.to()).isNull())
                .satisfies(each ->
                        assertThat(each.cause()).isIn(OutageCause.REFUSED, OutageCause.BROKEN, OutageCause.TLS));

        toPol.heal();
        toMil.heal();

        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.isHeldBy(pol, PLACE));
        assertThat(mil.notes()).hasSize(1001).isEqualTo(pol.notes());
        Until.isTrue(() -> pol.linkTo(mil).state() == LinkState.UP);
        assertThat(pol.linkTo(mil).queueDepth()).isZero();
        assertThat(pol.linkTo(mil).outages())
                .singleElement()
                .satisfies(each -> assertThat(each.to()).isNotNull());
        assertThat(states).endsWith(LinkState.UP);
        mil.ledger.rebuild();
        assertThat(mil.notes()).isEqualTo(pol.notes());
    }

    @Test
    void whatAPartnerSaidItHasAndIsNotHereIsCountedAndItsAgeIsThatOfTheLastTimeWeHadAll() {
        mil.write(PLACE, "of the partner", pol);
        Until.isTrue(() -> pol.texts().contains("of the partner")
                && pol.linkTo(mil).freshness() == Freshness.FRESH
                && pol.linkTo(mil).lacking() == 0);
        toPol.cut();
        toMil.cut();
        Until.isTrue(() -> pol.linkTo(mil).state() == LinkState.DOWN);
        var before = java.util.Objects.requireNonNull(pol.linkTo(mil).currentAt());
        UUID partner = pol.sql()
                .sql("select id from exchange_partner")
                .query(UUID.class)
                .single();
        var table = new LinkTable(pol.database);
        table.heads(
                partner,
                java.util.Map.of(mil.origin(PLACE).toString(), mil.log(PLACE).size() + 5),
                before,
                false);

        assertThat(pol.linkTo(mil).lacking()).isEqualTo(5);
        assertThat(pol.linkTo(mil).currentAt()).isEqualTo(before);

        toPol.heal();
        toMil.heal();
        Until.isTrue(() -> pol.linkTo(mil).state() == LinkState.UP
                && pol.linkTo(mil).lacking() == 0
                && before.isBefore(pol.linkTo(mil).currentAt()));
    }

    @Test
    void aReceiverThatStoredButCouldNotAnswerTakesNothingTwice() {
        toMil.loseAnswers();
        for (int i = 0; i < 20; i++) {
            pol.write(PLACE, "unanswered " + i, mil);
        }
        Until.isTrue(() -> mil.texts().size() > 1);
        Until.isTrue(() -> pol.linkTo(mil).problem() != null);
        assertThat(pol.linkTo(mil).queueDepth()).isPositive();

        toMil.heal();

        Until.isTrue(() -> pol.isHeldBy(mil, PLACE));
        assertThat(mil.notes()).hasSize(21).isEqualTo(pol.notes());
    }

    @Test
    void aReceiptThatWasLostIsAskedForAgainWithoutAnotherEntry() {
        toMil.loseAnswers();
        pol.write(PLACE, "stored, receipt lost", mil);
        Until.isTrue(() -> mil.holds(pol, PLACE, 2));
        Until.isTrue(() -> pol.linkTo(mil).problem() != null);
        assertThat(pol.isHeldBy(mil, PLACE)).isFalse();

        toMil.heal();

        Until.isTrue(() -> pol.isHeldBy(mil, PLACE));
        assertThat(mil.notes()).hasSize(2).isEqualTo(pol.notes());
    }

    @Test
    void aLineThatKeepsBreakingLosesNothing() throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            for (int i = random.nextInt(60); i >= 0; i--) {
                (random.nextBoolean() ? pol : mil).write(PLACE, "r" + round + " " + i, pol, mil);
            }
            Cable cable = random.nextBoolean() ? toPol : toMil;
            if (random.nextBoolean()) {
                cable.cut();
            } else {
                cable.loseAnswers();
            }
            Thread.sleep(random.nextInt(40));
            cable.cut();
            cable.heal();
        }
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.isHeldBy(pol, PLACE));
        assertThat(mil.notes()).isEqualTo(pol.notes());
        assertThat(pol.exchange.links().rejections(10)).isEmpty();
        assertThat(mil.exchange.links().rejections(10)).isEmpty();
    }

    @Test
    void manyEntriesAreCaughtUpInSeveralRequests() {
        mil.exchange.close();
        var batch = new ArrayList<Statement>();
        for (int i = 0; i < 20_000; i++) {
            batch.add(pol.note(PLACE, "x".repeat(900) + i, mil));
            if (batch.size() == 1000) {
                pol.ledger.append(List.copyOf(batch));
                batch.clear();
            }
        }
        mil.exchange = mil.exchange(mil.database, mil.ledger, mil.port());
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE));
        assertThat(mil.notes()).hasSize(20_001).isEqualTo(pol.notes());
    }

    @Test
    void ofTwoInstancesOneSendsAndTheOtherTakesOver() {
        try (var second = new HikariDataSource()) {
            second.setJdbcUrl(pol.database.getJdbcUrl());
            second.setUsername(pol.database.getUsername());
            second.setPassword(pol.database.getPassword());
            var ledger = pol.ledger(second);
            var exchange = pol.exchange(second, ledger, 0);
            try {
                for (int i = 0; i < 50; i++) {
                    pol.write(PLACE, "first " + i, mil);
                    ledger.append(pol.note(PLACE, "second " + i, mil));
                }
                Until.isTrue(() -> pol.isHeldBy(mil, PLACE));
                assertThat(pol.sql()
                                .sql("select count(*) from pg_locks where locktype = 'advisory'"
                                        + " and mode = 'ExclusiveLock'"
                                        + " and database = (select oid from pg_database"
                                        + " where datname = current_database())")
                                .query(Long.class)
                                .single())
                        .isEqualTo(1);
                pol.exchange.close();
                ledger.append(pol.note(PLACE, "after the first one ended", mil));
                Until.isTrue(() -> mil.texts().contains("after the first one ended"));
                assertThat(mil.notes()).hasSize(102).isEqualTo(pol.notes());
                assertThat(mil.exchange.links().rejections(10)).isEmpty();
            } finally {
                exchange.close();
                ledger.close();
            }
        }
    }

    @Test
    void aPartnerThatWasRestoredFromABackupGetsTheRestAgain() {
        for (int i = 0; i < 10; i++) {
            pol.write(PLACE, "kept " + i, mil);
        }
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE));
        mil.stop();
        // what a restored backup looks like: the log and all that came from it is gone
        mil.sql().sql("delete from test_note").update();
        mil.sql()
                .sql("delete from ledger_payload where log in (select id from ledger_log where space = :space)")
                .param("space", PLACE.space().value())
                .update();
        mil.sql()
                .sql("delete from ledger_entry where log in (select id from ledger_log where space = :space)")
                .param("space", PLACE.space().value())
                .update();
        mil.sql()
                .sql("delete from ledger_log where space = :space")
                .param("space", PLACE.space().value())
                .update();
        mil.start();

        Until.isTrue(() -> mil.texts().size() == 11);
        assertThat(mil.notes()).isEqualTo(pol.notes());
    }
}
