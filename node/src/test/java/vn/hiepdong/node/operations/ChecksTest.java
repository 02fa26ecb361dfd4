package vn.hiepdong.node.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.exchange.Link;
import vn.hiepdong.node.exchange.LinkState;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.operations.Finding.Level;

/// What a node finds in itself.
class ChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-28T20:00:00Z");

    private static Link link(String partner, LinkState state, @Nullable Integer ahead, @Nullable String problem) {
        return new Link(
                new AgencyCode(partner),
                state,
                NOW,
                0,
                null,
                NOW,
                Duration.ofMillis(3),
                ahead == null ? null : Duration.ofSeconds(ahead),
                "0.1.0",
                problem,
                false,
                0,
                null,
                vn.hiepdong.node.exchange.Freshness.RED,
                List.of());
    }

    /// Partners whose clocks are ahead by so many seconds.
    private static List<Finding> clocks(@Nullable Integer... ahead) {
        var codes = List.of("AAA", "BBB", "CCC", "DDD").iterator();
        var links = Arrays.stream(ahead)
                .map(each -> link(codes.next(), LinkState.UP, each, null))
                .toList();
        return new ClockAgreement(() -> links, Duration.ofSeconds(30)).look();
    }

    @Test
    void aClockThatMostPartnersContradictIsOurs() {
        assertThat(clocks(95, 100, 1)).containsExactly(Finding.of(Level.BAD, "clock-slow", 95L, 2L, 3));
        assertThat(clocks(-95, -100, -90)).containsExactly(Finding.of(Level.BAD, "clock-fast", 95L, 3L, 3));
    }

    @Test
    void aClockThatIsOffAloneIsThePartners() {
        assertThat(clocks(0, 100, 1)).containsExactly(Finding.of(Level.WARNING, "clock-partner-fast", "BBB", 100L));
        assertThat(clocks(0, -40, 1)).containsExactly(Finding.of(Level.WARNING, "clock-partner-slow", "BBB", 40L));
        assertThat(clocks(100)).containsExactly(Finding.of(Level.WARNING, "clock-partner-fast", "AAA", 100L));
        // Two that contradict us and each other say nothing about ours.
        assertThat(clocks(100, -100)).extracting(Finding::level).containsOnly(Level.WARNING);
    }

    @Test
    void clocksThatGoTogetherAreWell() {
        assertThat(clocks(30, -30, 0)).containsExactly(Finding.of(Level.GOOD, "clock", 3));
        assertThat(clocks((Integer) null)).containsExactly(Finding.of(Level.GOOD, "clock-unknown"));
    }

    @Test
    void aLineThatIsDownIsNamedWithItsReason() {
        var links = List.of(
                link("AAA", LinkState.UP, 0, null),
                link("BBB", LinkState.DOWN, 0, "another certificate"),
                link("CCC", LinkState.DOWN, 0, null));

        assertThat(new LinesUp(() -> links).look())
                .containsExactly(
                        Finding.of(Level.WARNING, "line-broken", "BBB", "another certificate"),
                        Finding.of(Level.WARNING, "line-down", "CCC"));
        assertThat(new LinesUp(() -> links.subList(0, 1)).look()).containsExactly(Finding.of(Level.GOOD, "lines", 1));
        assertThat(new LinesUp(List::of).look()).containsExactly(Finding.of(Level.GOOD, "lines-none"));
    }

    @Test
    void aDiskIsJudgedByWhatIsFree(@TempDir Path folder) {
        assertThat(new DiskSpace(folder, 0, 0).look())
                .extracting(Finding::level)
                .containsExactly(Level.GOOD);
        assertThat(new DiskSpace(folder, Long.MAX_VALUE, 0).look())
                .extracting(Finding::level)
                .containsExactly(Level.WARNING);
        assertThat(new DiskSpace(folder, Long.MAX_VALUE, Long.MAX_VALUE).look())
                .extracting(Finding::level)
                .containsExactly(Level.BAD);
        // What is made at the first start is judged by the folder above it.
        assertThat(new DiskSpace(folder.resolve("a/b"), 0, 0).look())
                .extracting(Finding::level)
                .containsExactly(Level.GOOD);
    }

    @Test
    void whatIsWorstStandsFirst() {
        var check = new SelfCheck(List.of(
                () -> List.of(Finding.of(Level.GOOD, "lines-none")),
                () -> List.of(Finding.of(Level.BAD, "not-signing", 1), Finding.of(Level.WARNING, "line-down", "A"))));

        assertThat(check.findings()).extracting(Finding::level).containsExactly(Level.BAD, Level.WARNING, Level.GOOD);
    }
}
