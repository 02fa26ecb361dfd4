package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.ledger.Frozen;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.witness.Alarm;
import vn.hiepdong.node.witness.WitnessForTests;
import vn.hiepdong.verifier.Report;
import vn.hiepdong.verifier.Verification;

/// A partner that shows one of us something else than the next.
class SplitViewTest {
    private final Place place = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final List<TestNode> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    @Test
    void aForkIsProvenAndToldToThoseWhoCouldNotSeeItAndAllStopThatLogAndNoOther() throws IOException {
        TestNode pol = node("POL");
        TestNode aut = node("AUT");
        TestNode far = node("FAR");
        TestNode mil = node("MIL");
        for (TestNode each : List.of(pol, aut, far)) {
            TestNode.pair(each, mil);
        }
        TestNode.join(place, pol, aut, far, mil);
        mil.exchange.close(); // from here on the test speaks with its keys
        Storyteller advance = new Storyteller(mil, place).say("one").say("advance");
        Storyteller retreat =
                new Storyteller(mil, place).say("one").say("retreat").say("at once");
        assertThat(advance.tell(pol, 0)).isEqualTo(200);
        assertThat(advance.tell(far, 0)).isEqualTo(200);
        assertThat(retreat.tell(aut, 0)).isEqualTo(200);
        pol.write(place, "bình thường", aut, far);

        TestNode.pair(pol, aut);
        TestNode.pair(pol, far); // but not AUT with FAR: neither can see what the other was told

        Until.isTrue(() -> {
            boolean all = true;
            for (TestNode each : List.of(pol, aut, far)) {
                each.witness.look();
                all &= each.witness.alarms().size() == 1;
            }
            return all;
        });
        for (TestNode each : List.of(pol, aut, far)) {
            Alarm alarm = each.witness.alarms().getFirst();
            assertThat(alarm.kind()).isEqualTo(Alarm.Kind.FORK);
            assertThat(each.logOf(mil, place).frozen().reason()).isEqualTo(Frozen.Reason.FORK);
            Report report = Verification.of(each.witness.file(alarm), Set.of());
            assertThat(report.problems()).isEmpty();
            assertThat(report.finding().agency()).startsWith("MIL.");
            assertThat(report.finding().first().size()).isEqualTo(2);
            assertThat(report.finding().second().size()).isEqualTo(3);
            assertThat(report.finding().index()).as("the entry that differs").isZero();
        }
        assertThat(advance.say("more").tell(pol, 2)).as("a stopped log").isEqualTo(403);
        assertThat(pol.texts()).as("all is kept").contains("one", "advance");
        pol.write(place, "vẫn chạy", aut, far);
        Until.isTrue(() -> aut.texts().contains("vẫn chạy") && far.texts().contains("vẫn chạy"));

        // Everyone says it once, however often it is looked at.
        Until.isTrue(() -> pol.witness.reports(mil.origin(place)).size() == 3);
        long size = far.log(place).size();
        for (int i = 0; i < 5; i++) {
            far.witness.look();
        }
        assertThat(far.log(place).size()).isEqualTo(size);
        pol.stop();
        pol.start();
        pol.witness.look();
        assertThat(pol.witness.alarms()).hasSize(1);
        assertThat(pol.logOf(mil, place).frozen()).isNotNull();
    }

