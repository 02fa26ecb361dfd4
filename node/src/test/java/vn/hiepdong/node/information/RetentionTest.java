package vn.hiepdong.node.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.retention.RetentionClass;
import vn.hiepdong.node.retention.RetentionRuns;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.BadInput;

/// Items are erased when their time is over (G16).
class RetentionTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final MovableClock clock = new MovableClock();
    private TestAgency pol;
    private TestAgency mil;

    @BeforeEach
    void twoAgenciesWithARegulation(@TempDir Path folder) throws InterruptedException {
        pol = new TestAgency(folder, "POL", clock);
        mil = new TestAgency(folder, "MIL", clock);
        TestAgency.agree(pol, mil);
    }

    @AfterEach
    void close() {
        pol.close();
        mil.close();
    }

    @Test
    void aRoutineItemGoesEverywhereTwoYearsAfterItsLastChangeAndAnUrgentOneAfterTen() throws InterruptedException {
        InformationId routine = write("Tin-thường", Urgency.ROUTINE);
        InformationId urgent = write("Tin-khẩn", Urgency.FLASH);
        clock.pass(Duration.ofDays(100));
        pol.information().correct(TestAgency.DUTY, routine, 1, content("Tin-thường", Urgency.ROUTINE), "đo lại");
        TestAgency.deliver(pol, mil);

        to(clock.instant().atZone(ZONE).plusMonths(24).toInstant().minusSeconds(1));
        runs(pol).run();
        assertThat(pol.information().item(routine)).isPresent();
        clock.pass(Duration.ofSeconds(1));
        runs(mil).run(); // what others wrote is not for us to erase
        TestAgency.deliver(pol, mil);
        assertThat(pol.information().item(routine)).isPresent();

        runs(pol).run();
        TestAgency.deliver(pol, mil);
        for (TestAgency agency : List.of(pol, mil)) {
            assertThat(agency.holdsAnywhere("Tin-thường")).isFalse();
            Tombstone left = agency.information().tombstone(routine).orElseThrow();
            assertThat(left.reason()).isEqualTo("RETENTION_OVER");
            assertThat(left.post()).as("by the node, no officer").isEmpty();
        }
        assertThat(runs(pol).counts()).containsExactly("ROUTINE 24: 1 erased, 0 held");
        assertThat(pol.information().item(urgent)).isPresent();

        to(clock.instant().atZone(ZONE).plusMonths(120).toInstant());
        runs(pol).run();
        TestAgency.deliver(pol, mil);
        assertThat(mil.holdsAnywhere("Tin-khẩn")).isFalse();
        assertThat(pol.ledger().erasures().since())
                .as("the disk waits to be cleaned")
                .isNotNull();
    }

    @Test
    void itsAuthorPutsAnItemIntoAnotherClass() throws InterruptedException {
        InformationId kept = write("Lưu-mãi", Urgency.ROUTINE);
        InformationId longer = write("Thuộc-sự-cố", Urgency.ROUTINE);
        pol.information().classify(TestAgency.DUTY, kept, RetentionClass.PERMANENT);
        pol.information().classify(TestAgency.DUTY, longer, RetentionClass.INCIDENT);
        TestAgency.deliver(pol, mil);
        to(clock.instant().atZone(ZONE).plusMonths(119).toInstant());
        runs(pol).run();
        assertThat(pol.information().item(longer)).isPresent();
        to(clock.instant().atZone(ZONE).plusYears(50).toInstant());
        runs(pol).run();
        TestAgency.deliver(pol, mil);
        assertThat(pol.information().item(longer)).isEmpty();
        assertThat(mil.information().item(kept)).isPresent();
        rebuiltEqual();
    }

    @Test
    void aHeldItemIsPassedOverAndGoesAfterTheHold() throws InterruptedException {
        InformationId held = write("Được-giữ", Urgency.ROUTINE);
        InformationId other = write("Không-giữ", Urgency.ROUTINE);
        TestAgency.deliver(pol, mil);
        to(clock.instant().atZone(ZONE).plusMonths(23).toInstant());
        mil.information()
                .hold(
                        TestAgency.COMMANDER,
                        held,
                        HoldReason.INSPECTION,
                        "8/TTr",
                        clock.instant().plus(Duration.ofDays(90)));
        TestAgency.deliver(pol, mil);
        clock.pass(Duration.ofDays(60));
        runs(pol).run();
        assertThat(pol.information().item(held)).isPresent();
        assertThat(pol.information().item(other)).isEmpty();
        assertThat(runs(pol).counts()).containsExactly("ROUTINE 24: 1 erased, 1 held");
        clock.pass(Duration.ofDays(30));
        runs(pol).run();
        assertThat(pol.information().item(held)).isEmpty();
        TestAgency.deliver(pol, mil);
        assertThat(pol.holdsAnywhere("Được-giữ")).isFalse();
    }

    @Test
    void aRuleCountsFromItsDayOnAndTheOneBeforeUntilThen() {
        InformationId id = write("Theo-quyết-định", Urgency.ROUTINE);
        clock.pass(Duration.ofDays(70));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        assertThatThrownBy(() -> runs(pol).decide(RetentionClass.ROUTINE, today, 2))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> runs(pol).decide(RetentionClass.ROUTINE, today.plusDays(1), 0))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> runs(pol).decide(RetentionClass.PERMANENT, today.plusDays(1), 2))
                .isInstanceOf(BadInput.class);

        runs(pol).decide(RetentionClass.ROUTINE, today.plusDays(1), 2);
        runs(pol).run();
        assertThat(pol.information().item(id)).isPresent();
        to(today.plusDays(1).atStartOfDay(ZONE).toInstant().minusSeconds(1));
        runs(pol).run();
        assertThat(pol.information().item(id)).isPresent();
        clock.pass(Duration.ofSeconds(1));
        runs(pol).run();
        assertThat(pol.information().item(id)).isEmpty();
        assertThat(runs(pol).rules(RetentionClass.ROUTINE))
                .containsExactly("2000-01-01 to " + today.plusDays(1) + ": 24", today.plusDays(1) + " to null: 2");
        rebuiltEqual();
    }

    @Test
    void whatTheDutyCommanderDecidesAboutIsListedAndNotErased() {
        InformationId id = write("Chờ-quyết-định", Urgency.ROUTINE);
        LocalDate tomorrow = LocalDate.ofInstant(clock.instant(), ZONE).plusDays(1);
        runs(pol).leaveToTheCommander(RetentionClass.ROUTINE, tomorrow, 1);
        clock.pass(Duration.ofDays(40));
        runs(pol).run();
        assertThat(pol.information().item(id)).isPresent();
        assertThat(runs(pol).due(clock.instant())).containsExactly(id.value());
    }

    @Test
    void ofTwoInstancesAtOnceNothingIsErasedTwice() throws Exception {
        var ids = new ArrayList<InformationId>();
        for (int i = 0; i < 30; i++) {
            ids.add(write("Nhiều-" + i, Urgency.ROUTINE));
        }
        to(clock.instant().atZone(ZONE).plusMonths(24).toInstant());
        var start = new CountDownLatch(1);
        try (var both = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 2; i++) {
                both.submit(() -> {
                    start.await();
                    runs(pol).run();
                    return null;
                });
            }
            start.countDown();
        }
        assertThat(ids).allMatch(id -> pol.information().item(id).isEmpty());
        assertThat(pol.sql
                        .sql("select count(*) from ledger_entry where kind = 'information.erased'")
                        .query(Long.class)
                        .single())
                .isEqualTo(30);
        assertThat(pol.sql
                        .sql("select sum(erased) from retention_run")
                        .query(Long.class)
                        .single())
                .isEqualTo(30);
    }

    private void to(Instant time) {
        clock.pass(Duration.between(clock.instant(), time));
    }

    private static RetentionRuns runs(TestAgency agency) {
        return agency.retention();
    }

    private void rebuiltEqual() {
        for (TestAgency agency : List.of(pol, mil)) {
            List<String> grown = agency.projections();
            assertThat(agency.ledger().rebuild()).isPositive();
            assertThat(agency.projections()).as("at %s", agency.code()).isEqualTo(grown);
        }
    }

    private InformationId write(String title, Urgency urgency) {
        return pol.information()
                .write(TestAgency.DUTY, Realm.REAL, null, TestAgency.codes("MIL"), content(title, urgency))
                .id();
    }

    private Content content(String title, Urgency urgency) {
        return new Content(
                title,
                "Chi tiết: " + title,
                "flood",
                urgency,
                Purpose.RESPONSE,
                Handling.NOI_BO,
                clock.instant(),
                null,
                SourceKind.SENSOR,
                "Trạm thủy văn Ba Thá",
                Reliability.A,
                Credibility.PROBABLY_TRUE,
                List.of(),
                null);
    }
}
