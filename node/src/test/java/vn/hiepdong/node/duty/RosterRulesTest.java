package vn.hiepdong.node.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is found in a roster.
class RosterRulesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final UUID BINH = new UUID(0, 1);
    private static final Duration REST = Duration.ofHours(12);
    private static final Period WEEK = new Period(at(23, 0), at(30, 0));

    @Test
    void aShiftRoundTheClockIsTwoInTurnForAsManyDays() {
        List<Period> series =
                RosterRules.series(new Period(at(23, 7), at(23, 19)), RosterRules.Repeat.ROUND_THE_CLOCK, 14, ZONE);

        assertThat(series).hasSize(28).startsWith(new Period(at(23, 7), at(23, 19)), new Period(at(23, 19), at(24, 7)));
        for (int i = 1; i < series.size(); i++) {
            assertThat(series.get(i).from()).isEqualTo(series.get(i - 1).to());
        }
    }

    @Test
    void aShiftRepeatsByTheClockOnTheWallThoughItGoesForward() {
        // Berlin goes to summer time on 29 March 2026.
        var berlin = ZoneId.of("Europe/Berlin");
        var first = new Period(
                LocalDate.of(2026, 3, 28).atTime(7, 0).atZone(berlin).toInstant(),
                LocalDate.of(2026, 3, 28).atTime(19, 0).atZone(berlin).toInstant());

        List<Period> series = RosterRules.series(first, RosterRules.Repeat.DAILY, 2, berlin);

        assertThat(series.get(1).from())
                .isEqualTo(LocalDate.of(2026, 3, 29).atTime(7, 0).atZone(berlin).toInstant());
        assertThat(RosterRules.series(first, RosterRules.Repeat.WEEKLY, 15, berlin))
                .hasSize(3);
        assertThat(RosterRules.series(first, RosterRules.Repeat.ONCE, 15, berlin))
                .hasSize(1);
    }

    @Test
    void twoShiftsOfOnePostOverlapButThoseThatMeetDoNot() {
        Shift day = shift("Trực ban", at(23, 7), at(23, 19));
        Shift night = shift("Trực ban", at(23, 19), at(24, 7));
        Shift late = shift("Trực ban", at(24, 6), at(24, 19));
        Shift elsewhere = shift("Trực chỉ huy", at(23, 7), at(24, 7));

        assertThat(conflicts(List.of(late, elsewhere, night, day), Map.of(), List.of()))
                .containsExactly(new Conflict.Overlap(night, late, at(24, 6), at(24, 7)));
    }

    @Test
    void aPostThatMustBeMannedHasGapsBeforeBetweenAndAfter() {
        Shift day = shift("Trực ban", at(23, 7), at(23, 19));
        Shift next = shift("Trực ban", at(24, 7), at(29, 19));
        var manned = new Manned("TB", "Trực ban", LocalDate.of(2026, 11, 23), null);

        assertThat(conflicts(List.of(day, next), Map.of(), List.of(manned)))
                .containsExactly(
                        new Conflict.Gap("TB", "Trực ban", at(23, 0), at(23, 7)),
                        new Conflict.Gap("TB", "Trực ban", at(23, 19), at(24, 7)),
                        new Conflict.Gap("TB", "Trực ban", at(29, 19), at(30, 0)));
        assertThat(conflicts(List.of(day, next), Map.of(), List.of()))
                .as("no post need be manned")
                .isEmpty();
    }

    @Test
    void aPostNeedsToBeMannedFromOneDayToAnotherOnly() {
        var manned = new Manned("TB", "Trực ban", LocalDate.of(2026, 11, 25), LocalDate.of(2026, 11, 26));

        assertThat(conflicts(List.of(), Map.of(), List.of(manned)))
                .containsExactly(new Conflict.Gap("TB", "Trực ban", at(25, 0), at(26, 0)));
    }

    @Test
    void anAccountStandsOnePostAtATimeAndRestsBetweenTwo() {
        Shift day = shift("Trực ban", at(23, 7), at(23, 19));
        Shift other = shift("Trực chỉ huy", at(23, 18), at(23, 22));
        Shift soon = shift("Trực ban", at(24, 7), at(24, 19));
        Shift rested = shift("Trực ban", at(25, 7), at(25, 19));
        var stands = Map.of(day.id(), BINH, other.id(), BINH, soon.id(), BINH, rested.id(), BINH);

        assertThat(conflicts(List.of(day, other, soon, rested), stands, List.of()))
                .containsExactly(
                        new Conflict.TwoAtOnce(BINH, day, other, at(23, 18), at(23, 19)),
                        new Conflict.TooLittleRest(BINH, other, soon, REST));
    }

    @Test
    void twoShiftsWithoutAnyRestAreFoundToo() {
        Shift day = shift("Trực ban", at(23, 7), at(23, 19));
        Shift night = shift("Trực ban", at(23, 19), at(24, 7));

        assertThat(conflicts(List.of(day, night), Map.of(day.id(), BINH, night.id(), BINH), List.of()))
                .containsExactly(new Conflict.TooLittleRest(BINH, day, night, REST));
    }

    @Test
    void theRestIsTheOneThatIsValidWhenTheSecondShiftBegins() {
        Shift one = shift("Trực ban", at(23, 7), at(23, 19));
        Shift two = shift("Trực ban", at(24, 3), at(24, 5));
        var stands = Map.of(one.id(), BINH, two.id(), BINH);

        assertThat(RosterRules.conflicts(WEEK, List.of(one, two), stands, List.of(), _ -> Duration.ofHours(8), ZONE))
                .isEmpty();
        assertThat(RosterRules.conflicts(WEEK, List.of(one, two), stands, List.of(), _ -> Duration.ofHours(9), ZONE))
                .hasSize(1);
    }

    @Test
    void whatLiesOutsideOfTheTimeIsNotTold() {
        Shift before = shift("Trực ban", at(21, 7), at(21, 19));
        Shift before2 = shift("Trực ban", at(21, 18), at(22, 7));

        assertThat(conflicts(List.of(before, before2), Map.of(), List.of())).isEmpty();
    }

    private static List<Conflict> conflicts(List<Shift> shifts, Map<ShiftId, UUID> stands, List<Manned> manned) {
        return RosterRules.conflicts(WEEK, shifts, stands, manned, _ -> REST, ZONE);
    }

    private static Instant at(int day, int hour) {
        return LocalDate.of(2026, 11, day).atTime(hour, 0).atZone(ZONE).toInstant();
    }

    private static Shift shift(String post, Instant from, Instant to) {
        return new Shift(new ShiftId(UUID.randomUUID()), "TB", post, from, to, null, null, null, null, null);
    }
}
