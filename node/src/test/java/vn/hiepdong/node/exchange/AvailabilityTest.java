package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.exchange.Availability.Period;

class AvailabilityTest {
    private static final Instant NOW = Instant.parse("2026-09-11T00:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(1000));

    private static Link.Outage outage(int fromHoursAgo, @Nullable Integer toHoursAgo, OutageCause cause) {
        return new Link.Outage(
                NOW.minus(Duration.ofHours(fromHoursAgo)),
                toHoursAgo == null ? null : NOW.minus(Duration.ofHours(toHoursAgo)),
                cause);
    }

    private static Availability day(Instant since, Link.Outage... outages) {
        return Availability.of(NOW.minus(Duration.ofHours(24)), NOW, since, List.of(outages));
    }

    @Test
    void at67AnOutageOfNineHoursAppearsInTheAvailability() {
        Availability day = day(LONG_AGO, outage(10, 1, OutageCause.TIMEOUT));

        assertThat(day.down()).isEqualTo(Duration.ofHours(9));
        assertThat(day.up()).isEqualTo(Duration.ofHours(15));
        assertThat(day.share().orElseThrow()).isCloseTo(15 / 24.0, within(1e-9));
    }

    @Test
    void anOutageThatLastsCountsUntilNow() {
        assertThat(day(LONG_AGO, outage(4, null, OutageCause.REFUSED)).down()).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void whileThisNodeWasOffNobodyKnowsHowTheLineWas() {
        Availability day = day(LONG_AGO, outage(10, 6, OutageCause.TIMEOUT), outage(8, 4, OutageCause.OWN_NODE_OFF));

        assertThat(day.unknown()).isEqualTo(Duration.ofHours(4));
        assertThat(day.down()).isEqualTo(Duration.ofHours(2));
        assertThat(day.up()).isEqualTo(Duration.ofHours(18));
        assertThat(day.share().orElseThrow()).isCloseTo(18 / 20.0, within(1e-9));
    }

    @Test
    void timeInWhichTheLineWasPausedOrNotWatchedYetIsNotKnownEither() {
        Availability day = day(NOW.minus(Duration.ofHours(10)), outage(6, 4, OutageCause.SUSPENDED));

        assertThat(day.unknown()).isEqualTo(Duration.ofHours(16));
        assertThat(day.up()).isEqualTo(Duration.ofHours(8));
        assertThat(day.share().orElseThrow()).isEqualTo(1);
        assertThat(day(NOW).share()).isEmpty();
    }

    @Test
    void thePartsOfAPeriodAddUpToTheWhole() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (Period period : Period.values()) {
            var outages = new ArrayList<Link.Outage>();
            for (int i = 0; i < 40; i++) {
                Instant from = NOW.minus(Duration.ofMinutes(random.nextInt(600_000)));
                outages.add(new Link.Outage(
                        from,
                        random.nextInt(10) == 0 ? null : from.plus(Duration.ofMinutes(random.nextInt(3000))),
                        OutageCause.values()[random.nextInt(OutageCause.values().length)]));
            }
            Instant since = NOW.minus(Duration.ofMinutes(random.nextInt(600_000)));
            Availability whole = Availability.of(NOW.minus(period.length()), NOW, since, outages);
            List<Availability> parts = Availability.parts(period, NOW, since, outages);

            assertThat(parts.getFirst().from()).isEqualTo(whole.from());
            assertThat(sum(parts, whole)).as("seed %d", seed).isEqualTo(whole);
            assertThat(parts)
                    .as("seed %d", seed)
                    .allSatisfy(each -> assertThat(List.of(each.up(), each.down(), each.unknown()))
                            .noneMatch(Duration::isNegative));
        }
    }

    private static Availability sum(List<Availability> parts, Availability whole) {
        var up = Duration.ZERO;
        var down = Duration.ZERO;
        var unknown = Duration.ZERO;
        for (Availability each : parts) {
            up = up.plus(each.up());
            down = down.plus(each.down());
            unknown = unknown.plus(each.unknown());
        }
        return new Availability(whole.from(), whole.to(), up, down, unknown);
    }

    @Test
    void at66WhatWeHaveOfAPartnerTurnsAmberAfterFifteenMinutesAndRedAfterSixty() {
        var limits = new Freshness.Limits(Duration.ofMinutes(15), Duration.ofMinutes(60));
        assertThat(Freshness.of(NOW.minus(Duration.ofMinutes(15)), NOW, limits)).isEqualTo(Freshness.FRESH);
        assertThat(Freshness.of(NOW.minusSeconds(15 * 60 + 1), NOW, limits)).isEqualTo(Freshness.AMBER);
        assertThat(Freshness.of(NOW.minus(Duration.ofMinutes(60)), NOW, limits)).isEqualTo(Freshness.AMBER);
        assertThat(Freshness.of(NOW.minusSeconds(60 * 60 + 1), NOW, limits)).isEqualTo(Freshness.RED);
        assertThat(Freshness.of(null, NOW, limits)).isEqualTo(Freshness.RED);
    }
}
