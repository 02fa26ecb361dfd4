package vn.hiepdong.node.retention;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.Entry;

/// What is decided and done about how long records are kept. Only in the private log.
public sealed interface RetentionEntry extends Entry {
    @Override
    default UUID subject() {
        return new UUID(0, 0);
    }

    /// From a day on, records of a class are kept for so long.
    ///
    /// @param kind a code of [RetentionClass]
    /// @param months null for ever
    /// @param then a code of [RetentionRule.Then]
    record RuleDecided(
            String kind, LocalDate from, @Nullable Integer months, String then) implements RetentionEntry {}

    /// Records were erased because their time was over.
    ///
    /// @param kind a code of [RetentionClass]
    /// @param months the rule by which they were
    /// @param erased how many
    /// @param held how many more would have been, but for a legal hold
    record Ran(String kind, int months, int erased, int held) implements RetentionEntry {}
}
