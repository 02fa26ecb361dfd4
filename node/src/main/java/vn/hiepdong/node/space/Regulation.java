package vn.hiepdong.node.space;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.node.ledger.AgencyCode;

/// What the parties agree. The text is data: deadlines are read from here, never from code.
///
/// @param number number and symbol in the parties' own registers, when there is one
/// @param matters what the parties coordinate on, one line each
/// @param acknowledgeWithin minutes until an addressee's officer must have acknowledged, for each urgency
/// @param verifyWithin minutes until a requested verification must be answered, for each urgency
/// @param validFrom first day
public record Regulation(
        String title,
        @Nullable String number,
        List<AgencyCode> parties,
        List<String> matters,
        Map<Urgency, Integer> acknowledgeWithin,
        Map<Urgency, Integer> verifyWithin,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {
    static final int LONGEST_MINUTES = 60 * 24 * 60;

    /// Defaults of domain.md §5.2, offered in the form and not used otherwise.
    public static final Map<Urgency, Integer> USUAL_ACKNOWLEDGEMENT =
            Map.of(Urgency.FLASH, 10, Urgency.IMMEDIATE, 30, Urgency.PRIORITY, 120, Urgency.ROUTINE, 1440);

    public static final Map<Urgency, Integer> USUAL_VERIFICATION =
            Map.of(Urgency.FLASH, 240, Urgency.IMMEDIATE, 720, Urgency.PRIORITY, 1440, Urgency.ROUTINE, 7200);

    public Regulation {
        parties = parties.stream().sorted().distinct().toList();
        matters = List.copyOf(matters);
        acknowledgeWithin = Map.copyOf(acknowledgeWithin);
        verifyWithin = Map.copyOf(verifyWithin);
        if (parties.size() < 2 || parties.size() > 50) {
            throw new FormatException("a regulation has 2 to 50 parties, not " + parties.size());
        }
        check(acknowledgeWithin);
        check(verifyWithin);
    }

    private static void check(Map<Urgency, Integer> minutes) {
        for (Urgency urgency : Urgency.values()) {
            Integer value = minutes.get(urgency);
            if (value == null || value < 1 || value > LONGEST_MINUTES) {
                throw new FormatException("a deadline for " + urgency + " of 1 to " + LONGEST_MINUTES + " minutes");
            }
        }
    }

    public Duration acknowledgeWithin(Urgency urgency) {
        return Duration.ofMinutes(acknowledgeWithin.getOrDefault(urgency, 0));
    }

    public Duration verifyWithin(Urgency urgency) {
        return Duration.ofMinutes(verifyWithin.getOrDefault(urgency, 0));
    }
}
