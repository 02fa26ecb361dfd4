package vn.hiepdong.node.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.node.ledger.AgencyCode;

/// What a regulation says about what comes again and again, and what contradicts itself.
class RegimeTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final AgencyCode POL = new AgencyCode("POL");
    private static final AgencyCode MIL = new AgencyCode("MIL");
    private static final AgencyCode AUT = new AgencyCode("AUT");

    @ParameterizedTest
    @CsvSource({
        "DAILY,1,2026-11-28,2026-11-28,2026-11-27",
        "WEEKLY,5,2026-11-28,2026-12-04,2026-11-27",
        "WEEKLY,6,2026-11-28,2026-11-28,2026-11-21",
        "MONTHLY,25,2026-11-28,2026-12-25,2026-11-25",
        "MONTHLY,31,2027-02-01,2027-02-28,2027-01-31",
        "QUARTERLY,15,2026-11-28,2026-12-15,2026-09-15",
        "HALF_YEARLY,15,2026-12-16,2027-06-15,2026-12-15",
        "YEARLY,15,2026-12-15,2026-12-15,2025-12-15"
    })
    void aPeriodHasANextDayAndOneBefore(Period period, int day, LocalDate from, LocalDate next, LocalDate before) {
        assertThat(period.next(from, day)).isEqualTo(next);
        assertThat(period.before(from, day)).isEqualTo(before);
    }

    @Test
    void aReportIsDueAtItsCutOffByTheClockOfTheNode() {
        var daily = report("ngay", List.of(POL), MIL);
        assertThat(daily.due(LocalDate.parse("2026-11-28"), ZONE)).isEqualTo(Instant.parse("2026-11-28T09:30:00Z"));
        assertThat(daily.next(Instant.parse("2026-11-28T09:30:00Z"), ZONE)).isEqualTo("2026-11-28");
        assertThat(daily.next(Instant.parse("2026-11-28T09:30:01Z"), ZONE)).isEqualTo("2026-11-29");
        assertThat(daily.before(LocalDate.parse("2026-11-29"))).isEqualTo("2026-11-28");
    }

    @Test
    void aStepComesAfterItsShareOfTheTime() {
        Instant since = Instant.parse("2026-11-28T02:00:00Z");
        Instant due = since.plus(Duration.ofMinutes(30));
        assertThat(new Rung(OnDuty.DUTY_OFFICER, 100).at(since, due)).isEqualTo(due);
        assertThat(new Rung(OnDuty.STAFF_HEAD, 300).at(since, due)).isEqualTo(since.plus(Duration.ofMinutes(90)));
        assertThat(new Rung(OnDuty.STAFF_HEAD, 300).at(due, since))
                .as("a deadline before its beginning, as a wrong clock makes it")
                .isEqualTo(since);
    }

    @Test
    void hostsTakeTurns() {
        var briefing = new BriefingRegime("Thành phố", Period.QUARTERLY, List.of(POL, MIL, AUT), "");
        assertThat(List.of(briefing.host(0), briefing.host(1), briefing.host(2), briefing.host(3)))
                .containsExactly(POL, MIL, AUT, POL);
    }

    @Test
    void quietHoursMayGoPastMidnight() {
        var night = new Quiet(LocalTime.of(22, 0), LocalTime.of(6, 0), Set.of(Urgency.FLASH));
        assertThat(night.at(LocalTime.of(23, 0))).isTrue();
        assertThat(night.at(LocalTime.of(5, 59))).isTrue();
        assertThat(night.at(LocalTime.of(6, 0))).isFalse();
        var noon = new Quiet(LocalTime.of(12, 0), LocalTime.of(13, 0), Set.of(Urgency.FLASH));
        assertThat(noon.at(LocalTime.of(12, 30))).isTrue();
        assertThat(noon.at(LocalTime.of(23, 0))).isFalse();
        assertThatThrownBy(() -> new Quiet(LocalTime.of(22, 0), LocalTime.of(6, 0), Set.of(Urgency.ROUTINE)))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void aTextThatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> regulation(List.of(report("a", List.of(AUT), MIL)), null, null))
                .hasMessageContaining("AUT is not a party");
        assertThatThrownBy(() ->
                        regulation(List.of(report("a", List.of(POL), MIL), report("a", List.of(MIL), POL)), null, null))
                .hasMessageContaining("two reports");
        assertThatThrownBy(() -> report("a", List.of(MIL), MIL)).hasMessageContaining("owed by others");
        assertThatThrownBy(() -> regulation(List.of(), Map.of(Urgency.FLASH, List.of()), null))
                .hasMessageContaining("escalation");
        var down = List.of(new Rung(OnDuty.STAFF_HEAD, 300), new Rung(OnDuty.DUTY_OFFICER, 100));
        assertThatThrownBy(() -> regulation(
                        List.of(),
                        Map.of(
                                Urgency.FLASH, down,
                                Urgency.IMMEDIATE, down,
                                Urgency.PRIORITY, down,
                                Urgency.ROUTINE, down),
                        null))
                .hasMessageContaining("follow each other");
        assertThatThrownBy(() -> regulation(List.of(), null, LocalDate.parse("2025-12-31")))
                .hasMessageContaining("does not end before it begins");
        assertThatThrownBy(() -> new Rung(OnDuty.DUTY_OFFICER, 99)).isInstanceOf(FormatException.class);
    }

    private static PeriodicReport report(String code, List<AgencyCode> from, AgencyCode to) {
        return new PeriodicReport(code, "Báo cáo ngày", Period.DAILY, 1, LocalTime.of(16, 30), from, to);
    }

    private static Regulation regulation(
            List<PeriodicReport> reports,
            @org.jspecify.annotations.Nullable Map<Urgency, List<Rung>> escalation,
            @org.jspecify.annotations.Nullable LocalDate validTo) {
        return new Regulation(
                "Quy chế",
                null,
                List.of(POL, MIL),
                List.of("Cứu nạn"),
                UsualTimes.ACKNOWLEDGEMENT,
                UsualTimes.VERIFICATION,
                LocalDate.parse("2026-01-01"),
                validTo,
                null,
                null,
                reports,
                List.of(),
                List.of(),
                escalation,
                null);
    }
}