    @Test
    void aForkThatIsClaimedButNotProvenStopsNothing() throws IOException {
        TestNode pol = node("POL");
        TestNode aut = node("AUT");
        TestNode mil = node("MIL");
        TestNode.pair(pol, mil);
        TestNode.pair(aut, mil);
        TestNode.join(place, pol, aut, mil);
        mil.exchange.close();
        Storyteller one = new Storyteller(mil, place).say("one");
        one.tell(pol, 0);
        new Storyteller(mil, place).say("another").tell(aut, 0);
        TestNode.pair(pol, aut);
        Until.isTrue(() -> {
            aut.witness.look();
            return !aut.witness.alarms().isEmpty();
        });
        byte[] tampered = aut.witness.file(aut.witness.alarms().getFirst());
        tampered[tampered.length / 2] ^= 1;
        var other = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);
        TestNode.join(other, pol, aut);
        TestNode honest = node("HON");
        String origin = honest.origin(place).toString();
        for (byte[] file :
                List.of(tampered, aut.witness.file(aut.witness.alarms().getFirst()), new byte[0])) {
            aut.ledger.append(new Statement(
                    other, TestNode.DUTY, Set.of(pol.code), WitnessForTests.statement(origin, aut.code, file)));
        }
        Until.isTrue(() -> pol.witness.reports(honest.origin(place)).size() == 3);
        pol.witness.look();

