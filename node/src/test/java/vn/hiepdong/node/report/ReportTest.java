package vn.hiepdong.node.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Credibility;
import vn.hiepdong.node.information.Handling;
import vn.hiepdong.node.information.InformationId;
import vn.hiepdong.node.information.MovableClock;
import vn.hiepdong.node.information.Purpose;
import vn.hiepdong.node.information.Reliability;
import vn.hiepdong.node.information.SourceKind;
import vn.hiepdong.node.information.TestAgency;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.report.ReportPeriod.State;
import vn.hiepdong.node.space.OnDuty;
import vn.hiepdong.node.space.Period;
import vn.hiepdong.node.space.PeriodicReport;
import vn.hiepdong.node.space.Regulation;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.space.UsualTimes;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Refused;

/// A missing report is found at both ends without anybody asking. It is 02:10 on 11 September in Hà Nội.
class ReportTest {
    private final MovableClock clock = new MovableClock();

    @TempDir
    private Path folder;

    private TestAgency pol;
    private TestAgency mil;
    private TestAgency aut;

    @BeforeEach
    void threeAgenciesThatAgreedOnADailyReport() throws InterruptedException {
        pol = new TestAgency(folder, "POL", clock);
        mil = new TestAgency(folder, "MIL", clock);
        aut = new TestAgency(folder, "AUT", clock);
        TestAgency.agree(
                Realm.REAL,
                new Regulation(
                        "Quy chế phối hợp",
                        null,
                        List.of(pol.code(), mil.code(), aut.code()),
                        List.of("Ứng phó thiên tai"),
                        UsualTimes.ACKNOWLEDGEMENT,
                        UsualTimes.VERIFICATION,
                        LocalDate.parse("2026-01-01"),
                        null,
                        null,
                        null,
                        List.of(new PeriodicReport(
                                "ngay",
                                "Báo cáo nhanh",
                                Period.DAILY,
                                1,
                                LocalTime.of(16, 30),
                                List.of(pol.code()),
                                mil.code())),
                        List.of(),
                        List.of(),
                        null,
                        null),
                pol,
                mil,
                aut);
    }

    @AfterEach
    void close() {
        aut.close();
        mil.close();
        pol.close();
    }

    @Test
    void whatIsDueIsKnownAtBothEndsAndNowhereElse() {
        assertThat(reports(pol).next()).singleElement().satisfies(each -> {
            assertThat(each.due()).isEqualTo("2026-09-11T09:30:00Z");
            assertThat(each.state(clock.instant())).isEqualTo(State.TO_COME);
        });
        assertThat(reports(mil).next()).extracting(ReportPeriod::agency).containsExactly(pol.code());
        assertThat(reports(aut).next()).isEmpty();
        see();
        assertThat(missing(pol))
                .as("what was due before all signed is owed by nobody")
                .isEmpty();
    }

