package vn.hiepdong.node.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hiepdong.node.deadline.Pauses;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.OnDuty;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Refused;

/// One item's life between three agencies (domain.md §5.2, scenarios 1, 6 and 7).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InformationTest {
    private static final AgencyCode MIL = new AgencyCode("MIL");
    private static final AgencyCode AUT = new AgencyCode("AUT");

    private final MovableClock clock = new MovableClock();
    private Path folder;
    private TestAgency pol;
    private TestAgency mil;
    private TestAgency aut;

    @BeforeAll
    void threeAgenciesWithARegulation(@TempDir Path temporary) throws InterruptedException {
        folder = temporary;
        pol = new TestAgency(folder, "POL", clock);
        mil = new TestAgency(folder, "MIL", clock);
        aut = new TestAgency(folder, "AUT", clock);
        TestAgency.agree(pol, mil, aut);
    }

    @AfterAll
    void close() {
        pol.close();
        mil.close();
        aut.close();
    }

    @Test
    void aRegulationIsInForceOnlyWhenEveryPartySignedTheSameText() {
        for (TestAgency agency : List.of(pol, mil, aut)) {
            var inForce = agency.spaces().inForceWith(Realm.REAL, TestAgency.codes("POL", "MIL", "AUT"));
            assertThat(inForce).as("at %s", agency.code()).isPresent();
            assertThat(inForce.get().signatures()).hasSize(3);
            assertThat(inForce.get().hash())
                    .isEqualTo(pol.spaces()
                            .inForceWith(Realm.REAL, TestAgency.codes("POL", "MIL", "AUT"))
                            .orElseThrow()
                            .hash());
        }
    }

    @Test
    void anItemReachesItsAddresseesAndEveryAcknowledgementIsRecordedWithItsTime() throws InterruptedException {
        ItemRef ref = write(mil, "Mực nước Ba Thá 5,62 m", Urgency.PRIORITY, "POL", "AUT");
        TestAgency.deliver(pol, mil, aut);
        clock.pass(Duration.ofMinutes(3));
        pol.information().acknowledge(TestAgency.DUTY, ref.id(), null);
        clock.pass(Duration.ofMinutes(4));
        aut.information().acknowledge(TestAgency.DUTY, ref.id(), null);
        TestAgency.deliver(pol, mil, aut);

        for (TestAgency agency : List.of(pol, mil, aut)) {
            Item item = agency.information().item(ref.id()).orElseThrow();
            assertThat(item.state()).isEqualTo(State.ACKNOWLEDGED);
            assertThat(item.acknowledgements())
                    .extracting(
                            each -> each.agency().value(), Item.Acknowledgement::version, Item.Acknowledgement::post)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("POL", 1, "Trực ban"),
                            org.assertj.core.groups.Tuple.tuple("AUT", 1, "Trực ban"));
            assertThat(Duration.between(
                            item.acknowledgements().get(0).at(),
                            item.acknowledgements().get(1).at()))
                    .isEqualTo(Duration.ofMinutes(4));
            assertThat(item.acknowledgements()).allMatch(each -> each.hash().equals(ref.hash()));
        }
    }

    /// Of three lines one is slow: another's acknowledgement is there before the item itself, and frees nobody else.
    @Test
    void anAcknowledgementThatCameFirstCountsOnlyForTheAgencyThatGaveIt() throws InterruptedException {
        ItemRef ref = write(mil, "Nước lên ở cống Phú Xuân", Urgency.PRIORITY, "POL", "AUT");
        TestAgency.carry(mil, pol);
        pol.information().acknowledge(TestAgency.DUTY, ref.id(), null);
        TestAgency.carry(pol, aut);
        TestAgency.carry(mil, aut);

        assertThat(aut.query().owed(false, 1000))
                .extracting(each -> each.item().id())
                .contains(ref.id());
        assertThat(aut.sql
                        .sql("select agency from information_release where id = :id and awaited_version is not null")
                        .param("id", ref.id().value())
                        .query(String.class)
                        .list())
                .containsExactly("AUT");
        assertThat(aut.information().item(ref.id()).orElseThrow().state()).isEqualTo(State.RELEASED);
    }

    /// AT-1.2
    @Test
    void hoaTocUnacknowledgedAfterTenMinutesGoesToTheDutyCommanderAtBothEnds() throws InterruptedException {
        ItemRef ref = write(mil, "Tràn đê", Urgency.FLASH, "POL", "AUT");
        TestAgency.deliver(pol, mil, aut);
        aut.information().acknowledge(TestAgency.DUTY, ref.id(), null);
        TestAgency.deliver(pol, mil, aut);

        clock.pass(Duration.ofMinutes(10).minusSeconds(1));
        seeToDuties();
        assertThat(pol.information().item(ref.id()).orElseThrow().escalations()).isEmpty();

        clock.pass(Duration.ofSeconds(2));
        seeToDuties();
        seeToDuties();
        told(ref, OnDuty.DUTY_OFFICER, OnDuty.DUTY_COMMANDER);
        assertThat(aut.information().item(ref.id()).orElseThrow().escalations()).isEmpty();

        clock.pass(Duration.ofMinutes(20));
        seeToDuties();
        told(ref, OnDuty.DUTY_OFFICER, OnDuty.DUTY_COMMANDER, OnDuty.STAFF_HEAD);
        clock.pass(Duration.ofDays(1));
        seeToDuties();
        told(ref, OnDuty.DUTY_OFFICER, OnDuty.DUTY_COMMANDER, OnDuty.STAFF_HEAD);
        rebuiltEqual();
    }

    /// What is not most urgent goes up slowly; a correction begins anew; an answer ends it.
    @Test
    void whatIsLateGoesUpStepByStepAndEndsWithTheAnswer() throws InterruptedException {
        ItemRef ref = write(mil, "Sạt lở ta luy", Urgency.IMMEDIATE, "POL");
        TestAgency.deliver(pol, mil, aut);
        clock.pass(Duration.ofMinutes(31));
        seeToDuties();
        told(ref, OnDuty.DUTY_OFFICER);
        clock.pass(Duration.ofMinutes(30));
        seeToDuties();
        told(ref, OnDuty.DUTY_OFFICER, OnDuty.DUTY_COMMANDER);

        pol.information().acknowledge(TestAgency.DUTY, ref.id(), null);
        TestAgency.deliver(pol, mil, aut);
        clock.pass(Duration.ofMinutes(60));
        seeToDuties();
        told(ref, OnDuty.DUTY_OFFICER, OnDuty.DUTY_COMMANDER);
        rebuiltEqual();
    }

    /// Nobody can do what he has not got: whoever owes it has his time from when it is here; whoever wrote it is told
    /// by his own clock.
    @Test
    void whatComesLateIsNotLateForItsReceiver() throws InterruptedException {
        ItemRef ref = write(mil, "Tin đến muộn", Urgency.FLASH, "POL");
        clock.pass(Duration.ofHours(9));
        seeToDuties();
        assertThat(told(mil, ref)).containsExactly(OnDuty.DUTY_OFFICER, OnDuty.DUTY_COMMANDER, OnDuty.STAFF_HEAD);
        TestAgency.deliver(pol, mil, aut);
        seeToDuties();
        assertThat(told(pol, ref)).isEmpty();
        clock.pass(Duration.ofMinutes(11));
        seeToDuties();
        assertThat(told(pol, ref)).containsExactly(OnDuty.DUTY_OFFICER, OnDuty.DUTY_COMMANDER);
    }

    /// Both take every step, at the same moment, and each is stated once.
    @Test
    void twoInstancesOfANodeNeverActTwiceOnOneDeadline() throws Exception {
        for (int i = 0; i < 20; i++) {
            write(mil, "Tin " + i, Urgency.FLASH, "POL");
        }
        try (TestAgency beside = mil.beside(folder, clock);
                var both = java.util.concurrent.Executors.newFixedThreadPool(2)) {
            clock.pass(Duration.ofDays(1));
            var at = new java.util.concurrent.CyclicBarrier(2);
            var seen = java.util.stream.Stream.of(mil, beside)
                    .map(each -> both.submit(() -> {
                        at.await();
                        each.deadlines().see();
                        return each;
                    }))
                    .toList();
            for (var each : seen) {
                each.get();
            }
            mil.deadlines().see();
        }
        assertThat(count("select count(*) from ledger_entry where kind = 'information.escalated'"))
                .isGreaterThanOrEqualTo(20 * 3)
                .isEqualTo(count("select count(*) from information_escalation"));
        rebuiltEqual();
    }

    private long count(String question) {
        return mil.sql.sql(question).query(Long.class).single();
    }

    /// What is open and not late is not looked at.
    @Test
    void theClockReadsAlongAnIndexOfWhatIsDue() throws java.sql.SQLException {
        for (String question : List.of(
                "select * from information_release where next_at <= now() order by next_at limit 200",
                "select * from information_request where next_at <= now() order by next_at limit 200",
                "select * from report_period where next_at <= now() order by next_at limit 200")) {
            try (var connection = mil.database.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("set enable_seqscan = off; set enable_sort = off; set enable_bitmapscan = off");
                try (var plan = statement.executeQuery("explain (costs off) " + question)) {
                    assertThat(plan.next()).isTrue();
                    assertThat(plan.getString(1)).as(question).isEqualTo("Limit");
                    assertThat(plan.next()).isTrue();
                    assertThat(plan.getString(1)).as(question).matches(".*Index Scan using \\w+_next on .*");
                }
            }
        }
    }

    /// AT-6.4
    @Test
    void aPartnersClockStandsStillWithoutALineAndOurAlarmDoesNot() throws InterruptedException {
        var lines = mil.part(TestLines.class);
        lines.cut(pol.code(), clock.instant());
        ItemRef ref = write(mil, "Trong lúc mất kết nối", Urgency.FLASH, "POL");
        Instant written = clock.instant();
        clock.pass(Duration.ofMinutes(11));
        seeToDuties();
        assertThat(mil.information().item(ref.id()).orElseThrow().escalations())
                .extracting(Item.Escalation::who, Item.Escalation::lineDown)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(OnDuty.DUTY_OFFICER, true),
                        org.assertj.core.groups.Tuple.tuple(OnDuty.DUTY_COMMANDER, true));
        assertThat(pause(written)).isEqualTo(new Pauses.Pause(Duration.ofMinutes(11), written));

        lines.mend(pol.code(), clock.instant());
        clock.pass(Duration.ofMinutes(5));
        assertThat(pause(written)).as("it runs again").isEqualTo(new Pauses.Pause(Duration.ofMinutes(11), null));
        assertThat(pause(written.plus(Duration.ofMinutes(6))))
                .as("what was written in the middle lost the rest of it")
                .isEqualTo(new Pauses.Pause(Duration.ofMinutes(5), null));
        TestAgency.deliver(pol, mil, aut);
        seeToDuties();
        assertThat(told(pol, ref)).as("it has just come").isEmpty();
        pol.information().acknowledge(TestAgency.DUTY, ref.id(), null);
        TestAgency.deliver(pol, mil, aut);
    }

    private Pauses.Pause pause(Instant since) {
        return mil.part(Pauses.class)
                .of(Set.of(pol.code()), since, clock.instant())
                .pause(pol.code(), since);
    }

    @Test
    void aVerificationThatIsLateGoesUpAtBothEnds() throws InterruptedException {
        ItemRef ref = write(mil, "Nước tràn?", Urgency.PRIORITY, "POL", "AUT");
        TestAgency.deliver(pol, mil, aut);
        for (TestAgency each : List.of(pol, aut)) {
            each.information().acknowledge(TestAgency.DUTY, ref.id(), null);
        }
        mil.information()
                .requestVerification(
                        TestAgency.DUTY,
                        ref.id(),
                        pol.code(),
                        null,
                        "Có tràn không?",
                        clock.instant().plus(Duration.ofHours(1)));
        TestAgency.deliver(pol, mil, aut);
        clock.pass(Duration.ofMinutes(121));
        seeToDuties();
        told(ref, OnDuty.DUTY_OFFICER, OnDuty.DUTY_COMMANDER);
        assertThat(told(aut, ref)).as("none of its business").isEmpty();
        rebuiltEqual();
    }

    private void told(ItemRef ref, OnDuty... who) {
        for (TestAgency end : List.of(pol, mil)) {
            assertThat(told(end, ref)).as("at %s", end.code()).containsExactly(who);
            assertThat(end.information().item(ref.id()).orElseThrow().escalations())
                    .allSatisfy(each -> assertThat(each.agency()).isEqualTo(pol.code()));
        }
    }

    private static List<OnDuty> told(TestAgency end, ItemRef ref) {
        return end.information().item(ref.id()).orElseThrow().escalations().stream()
                .map(Item.Escalation::who)
                .toList();
    }

    /// AT-1.3
    @Test
    void aCorrectionNotifiesEveryoneWhoReceivedTheItemAndEachMustAcknowledgeIt() throws InterruptedException {
        ItemRef first = write(mil, "Đê bị tràn", Urgency.FLASH, "POL", "AUT");
        TestAgency.deliver(pol, mil, aut);
        pol.information().acknowledge(TestAgency.DUTY, first.id(), null);
        TestAgency.deliver(pol, mil, aut);

        ItemRef second = mil.information()
                .correct(
                        TestAgency.DUTY,
                        first.id(),
                        1,
                        content("Đê rò rỉ, chưa tràn", Urgency.FLASH, Reliability.B, Credibility.PROBABLY_TRUE),
                        "Dân quân đã đến nơi");
        TestAgency.deliver(pol, mil, aut);

        for (TestAgency receiver : List.of(pol, aut)) {
            Item item = receiver.information().item(first.id()).orElseThrow();
            assertThat(item.newest().hash()).isEqualTo(second.hash());
            assertThat(item.state()).isEqualTo(State.CORRECTED);
            assertThat(item.releases()).allMatch(each -> Objects.equals(each.awaitedVersion(), 2));
            assertThat(receiver.query().owed(false, 200))
                    .filteredOn(each -> each.item().id().equals(first.id()))
                    .singleElement()
                    .satisfies(each -> assertThat(each.change()).isEqualTo("CORRECTED"));
        }
        assertThat(pol.information().item(first.id()).orElseThrow().acknowledgements())
                .as("the acknowledgement stays with version 1")
                .singleElement()
                .satisfies(each -> assertThat(each.version()).isEqualTo(1));

        pol.information().acknowledge(TestAgency.DUTY, first.id(), null);
        aut.information().acknowledge(TestAgency.DUTY, first.id(), null);
        TestAgency.deliver(pol, mil, aut);
        Item item = mil.information().item(first.id()).orElseThrow();
        assertThat(item.state()).isEqualTo(State.ACKNOWLEDGED);
        assertThat(item.acknowledged(pol.code(), 2)).isTrue();
        assertThat(item.acknowledged(AUT, 2)).isTrue();
    }

    @Test
    void aRetractionIsTheLastVersionAndEveryReceiverMustAcknowledgeIt() throws InterruptedException {
        ItemRef ref = write(mil, "Tin sai", Urgency.ROUTINE, "POL", "AUT");
        TestAgency.deliver(pol, mil, aut);
        pol.information().acknowledge(TestAgency.DUTY, ref.id(), null);
        mil.information().retract(TestAgency.DUTY, ref.id(), "Nhầm địa điểm");
        TestAgency.deliver(pol, mil, aut);

        Item item = pol.information().item(ref.id()).orElseThrow();
        assertThat(item.state()).isEqualTo(State.RETRACTED);
        assertThat(item.releases()).allMatch(each -> Objects.equals(each.awaitedVersion(), 2));
        assertThatThrownBy(() -> mil.information().retract(TestAgency.DUTY, ref.id(), "nữa"))
                .isInstanceOf(Refused.class);

        pol.information().acknowledge(TestAgency.DUTY, ref.id(), null);
        TestAgency.deliver(pol, mil, aut);
        assertThat(mil.information().item(ref.id()).orElseThrow().acknowledged(pol.code(), 2))
                .isTrue();
    }

    @Test
    void aFindingStaysWithTheVersionItIsAbout() throws InterruptedException {
        ItemRef ref = write(mil, "Nước tràn", Urgency.FLASH, "POL", "AUT");
        TestAgency.deliver(pol, mil, aut);
        var request = mil.information()
                .requestVerification(TestAgency.DUTY, ref.id(), AUT, null, "Có thật tràn không?", null);
        TestAgency.deliver(pol, mil, aut);
        assertThat(aut.information().item(ref.id()).orElseThrow().state()).isEqualTo(State.UNDER_VERIFICATION);
        assertThat(aut.query().asked(false, 100))
                .extracting(each -> each.item().id())
                .contains(ref.id());

        aut.information()
                .find(
                        TestAgency.MILITIA,
                        ref.id(),
                        1,
                        request,
                        Outcome.REFUTED,
                        Reliability.B,
                        Credibility.PROBABLY_TRUE,
                        "Rò rỉ, không tràn; đã xem tại chỗ");
        TestAgency.deliver(pol, mil, aut);
        assertThat(mil.information().item(ref.id()).orElseThrow().state()).isEqualTo(State.REFUTED);
        assertThat(aut.query().asked(false, 100))
                .extracting(each -> each.item().id())
                .doesNotContain(ref.id());

        mil.information()
                .correct(
                        TestAgency.DUTY,
                        ref.id(),
                        1,
                        content("Rò rỉ", Urgency.FLASH, Reliability.B, Credibility.PROBABLY_TRUE),
                        "Theo xác minh");
        TestAgency.deliver(pol, mil, aut);
        Item item = pol.information().item(ref.id()).orElseThrow();
        assertThat(item.state()).isEqualTo(State.CORRECTED);
        assertThat(item.findings())
                .singleElement()
                .satisfies(each -> assertThat(each.version()).isEqualTo(1));
    }

    /// AT-7.1
    @Test
    void anyOfThe36GradesCanBeStated() {
        for (Reliability letter : Reliability.values()) {
            for (Credibility digit : Credibility.values()) {
                ItemRef ref = pol.information()
                        .write(
                                TestAgency.DUTY,
                                Realm.REAL,
                                null,
                                Set.of(),
                                content("Cầu " + letter + digit.digit(), Urgency.ROUTINE, letter, digit));
                Content content = pol.information().item(ref.id()).orElseThrow().content();
                assertThat(content.reliability()).isEqualTo(letter);
                assertThat(content.credibility()).isEqualTo(digit);
            }
        }
    }

    @Test
    void whatIsReleasedToOnePartnerLeavesNoTraceAtTheThird() throws InterruptedException {
        String secretWord = "Tổ-công-tác-" + System.nanoTime();
        ItemRef ref = write(pol, secretWord, Urgency.PRIORITY, "MIL");
        TestAgency.deliver(pol, mil, aut);
        mil.information().acknowledge(TestAgency.DUTY, ref.id(), null);
        TestAgency.deliver(pol, mil, aut);

        assertThat(mil.holdsAnywhere(secretWord)).isTrue();
        assertThat(aut.holdsAnywhere(secretWord)).isFalse();
        assertThat(aut.information().item(ref.id())).isEmpty();
        var log = pol.ledger().logs().stream()
                .filter(each -> each.own()
                        && !each.origin()
                                .space()
                                .equals(pol.ledger().privatePlace().space()))
                .findFirst()
                .orElseThrow();
        assertThat(aut.ledger().log(log.origin().toString()).orElseThrow().size())
                .as("it knows that an entry exists")
                .isEqualTo(log.size());
    }

    @Test
    void ofAnItemThatChangedOftenOnlyWhatAPageShowsIsRead() {
        ItemRef ref = write(pol, "Mực nước bản 1", Urgency.ROUTINE, "MIL");
        for (int version = 1; version < 9; version++) {
            var next =
                    content("Mực nước bản " + (version + 1), Urgency.ROUTINE, Reliability.A, Credibility.PROBABLY_TRUE);
            pol.information().correct(TestAgency.DUTY, ref.id(), version, next, "Đo lại");
        }
        pol.information().retract(TestAgency.DUTY, ref.id(), "Trạm đo hỏng");

        assertThat(said(pol.information().item(ref.id(), 0, 3).orElseThrow())).containsExactly(6, 7, 8, 9);
        assertThat(said(pol.information().item(ref.id(), 4, 2).orElseThrow())).containsExactly(1, 2, 3, 9);
        Item whole = pol.information().item(ref.id()).orElseThrow();
        assertThat(said(whole)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(whole.versions()).hasSize(10);
    }

    /// The versions whose content is at hand.
    private static List<Integer> said(Item item) {
        return item.versions().stream()
                .filter(each -> each.content() != null)
                .map(Item.Version::version)
                .toList();
    }

    @Test
    void anItemReleasedLaterBringsItsHistoryAlong() throws InterruptedException {
        ItemRef ref = write(pol, "Đường bị chia cắt", Urgency.PRIORITY, "MIL");
        pol.information()
                .correct(
                        TestAgency.DUTY,
                        ref.id(),
                        1,
                        content("Đường đã thông", Urgency.PRIORITY, Reliability.A, Credibility.PROBABLY_TRUE),
                        "Đã khắc phục");
        TestAgency.deliver(pol, mil, aut);
        assertThat(aut.information().item(ref.id())).isEmpty();

        pol.information().release(TestAgency.DUTY, ref.id(), AUT);
        TestAgency.deliver(pol, mil, aut);

        Item item = aut.information().item(ref.id()).orElseThrow();
        assertThat(item.versions()).hasSize(2);
        aut.information().acknowledge(TestAgency.DUTY, ref.id(), null);
        TestAgency.deliver(pol, mil, aut);
        assertThat(pol.information().item(ref.id()).orElseThrow().acknowledged(AUT, 2))
                .isTrue();
        rebuiltEqual();
    }

    /// G13
    @Test
    void aRevokedItemIsErasedAtThePartnerAndTheErasureIsConfirmed() throws InterruptedException {
        String word = "Nhầm-người-nhận-" + System.nanoTime();
        ItemRef ref = write(pol, word, Urgency.PRIORITY, "MIL", "AUT");
        TestAgency.deliver(pol, mil, aut);
        mil.information().acknowledge(TestAgency.DUTY, ref.id(), null);
        TestAgency.deliver(pol, mil, aut);
        assertThat(mil.holdsAnywhere(word)).isTrue();
        // A program acknowledged it with an Idempotency-Key, and the answer was remembered.
        mil.sql
                .sql("""
                        insert into access_idempotency (actor, key, request_hash, started_at, attempt, status, body)
                        values (:id, 'k', '\\x00', now(), :id, 201, convert_to(:body, 'UTF8'))
                        """)
                .param("id", ref.id().value())
                .param("body", "{\"id\":\"" + ref.id().value() + "\",\"title\":\"" + word + "\"}")
                .update();

        pol.information().revoke(TestAgency.COMMANDER, ref.id(), MIL, "Gửi nhầm");
        TestAgency.deliver(pol, mil, aut);
        seeToDuties();
        TestAgency.deliver(pol, mil, aut);

        assertThat(mil.information().item(ref.id())).isEmpty();
        assertThatThrownBy(() -> mil.information().acknowledge(TestAgency.DUTY, ref.id(), null))
                .isInstanceOf(NotFound.class);
        assertThat(mil.holdsAnywhere(word)).isFalse();
        assertThat(aut.holdsAnywhere(word)).isTrue();
        var release = pol.information().item(ref.id()).orElseThrow().releases().stream()
                .filter(each -> each.agency().equals(MIL))
                .findFirst()
                .orElseThrow();
        assertThat(release.revokedAt()).isNotNull();
        assertThat(release.confirmedAt()).isNotNull();
        rebuiltEqual();
    }

    @Test
    void whatIsRevokedBeforeThePartnerCouldTakeItNeverReachesIt() throws InterruptedException {
        String word = "Chưa-đi-" + System.nanoTime();
        ItemRef ref = write(pol, word, Urgency.PRIORITY, "MIL", "AUT");
        pol.information().revoke(TestAgency.COMMANDER, ref.id(), MIL, "Gửi nhầm");
        TestAgency.deliver(pol, mil, aut);
        assertThat(mil.holdsAnywhere(word)).isFalse();
        assertThat(aut.holdsAnywhere(word)).isTrue();
        rebuiltEqual();
    }

    @Test
    void everyProjectionIsRebuiltEqual() throws InterruptedException {
        ItemRef ref = write(mil, "Nước tràn", Urgency.FLASH, "POL", "AUT");
        TestAgency.deliver(pol, mil, aut);
        pol.information().acknowledge(TestAgency.DUTY, ref.id(), null);
        var request = mil.information().requestVerification(TestAgency.DUTY, ref.id(), AUT, "DQ", "Đúng không?", null);
        TestAgency.deliver(pol, mil, aut);
        aut.information()
                .find(
                        TestAgency.MILITIA,
                        ref.id(),
                        1,
                        request,
                        Outcome.PARTLY,
                        Reliability.B,
                        Credibility.POSSIBLY_TRUE,
                        "Một phần");
        mil.information().retract(TestAgency.DUTY, ref.id(), "Thôi");
        clock.pass(Duration.ofHours(1));
        TestAgency.deliver(pol, mil, aut);
        seeToDuties();
        rebuiltEqual();
    }

    @Test
    void onlyTheAgencyThatMadeAnItemMayChangeIt() throws InterruptedException {
        ItemRef ref = write(mil, "Của MIL", Urgency.ROUTINE, "POL");
        TestAgency.deliver(pol, mil, aut);
        var content = content("Sửa trộm", Urgency.ROUTINE, Reliability.F, Credibility.CANNOT_BE_JUDGED);
        assertThatThrownBy(() -> pol.information().correct(TestAgency.DUTY, ref.id(), 1, content, "x"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> pol.information().retract(TestAgency.DUTY, ref.id(), "x"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> pol.information().release(TestAgency.DUTY, ref.id(), AUT))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aCorrectionOfAVersionThatIsNoLongerTheNewestIsRefused() {
        ItemRef ref = write(mil, "Một", Urgency.ROUTINE, "POL");
        var content = content("Hai", Urgency.ROUTINE, Reliability.F, Credibility.CANNOT_BE_JUDGED);
        mil.information().correct(TestAgency.DUTY, ref.id(), 1, content, "sửa");
        assertThatThrownBy(() -> mil.information().correct(TestAgency.DUTY, ref.id(), 1, content, "sửa nữa"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void nobodyConfirmsTheReportOfTheOwnUnit() {
        ItemRef ref = write(mil, "Cầu thông", Urgency.ROUTINE, "POL");
        assertThatThrownBy(() -> mil.information()
                        .find(
                                TestAgency.DUTY,
                                ref.id(),
                                1,
                                null,
                                Outcome.CONFIRMED,
                                Reliability.A,
                                Credibility.CONFIRMED,
                                "tự thấy"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void anItemIsReleasedToNobodyUnlessItsWriterSaysSo() throws InterruptedException {
        String word = "Chưa-chia-sẻ-" + System.nanoTime();
        write(pol, word, Urgency.ROUTINE);
        TestAgency.deliver(pol, mil, aut);
        assertThat(mil.holdsAnywhere(word)).isFalse();
        assertThat(aut.holdsAnywhere(word)).isFalse();
    }

    @Test
    void releasingToSomeoneOutsideTheRegulationIsRefused() {
        assertThatThrownBy(() -> write(pol, "Cho người ngoài", Urgency.ROUTINE, "BG"))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> write(pol, "Cho chính mình", Urgency.ROUTINE, "POL"))
                .isInstanceOf(BadInput.class);
    }

    /// G20
    @Test
    void anExerciseLivesInASpaceOfItsOwnAndNeverShowsAmongTheReal() throws InterruptedException {
        TestAgency.agree(Realm.EXERCISE, pol, mil);
        ItemRef real = write(pol, "Thật", Urgency.ROUTINE, "MIL");
        ItemRef exercise = pol.information()
                .write(
                        TestAgency.DUTY,
                        Realm.EXERCISE,
                        null,
                        TestAgency.codes("MIL"),
                        content("Diễn tập", Urgency.FLASH, Reliability.F, Credibility.CANNOT_BE_JUDGED));
        TestAgency.deliver(pol, mil, aut);
        for (TestAgency agency : List.of(pol, mil)) {
            assertThat(agency.information().list(Filter.all(Realm.REAL), Long.MAX_VALUE, 50))
                    .extracting(ItemRow::id)
                    .contains(real.id())
                    .doesNotContain(exercise.id());
            assertThat(agency.information().list(Filter.all(Realm.EXERCISE), Long.MAX_VALUE, 50))
                    .extracting(ItemRow::id)
                    .containsExactly(exercise.id());
        }
        var space = pol.information().item(exercise.id()).orElseThrow().place().space();
        assertThatThrownBy(() -> pol.information()
                        .write(
                                TestAgency.DUTY,
                                Realm.REAL,
                                space,
                                TestAgency.codes("MIL"),
                                content("Lẫn", Urgency.ROUTINE, Reliability.F, Credibility.CANNOT_BE_JUDGED)))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @EnumSource(Urgency.class)
    void theDeadlineIsTheRegulationsAndTheSameAtBothEnds(Urgency urgency) throws InterruptedException {
        ItemRef ref = write(mil, "Tin " + urgency, urgency, "POL");
        TestAgency.deliver(pol, mil, aut);
        Instant there = mil.information().item(ref.id()).orElseThrow().newest().acknowledgeBy();
        Instant here = pol.information().item(ref.id()).orElseThrow().newest().acknowledgeBy();
        assertThat(here).isEqualTo(there).isNotNull();
        assertThat(Duration.between(clock.instant(), here).toMinutes())
                .isEqualTo(vn.hiepdong.node.space.UsualTimes.ACKNOWLEDGEMENT
                        .get(urgency)
                        .longValue());
    }

    @Test
    void listsAreFilteredAndPagedAndFindTitlesWithoutDiacritics() {
        for (int i = 0; i < 7; i++) {
            write(pol, "Phố Đặng Thùy Trâm ngập " + i, i % 2 == 0 ? Urgency.ROUTINE : Urgency.FLASH, "MIL");
        }
        List<ItemRow> first = pol.information().list(words(Optional.empty()), Long.MAX_VALUE, 4);
        List<ItemRow> second =
                pol.information().list(words(Optional.empty()), first.getLast().applied(), 4);
        assertThat(first).hasSize(4);
        assertThat(second).hasSize(3).noneMatch(first::contains);
        assertThat(pol.information().list(words(Optional.of(Urgency.FLASH)), Long.MAX_VALUE, 50))
                .hasSize(3);
        assertThat(pol.information().topics()).containsExactly("flood");
    }

    private static Filter words(Optional<Urgency> urgency) {
        return new Filter(
                Realm.REAL,
                urgency,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("dang thuy tram"),
                false);
    }

    private void seeToDuties() {
        for (TestAgency each : List.of(pol, mil, aut)) {
            each.duties().see();
            each.deadlines().see();
        }
    }

    private void rebuiltEqual() {
        for (TestAgency agency : List.of(pol, mil, aut)) {
            List<String> grown = agency.projections();
            assertThat(agency.ledger().rebuild()).isPositive();
            assertThat(agency.projections()).as("at %s", agency.code()).isEqualTo(grown);
        }
    }

    private ItemRef write(TestAgency by, String title, Urgency urgency, String... to) {
        return by.information()
                .write(
                        TestAgency.DUTY,
                        Realm.REAL,
                        null,
                        TestAgency.codes(to),
                        content(title, urgency, Reliability.A, Credibility.PROBABLY_TRUE));
    }

    private Content content(String title, Urgency urgency, Reliability reliability, Credibility credibility) {
        return new Content(
                title,
                "Chi tiết: " + title,
                "flood",
                urgency,
                Purpose.RESPONSE,
                Handling.NOI_BO,
                clock.instant(),
                new Content.Location(20.806, 105.708, 50.0),
                SourceKind.SENSOR,
                "Trạm thủy văn Ba Thá",
                reliability,
                credibility,
                List.of(),
                null);
    }
}
