package vn.hiepdong.node.retention;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.web.Refused;

/// The door of the cleaning: when it was done, what waits, and doing it.
@Service
public class Cleaning {
    private static final Logger log = LoggerFactory.getLogger(Cleaning.class);
    private static final int SHOWN = 20;

    private final Ledger ledger;
    private final CleaningTable table;
    private final Rewriting rewriting;
    private final CleaningPlan plan;
    private final InstantSource clock;

    Cleaning(Ledger ledger, CleaningTable table, Rewriting rewriting, CleaningPlan plan, InstantSource clock) {
        this.ledger = ledger;
        this.table = table;
        this.rewriting = rewriting;
        this.plan = plan;
        this.clock = clock;
    }

    /// @param since from when something waits; null when nothing does
    /// @param next when it runs, as far as that is known
    record Status(@Nullable Instant since, @Nullable Instant next, List<CleaningRun> runs) {
        boolean open() {
            return !runs.isEmpty() && runs.getFirst().state().open();
        }
    }

    Status status() {
        List<CleaningRun> runs = table.list(SHOWN);
        Instant since = ledger.erasures().since();
        return new Status(
                since, plan.next(since, runs.isEmpty() ? null : runs.getFirst()).orElse(null), runs);
    }

    /// An administrator wants it now. It begins within seconds, at one instance.
    public void order(Officer by) {
        if (!table.order(by.accountId(), clock.instant())) {
            throw new Refused("retention.cleaning.ordered-already");
        }
    }

    /// Cleans if it is time. At one instance of the node at a time: the scheduler sees to it.
    void see() throws InterruptedException {
        table.cut(clock.instant());
        Optional<Instant> next =
                plan.next(ledger.erasures().since(), table.newest().orElse(null));
        if (next.isPresent() && !next.get().isAfter(clock.instant())) {
            run();
        }
    }

    private void run() throws InterruptedException {
        Instant began = clock.instant();
        long upto = ledger.erasures().count();
        long id = table.begin(began, upto);
        var state = CleaningRun.State.FAILED;
        var outcome = Rewriting.Outcome.NOTHING;
        try {
            outcome = rewriting.run();
            state = outcome.state();
        } catch (InterruptedException e) {
            state = CleaningRun.State.CUT;
            throw e;
        } catch (SQLException e) {
            log.error("The database could not be cleaned of what was erased", e);
        } finally {
            table.end(id, state, outcome, clock.instant());
        }
        if (state.cleaned()) {
            ledger.cleaned(upto, began);
        }
    }
}
