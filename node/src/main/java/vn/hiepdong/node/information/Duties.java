package vn.hiepdong.node.information;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.attachment.Attachments;
import vn.hiepdong.node.information.InformationEntry.ErasureConfirmed;
import vn.hiepdong.node.information.InformationEntry.HoldLifted;
import vn.hiepdong.node.information.InformationEntry.RevocationConfirmed;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Statement;

/// What must happen without a hand: an item that was taken back is confirmed as erased, a hold ends. Looked for anew
/// each time, so nothing is forgotten by a restart.
@Component
class Duties {
    private static final int AT_ONCE = 200;

    private final Ledger ledger;
    private final InformationQuery query;
    private final ErasureQuery erasures;
    private final HoldQuery holds;
    private final Attachments attachments;
    private final Copies copies;
    private final InstantSource clock;

    Duties(
            Ledger ledger,
            InformationQuery query,
            ErasureQuery erasures,
            HoldQuery holds,
            Attachments attachments,
            Copies copies,
            InstantSource clock) {
        this.ledger = ledger;
        this.query = query;
        this.erasures = erasures;
        this.holds = holds;
        this.attachments = attachments;
        this.copies = copies;
        this.clock = clock;
    }

    void see() {
        endHolds();
        confirm();
        confirmErased();
    }

    /// What was erased while we held it goes when the hold has ended, so its end is said.
    private void endHolds() {
        for (HoldQuery.Expired expired : holds.expired(clock.instant(), AT_ONCE)) {
            Set<AgencyCode> others = expired.others().stream()
                    .map(AgencyCode::new)
                    .filter(each -> !each.equals(ledger.self().code()))
                    .collect(Collectors.toSet());
            ledger.append(new Statement(expired.place(), Actor.NODE, others, new HoldLifted(expired.id(), true)));
        }
    }

    /// As [#confirm], of items that their author erased: at the author's own node too.
    private void confirmErased() {
        for (Tombstone erased : erasures.unconfirmed(AT_ONCE)) {
            copies.forget(erased.id());
            Set<AgencyCode> others = erased.holders().stream()
                    .map(Tombstone.Holder::agency)
                    .filter(each -> !each.equals(ledger.self().code()))
                    .collect(Collectors.toSet());
            ledger.append(new Statement(erased.place(), Actor.NODE, others, new ErasureConfirmed(erased.id())));
        }
    }

    /// Files and remembered answers first: the confirmation says that everything is gone.
    private void confirm() {
        for (Hash abandoned : query.abandoned()) {
            attachments.forget(abandoned);
            query.settled(abandoned);
        }
        for (InformationQuery.Locked locked : query.unconfirmed()) {
            copies.forget(locked.id());
            ledger.append(new Statement(
                    locked.place(), Actor.NODE, Set.of(locked.origin()), new RevocationConfirmed(locked.id())));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        /// Cluster-safe: of several instances one does it.
        @Bean
        RecurringTask<Void> informationDuties(Duties duties) {
            return Tasks.recurring("information-duties", FixedDelay.of(Duration.ofSeconds(5)))
                    .execute((_, _) -> duties.see());
        }
    }
}
