package vn.hiepdong.node.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.Actor;

/// What tests of other features need of the retention's inside.
public record RetentionRuns(Retention retention) {
    private static final Actor COMMANDER = new Actor("CH", "Trực chỉ huy");

    /// What the scheduler does.
    public void run() {
        retention.run();
    }

    public void decide(RetentionClass kind, LocalDate from, @Nullable Integer months) {
        retention.decide(COMMANDER, kind, from, months, RetentionRule.Then.ERASE);
    }

    public void leaveToTheCommander(RetentionClass kind, LocalDate from, int months) {
        retention.decide(COMMANDER, kind, from, months, RetentionRule.Then.DECIDE);
    }

    /// The newest first.
    public List<String> counts() {
        return retention.runs().stream()
                .map(each ->
                        each.kind() + " " + each.months() + ": " + each.erased() + " erased, " + each.held() + " held")
                .toList();
    }

    public List<String> rules(RetentionClass kind) {
        return retention.rules(kind).stream()
                .map(each -> each.from() + " to " + each.to() + ": " + each.months())
                .toList();
    }

    public List<UUID> due(Instant until) {
        return retention.due(until).stream().map(each -> each.record().id()).toList();
    }
}
