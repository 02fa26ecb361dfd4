package vn.hiepdong.node.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.retention.CleaningRun.State;

class CleaningPlanTest {
    private final CleaningPlan plan = new CleaningPlan(LocalTime.of(2, 30), ZoneId.of("Asia/Ho_Chi_Minh"));

    @Test
    void nothingRunsWhileNothingWasErased() {
        assertThat(plan.next(null, null)).isEmpty();
        assertThat(plan.next(null, run(State.FAILED, "2026-11-27T19:30:00Z"))).isEmpty();
    }

    @Test
    void itRunsAtTheFirstQuietHourAfterTheFirstErasure() {
        assertThat(plan.next(at("2026-11-28T08:00:00Z"), null)).contains(at("2026-11-28T19:30:00Z"));
        assertThat(plan.next(at("2026-11-28T19:29:59Z"), run(State.DONE, "2026-11-27T19:30:00Z")))
                .contains(at("2026-11-28T19:30:00Z"));
        assertThat(plan.next(at("2026-11-28T19:30:00Z"), null)).contains(at("2026-11-29T19:30:00Z"));
    }

    @Test
    void whatIsOrderedRunsAtOnce() {
        assertThat(plan.next(null, run(State.ORDERED, "2026-11-28T08:00:00Z"))).contains(at("2026-11-28T08:00:00Z"));
    }

    @Test
    void whatDidNotComeToItsEndIsTriedAgainSoon() {
        Instant since = at("2026-11-28T08:00:00Z");
        for (State state : new State[] {State.BUSY, State.CUT, State.FAILED}) {
            assertThat(plan.next(since, run(state, "2026-11-28T19:30:00Z"))).contains(at("2026-11-28T19:45:00Z"));
            // Of what was erased after it, it says nothing.
            assertThat(plan.next(since, run(state, "2026-11-27T19:30:00Z"))).contains(at("2026-11-28T19:30:00Z"));
        }
    }

    private static CleaningRun run(State state, String at) {
        return new CleaningRun(1, state, null, at(at), end(state, at), 1, 1, "", 0);
    }

    private static @Nullable Instant end(State state, String at) {
        return state.open() ? null : at(at).plusSeconds(10);
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
