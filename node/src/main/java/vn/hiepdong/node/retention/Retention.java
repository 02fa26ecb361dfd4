package vn.hiepdong.node.retention;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.retention.RetentionEntry.Ran;
import vn.hiepdong.node.retention.RetentionEntry.RuleDecided;
import vn.hiepdong.node.web.Checks;

/// The door of the retention classes: how long what is kept, what falls due, and erasing what is over.
@Service
public class Retention {
    static final int LONGEST = 1200;
    private static final int AT_ONCE = 200;
    private static final int SHOWN = 50;

    private final Ledger ledger;
    private final RetentionTable table;
    private final ObjectProvider<KeptRecords> records;
    private final ZoneId zone;
    private final InstantSource clock;

    /// @param records of the features above; each of them may ask this door
    Retention(
            Ledger ledger,
            RetentionTable table,
            ObjectProvider<KeptRecords> records,
            CleaningPlan plan,
            InstantSource clock) {
        this.ledger = ledger;
        this.table = table;
        this.records = records;
        zone = plan.zone();
        this.clock = clock;
    }

    /// When the time of a record of this class is over, by the rule that is valid now. Empty when it is kept for ever.
    public Optional<Instant> dueAt(RetentionClass kind, Instant changed) {
        return rule(kind).dueAt(changed, zone);
    }

    /// The rule that is valid today.
    public RetentionRule rule(RetentionClass kind) {
        LocalDate today = today();
        return table.rules(kind).stream()
                .filter(each -> each.validOn(today))
                .findFirst()
                .orElseThrow();
    }

    /// All rules of a class, those before and those to come too.
    List<RetentionRule> rules(RetentionClass kind) {
        return table.rules(kind);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /// From a day after today on records of a class are kept for so long. What is due at once is seen before.
    void decide(Actor by, RetentionClass kind, LocalDate from, @Nullable Integer months, RetentionRule.Then then) {
        var checks = new Checks();
        checks.that(from.isAfter(today()), "from", "retention.expected.from");
        checks.that(months == null || months >= 1 && months <= LONGEST, "months", "retention.expected.months", LONGEST);
        checks.that(months == null || kind != RetentionClass.PERMANENT, "kind", "retention.expected.not-permanent");
        checks.done();
        write(by, new RuleDecided(kind.name(), from, months, then.name()));
    }

    /// @param due when its time is over, or was
    record Due(RetentionClass kind, KeptRecords.Aged record, Instant due, RetentionRule.Then then) {}

    /// What falls due until a time, the first at the top, by the rules of today.
    List<Due> due(Instant until) {
        var due = new ArrayList<Due>();
        for (RetentionClass kind : RetentionClass.values()) {
            RetentionRule rule = rule(kind);
            rule.latest(until, zone)
                    .ifPresent(latest -> records.forEach(each -> {
                        for (KeptRecords.Aged aged : each.changedBefore(kind, latest, null, SHOWN)) {
                            rule.dueAt(aged.changedAt(), zone)
                                    .filter(at -> !at.isAfter(until))
                                    .ifPresent(at -> due.add(new Due(kind, aged, at, rule.then())));
                        }
                    }));
        }
        due.sort(Comparator.comparing(Due::due));
        return due.subList(0, Math.min(SHOWN, due.size()));
    }

    List<RetentionTable.Run> runs() {
        return table.runs(SHOWN);
    }

    /// Erases what is over. What a run of another instance erased at the same moment is not erased twice: the ledger
    /// refuses that.
    void run() {
        for (RetentionClass kind : RetentionClass.values()) {
            RetentionRule rule = rule(kind);
            if (rule.then() == RetentionRule.Then.ERASE) {
                rule.latest(clock.instant(), zone).ifPresent(latest -> run(rule, latest));
            }
        }
    }

    private void run(RetentionRule rule, Instant latest) {
        int erased = 0;
        int held = 0;
        Instant now = clock.instant();
        for (KeptRecords each : records) {
            KeptRecords.Aged after = null;
            List<KeptRecords.Aged> some;
            do {
                some = each.changedBefore(rule.kind(), latest, after, AT_ONCE);
                for (KeptRecords.Aged aged : some) {
                    after = aged;
                    boolean over = rule.dueAt(aged.changedAt(), zone)
                            .filter(due -> !due.isAfter(now))
                            .isPresent();
                    if (over && aged.held()) {
                        held++;
                    } else if (over && each.erase(aged.id())) {
                        erased++;
                    }
                }
            } while (some.size() == AT_ONCE);
        }
        Integer months = rule.months();
        if (erased > 0 && months != null) {
            write(Actor.NODE, new Ran(rule.kind().name(), months, erased, held));
        }
    }

    private void write(Actor by, RetentionEntry entry) {
        ledger.append(new Statement(ledger.privatePlace(), by, Set.of(), entry));
    }
}
