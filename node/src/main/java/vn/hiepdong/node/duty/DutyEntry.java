package vn.hiepdong.node.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.Entry;

/// What happens to shifts. Only in the private log; unit and post, never an account.
public sealed interface DutyEntry extends Entry {
    /// The shift it is about; nobody's for rules.
    ShiftId shift();

    @Override
    default UUID subject() {
        return shift().value();
    }

    /// A shift is put into the roster.
    ///
    /// @param series the same for all that were planned at once; null for one alone
    record Planned(
            ShiftId shift,
            String unit,
            String post,
            Instant from,
            Instant to,
            @Nullable UUID series) implements DutyEntry {}

    /// It is moved, or given to another post. Only before it is opened.
    record Changed(ShiftId shift, String unit, String post, Instant from, Instant to) implements DutyEntry {}

    record Cancelled(ShiftId shift, String reason) implements DutyEntry {}

    /// Somebody takes a post that nobody stands.
    record Opened(ShiftId shift, String unit, String post) implements DutyEntry {}

    /// Somebody adds to the log of an open shift.
    ///
    /// @param at when it is said to have happened
    /// @param corrects the note that this one sets right
    record Noted(
            ShiftId shift,
            UUID note,
            Instant at,
            String text,
            @Nullable UUID corrects) implements DutyEntry {}

    /// The outgoing signs the handover. The newest one counts.
    ///
    /// @param form a code of [HandoverForm]
    /// @param points what was outstanding then
    record HandoverSigned(ShiftId shift, UUID handover, String form, List<Section> sections, List<Point> points)
            implements DutyEntry {}

    /// The incoming read back and signs: the shift is closed, and the next one of the post opens.
    ///
    /// @param handover the one that was read
    /// @param readBack keys of the points that were ticked
    /// @param keyPoints what the incoming repeated
    /// @param next null when the post is not stood any more
    record TakenOver(
            ShiftId shift,
            UUID handover,
            List<String> readBack,
            String keyPoints,
            @Nullable ShiftId next) implements DutyEntry {}

    /// From a day on a rule has another value.
    ///
    /// @param rule a code of [DutyRule]
    record RuleDecided(String rule, LocalDate from, int minutes) implements DutyEntry {
        @Override
        public ShiftId shift() {
            return NO_SHIFT;
        }
    }

    /// From a day on a post must be manned at all times, or need not be any more.
    record MannedDecided(String unit, String post, LocalDate from, boolean manned) implements DutyEntry {
        @Override
        public ShiftId shift() {
            return NO_SHIFT;
        }
    }

    ShiftId NO_SHIFT = new ShiftId(new UUID(0, 0));

    /// One part of a handover.
    ///
    /// @param heading a code of the form: `INTENT`
    record Section(String heading, String text) {}
}
