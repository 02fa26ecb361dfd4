package vn.hiepdong.node.deadline;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Appended;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.space.Rules;
import vn.hiepdong.node.space.Rung;
import vn.hiepdong.node.space.Spaces;

/// Takes the steps of the escalations when their time comes. What is looked for is in the database, so nothing is
/// forgotten by a restart; what is open and not yet late costs nothing.
@Component
public class DeadlineClock {
    private static final Logger LOG = LoggerFactory.getLogger(DeadlineClock.class);
    private static final int AT_ONCE = 200;

    /// Steps of one obligation that are late together, as after a day without power, are taken one after the other.
    private static final int MOST_ROUNDS = 100;

    private final Ledger ledger;
    private final Spaces spaces;
    private final Pauses pauses;
    private final List<Obligations> features;
    private final InstantSource clock;
    private final ZoneId zone;

    DeadlineClock(
            Ledger ledger,
            Spaces spaces,
            Pauses pauses,
            ObjectProvider<Obligations> features,
            InstantSource clock,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") String zone) {
        this.ledger = ledger;
        this.spaces = spaces;
        this.pauses = pauses;
        this.features = features.orderedStream().toList();
        this.clock = clock;
        this.zone = ZoneId.of(zone);
    }

    /// Takes every step whose time has come.
    public void see() {
        Instant now = clock.instant();
        for (Obligations feature : features) {
            for (int round = 0; round < MOST_ROUNDS && step(feature, now) > 0; round++) {
                // until none is left
            }
        }
    }

    private int step(Obligations feature, Instant now) {
        Map<SpaceId, Rules> rules = new HashMap<>();
        var stated = new ArrayList<CompletableFuture<List<Appended>>>();
        for (Obligation owed : feature.stepping(now, AT_ONCE)) {
            List<Rung> ladder = ladder(owed, rules.computeIfAbsent(owed.space(), spaces::rules));
            if (owed.steps() < ladder.size()) {
                var statement = new Statement(
                        ledger.privatePlace(), Actor.NODE, Set.of(), feature.step(owed, next(owed, ladder)));
                stated.add(ledger.submit(List.of(statement)));
            } else {
                LOG.warn("{} of {} has more steps than its regulation", owed.part(), owed.subject());
            }
        }
        return (int) stated.stream().filter(DeadlineClock::isStated).count();
    }

    /// Another instance may have stated it a moment before: then the database refuses it a second time.
    private static boolean isStated(CompletableFuture<List<Appended>> stated) {
        try {
            stated.join();
            return true;
        } catch (CompletionException e) {
            if (e.getCause() instanceof DuplicateKeyException) {
                return false;
            }
            throw e;
        }
    }

    private Step next(Obligation owed, List<Rung> ladder) {
        Rung rung = ladder.get(owed.steps());
        AgencyCode self = ledger.self().code();
        AgencyCode other = owed.owing().equals(self) ? owed.owedTo() : owed.owing();
        Instant next = owed.steps() + 1 < ladder.size() ? at(ladder.get(owed.steps() + 1), owed) : null;
        return new Step(owed.steps() + 1, rung.who(), rung.percent(), pauses.isDown(other), next);
    }

    private Instant at(Rung rung, Obligation owed) {
        Instant at = rung.at(owed.since(), owed.due());
        return owed.owing().equals(ledger.self().code()) ? at.plus(Obligation.onTheWay(owed.since(), owed.here())) : at;
    }

    /// By the rules under which it was made, or else as was usual then.
    private List<Rung> ladder(Obligation owed, Rules rules) {
        return rules.at(owed.since())
                .flatMap(each -> Optional.ofNullable(each.escalation()))
                .orElseGet(() ->
                        spaces.usual(owed.since().atZone(zone).toLocalDate()).escalation())
                .getOrDefault(owed.urgency(), List.of());
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        /// Cluster-safe: of several instances one does it.
        @Bean
        RecurringTask<Void> deadlines(DeadlineClock clock) {
            return Tasks.recurring("deadlines", FixedDelay.of(Duration.ofSeconds(5)))
                    .execute((_, _) -> clock.see());
        }
    }
}