        assertThat(pol.witness.reports(honest.origin(place))).noneMatch(each -> each.proven());
        assertThat(pol.witness.alarms()).noneMatch(each -> each.origin().equals(honest.origin(place)));
    }

    @Test
    void whatTheAuthorShowsToAnotherAloneIsAnAlarmAfterTheTimeOfGraceAndEndsWhenItShowsItToUs() {
        TestNode pol = node("POL");
        TestNode aut = node("AUT");
        TestNode mil = node("MIL");
        meet(pol, aut, mil);
        mil.write(place, "cho cả hai", pol, aut);
        Until.isTrue(() -> aut.holds(mil, place, 1) && pol.holds(mil, place, 1));

        mil.members.are(place.space(), pol.code); // from here on it sends AUT nothing
        mil.write(place, "chỉ cho POL", pol);
        Until.isTrue(() -> pol.holds(mil, place, 2));
        passMinutes(4, aut, mil, pol);
        assertThat(aut.witness.alarms()).as("within the time of grace").isEmpty();
        passMinutes(4, aut, mil, pol);

        Alarm alarm = aut.witness.alarms().getFirst();
        assertThat(alarm.kind()).isEqualTo(Alarm.Kind.WITHHELD);
        assertThat(alarm.size()).isEqualTo(2);
        assertThat(alarm.held()).isEqualTo(1);
        assertThat(alarm.shownBy()).isEqualTo(pol.code);
        Report report = Verification.of(aut.witness.file(alarm), Set.of());
        assertThat(report.problems()).isEmpty();
        assertThat(report.finding().kind()).isEqualTo(Report.Finding.Kind.WITHHELD);
        assertThat(aut.logOf(mil, place).frozen()).isNull();
        assertThat(pol.witness.alarms()).isEmpty();

        mil.members.are(place.space(), pol.code, aut.code);
        mil.exchange.membershipChanged();
        Until.isTrue(() -> {
            aut.witness.look();
            return aut.witness.alarms().getFirst().ended() != null;
        });
        assertThat(aut.holds(mil, place, 2)).isTrue();
        assertThat(aut.witness.alarms()).hasSize(1);
    }

    @Test
    void aPayloadThatIsNotReleasedToUsIsNotMissed() {
        TestNode pol = node("POL");
        TestNode aut = node("AUT");
        TestNode mil = node("MIL");
        meet(pol, aut, mil);
        mil.write(place, "chỉ POL được đọc", pol);
        Until.isTrue(() -> aut.holds(mil, place, 1) && pol.holds(mil, place, 1));
        passMinutes(7, aut, mil, pol);
        assertThat(aut.witness.alarms()).isEmpty();
        assertThat(aut.texts()).isEmpty();
    }

    @Test
    void aPartnerThatWasSuspendedIsNotAccusedWhenItIsBack() {
        TestNode pol = node("POL");
        TestNode aut = node("AUT");
        TestNode mil = node("MIL");
        meet(pol, aut, mil);
        mil.write(place, "một", pol, aut);
        Until.isTrue(() -> aut.holds(mil, place, 1));
        aut.exchange.partners().suspend(mil.code, TestNode.DUTY);
        mil.write(place, "hai", pol, aut);
        Until.isTrue(() -> pol.holds(mil, place, 2));
        passMinutes(7, aut, pol);
        aut.exchange
                .partners()
                .confirm(
                        mil.code,
                        aut.exchange.partners().partner(mil.code).orElseThrow().fingerprint(),
                        TestNode.DUTY);
        Until.isTrue(() -> aut.holds(mil, place, 2));
        aut.witness.look();
        assertThat(aut.witness.alarms()).isEmpty();
    }

    @Test
    void statementsDoNotAnswerEachOtherAndNothingIsWrittenWhileNothingHappens() {
        TestNode pol = node("POL");
        TestNode aut = node("AUT");
        TestNode mil = node("MIL");
        meet(pol, aut, mil);
        pol.write(place, "một", aut, mil);
        aut.write(place, "hai", pol, mil);
        mil.write(place, "ba", pol, aut);
        settle(pol, aut, mil);
        observeUntilQuiet(pol, aut, mil);
        long quiet = entries(pol, aut, mil);

        for (int minute = 0; minute < 4; minute++) {
            observeAll(pol, aut, mil);
        }
        assertThat(entries(pol, aut, mil)).isEqualTo(quiet);

        pol.write(place, "bốn", aut, mil);
        settle(pol, aut, mil);
        observeUntilQuiet(pol, aut, mil);
        assertThat(entries(pol, aut, mil) - quiet)
                .as("the note, and a statement of each of the two others")
                .isEqualTo(3);
        for (int minute = 0; minute < 4; minute++) {
            observeAll(pol, aut, mil);
        }
        assertThat(entries(pol, aut, mil) - quiet).isEqualTo(3);
    }

    @Test
    void twoAmongThemselvesStateNothing() {
        TestNode pol = node("POL");
        TestNode mil = node("MIL");
        meet(pol, mil);
        pol.write(place, "một", mil);
        mil.write(place, "hai", pol);
        settle(pol, mil);
        observeAll(pol, mil);
        assertThat(entries(pol, mil)).isEqualTo(2);
    }

    private void observeUntilQuiet(TestNode... all) {
        long before;
        do {
            before = entries(all);
            observeAll(all);
        } while (entries(all) > before);
    }

    private void observeAll(TestNode... all) {
        for (TestNode each : all) {
            each.witness.observe();
        }
        settle(all);
    }

    /// Until everybody holds what everybody wrote.
    private void settle(TestNode... all) {
        Until.isTrue(() -> {
            for (TestNode each : all) {
                for (TestNode other : all) {
                    if (each != other
                            && !each.holds(other, place, other.log(place).size())) {
                        return false;
                    }
                }
            }
            return true;
        });
    }

    private long entries(TestNode... all) {
        long count = 0;
        for (TestNode each : all) {
            count += each.log(place).size();
        }
        return count;
    }

    private TestNode node(String code) {
        TestNode node = TestNode.start(code, (InstantSource) () -> Instant.now().plus(ahead.get()));
        nodes.add(node);
        return node;
    }

    private void meet(TestNode... all) {
        for (int i = 0; i < all.length; i++) {
            for (int j = i + 1; j < all.length; j++) {
                TestNode.pair(all[i], all[j]);
            }
        }
        TestNode.join(place, all);
    }

    /// Lets time pass, minute by minute, in each of which the others call.
    private void passMinutes(int minutes, TestNode watching, TestNode... others) {
        for (int i = 0; i < minutes; i++) {
            ahead.updateAndGet(before -> before.plusSeconds(60));
            for (TestNode other : others) {
                Until.isTrue(() -> watching.exchange
                        .links()
                        .link(other.code)
                        .map(Link::lastContact)
                        .filter(at -> at != null && at.plusSeconds(30).isAfter(watching.clock.instant()))
                        .isPresent());
            }
            watching.witness.look();
        }
    }
}