    @Test
    void whatIsSentInTimeIsAnItemLikeAnyOtherAndIsNotMissing() throws InterruptedException {
        ReportPeriod due = reports(pol).next().getFirst();
        reports(pol).write(TestAgency.DUTY, due, content("Báo cáo nhanh 11/9"));
        assertThatThrownBy(() ->
                        reports(pol).write(TestAgency.DUTY, reports(pol).next().getFirst(), content("lần nữa")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> reports(mil).write(TestAgency.DUTY, due, content("hộ")))
                .isInstanceOf(NotFound.class);
        TestAgency.deliver(pol, mil, aut);
        clock.pass(Duration.ofHours(15));
        see();
        assertThat(missing(pol)).isEmpty();
        assertThat(missing(mil)).isEmpty();
        ReportPeriod here = find(mil, "2026-09-11");
        assertThat(here.state(clock.instant())).isEqualTo(State.IN_TIME);
        assertThat(mil.information()
                        .item(new InformationId(item(here)))
                        .orElseThrow()
                        .content()
                        .title())
                .isEqualTo("Báo cáo nhanh 11/9");
        rebuiltEqual();
    }

    @Test
    void whatWasNotSentIsFoundAtBothEndsGoesUpAndMayComeLate() throws InterruptedException {
        clock.pass(Duration.ofHours(15));
        see();
        see();
        for (TestAgency end : List.of(pol, mil)) {
            assertThat(missing(end)).as("at %s", end.code()).singleElement().satisfies(each -> {
                assertThat(each.state(clock.instant())).isEqualTo(State.MISSING);
                assertThat(each.told()).containsExactly(OnDuty.DUTY_OFFICER);
            });
        }
        assertThat(missing(aut)).isEmpty();
        clock.pass(Duration.ofHours(24));
        see();
        assertThat(missing(mil)).hasSize(2);
        assertThat(find(mil, "2026-09-11").told())
                .containsExactlyInAnyOrder(OnDuty.DUTY_OFFICER, OnDuty.DUTY_COMMANDER);

        reports(pol).write(TestAgency.DUTY, find(pol, "2026-09-11"), content("Gửi muộn"));
        TestAgency.deliver(pol, mil, aut);
        clock.pass(Duration.ofDays(2));
        see();
        assertThat(find(mil, "2026-09-11").state(clock.instant())).isEqualTo(State.LATE);
        assertThat(find(mil, "2026-09-11").told()).hasSize(2);
        assertThat(reports(mil).steps(find(mil, "2026-09-11")))
                .extracting(ReportTable.Told::who)
                .containsExactly(OnDuty.DUTY_OFFICER, OnDuty.DUTY_COMMANDER);
        rebuiltEqual();
    }

    @Test
    void afterDaysWithoutPowerNothingIsForgotten() {
        clock.pass(Duration.ofDays(5));
        see();
        assertThat(missing(mil)).hasSize(5);
        assertThat(reports(mil).before(clock.instant(), "", true, 3))
                .extracting(ReportPeriod::day)
                .containsExactly(
                        LocalDate.parse("2026-09-15"), LocalDate.parse("2026-09-14"), LocalDate.parse("2026-09-13"));
    }

    /// What counts is when it was sent, not when a broken line let it through.
    @Test
    void aLineThatWasDownMakesNobodyLate() throws InterruptedException {
        reports(pol).write(TestAgency.DUTY, reports(pol).next().getFirst(), content("Đúng hạn"));
        clock.pass(Duration.ofHours(15));
        see();
        assertThat(missing(mil)).hasSize(1);
        TestAgency.deliver(pol, mil, aut);
        assertThat(missing(mil)).isEmpty();
        assertThat(find(mil, "2026-09-11").state(clock.instant())).isEqualTo(State.IN_TIME);
        clock.pass(Duration.ofDays(1));
        rebuiltEqual();
    }

    @Test
    void anItemThatTheAddresseeHasCanBeNamedAndNoOther() throws InterruptedException {
        var sent = pol.information()
                .write(TestAgency.DUTY, Realm.REAL, null, TestAgency.codes("MIL"), content("Đã gửi sáng nay"));
        var other = pol.information()
                .write(TestAgency.DUTY, Realm.REAL, null, TestAgency.codes("AUT"), content("Cho bên khác"));
        ReportPeriod due = reports(pol).next().getFirst();
        assertThatThrownBy(
                        () -> reports(pol).name(TestAgency.DUTY, due, other.id().value()))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> reports(pol).name(TestAgency.DUTY, due, new java.util.UUID(1, 2)))
                .isInstanceOf(BadInput.class);
        reports(pol).name(TestAgency.DUTY, due, sent.id().value());
        TestAgency.deliver(pol, mil, aut);
        assertThat(item(find(mil, "2026-09-11"))).isEqualTo(sent.id().value());
    }

    private static Reports reports(TestAgency agency) {
        return agency.part(Reports.class);
    }

    private static List<ReportPeriod> missing(TestAgency agency) {
        return reports(agency).missing(100);
    }

    private ReportPeriod find(TestAgency at, String day) {
        ReportPeriod next = reports(at).next().getFirst();
        return reports(at)
                .find(next.space(), "ngay", pol.code(), LocalDate.parse(day))
                .orElseThrow();
    }

    private static java.util.UUID item(ReportPeriod report) {
        return java.util.Objects.requireNonNull(report.item());
    }

    private void see() {
        for (TestAgency each : List.of(pol, mil, aut)) {
            reports(each).findMissing();
            each.deadlines().see();
        }
    }

    private void rebuiltEqual() {
        for (TestAgency agency : List.of(pol, mil, aut)) {
            List<String> grown = agency.projections();
            agency.ledger().rebuild();
            assertThat(agency.projections()).as("at %s", agency.code()).isEqualTo(grown);
        }
    }

    private Content content(String title) {
        return new Content(
                title,
                "Tình hình trong ngày: ổn định.",
                "other",
                Urgency.ROUTINE,
                Purpose.COORDINATION_ADMIN,
                Handling.NOI_BO,
                clock.instant(),
                null,
                SourceKind.OFFICE,
                null,
                Reliability.A,
                Credibility.CANNOT_BE_JUDGED,
                List.of(),
                null);
    }
}
