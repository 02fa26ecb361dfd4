package vn.hiepdong.node.space;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.node.ledger.AgencyCode;

/// What the parties agree. The text is data: deadlines are read from here, never from code. What a text does not say,
/// because it is older than the question, is as usual ([Usual]).
///
/// @param number number and symbol in the parties' own registers, when there is one
/// @param matters what the parties coordinate on, one line each
/// @param acknowledgeWithin minutes until an addressee's officer must have acknowledged, for each urgency
/// @param verifyWithin minutes until a requested verification must be answered, for each urgency
/// @param validFrom first day
/// @param validTo last day, null when it holds until it is amended
/// @param answerWithin minutes until a question must be answered, for each urgency
/// @param signWithin minutes until a party has signed or declined what is put to it under this regulation
/// @param reports what is reported again and again
/// @param briefings how often the parties brief together, and where
/// @param standing the standing agencies (cơ quan thường trực)
/// @param escalation who hears of what is late, and when, for each urgency
/// @param quiet hours in which nobody is called for what can wait
public record Regulation(
        String title,
        @Nullable String number,
        List<AgencyCode> parties,
        List<String> matters,
        Map<Urgency, Integer> acknowledgeWithin,
        Map<Urgency, Integer> verifyWithin,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable Map<Urgency, Integer> answerWithin,
        @Nullable Integer signWithin,
        List<PeriodicReport> reports,
        List<BriefingRegime> briefings,
        List<AgencyCode> standing,
        @Nullable Map<Urgency, List<Rung>> escalation,
        @Nullable Quiet quiet) {
    static final int LONGEST_MINUTES = 60 * 24 * 60;
    static final int MOST_ROWS = 30;
    private static final int MOST_RUNGS = 6;

    public Regulation {
        parties = parties.stream().sorted().distinct().toList();
        matters = List.copyOf(matters);
        acknowledgeWithin = Map.copyOf(acknowledgeWithin);
        verifyWithin = Map.copyOf(verifyWithin);
        answerWithin = answerWithin == null ? null : Map.copyOf(answerWithin);
        reports = reports == null ? List.of() : List.copyOf(reports);
        briefings = briefings == null ? List.of() : List.copyOf(briefings);
        standing = standing == null
                ? List.of()
                : standing.stream().sorted().distinct().toList();
        escalation = escalation == null ? null : Map.copyOf(escalation);
        if (parties.size() < 2 || parties.size() > 50) {
            throw new FormatException("a regulation has 2 to 50 parties, not " + parties.size());
        }
        check(acknowledgeWithin);
        check(verifyWithin);
        if (answerWithin != null) {
            check(answerWithin);
        }
        if (signWithin != null && (signWithin < 1 || signWithin > LONGEST_MINUTES)) {
            throw new FormatException("a deadline for signatures of 1 to " + LONGEST_MINUTES + " minutes");
        }
        if (validTo != null && validTo.isBefore(validFrom)) {
            throw new FormatException("a regulation does not end before it begins");
        }
        if (escalation != null) {
            climb(escalation);
        }
        checkRows(parties, reports, briefings, standing);
    }

    /// A text of what was asked for first: everything else as usual.
    public Regulation(
            String title,
            @Nullable String number,
            List<AgencyCode> parties,
            List<String> matters,
            Map<Urgency, Integer> acknowledgeWithin,
            Map<Urgency, Integer> verifyWithin,
            LocalDate validFrom,
            @Nullable LocalDate validTo) {
        this(
                title,
                number,
                parties,
                matters,
                acknowledgeWithin,
                verifyWithin,
                validFrom,
                validTo,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }

    private static void check(Map<Urgency, Integer> minutes) {
        for (Urgency urgency : Urgency.values()) {
            Integer value = minutes.get(urgency);
            if (value == null || value < 1 || value > LONGEST_MINUTES) {
                throw new FormatException("a deadline for " + urgency + " of 1 to " + LONGEST_MINUTES + " minutes");
            }
        }
    }

    private static void climb(Map<Urgency, List<Rung>> escalation) {
        for (Urgency urgency : Urgency.values()) {
            List<Rung> rungs = escalation.getOrDefault(urgency, List.of());
            if (rungs.isEmpty() || rungs.size() > MOST_RUNGS) {
                throw new FormatException("an escalation of " + urgency + " has 1 to " + MOST_RUNGS + " steps");
            }
            for (int i = 1; i < rungs.size(); i++) {
                if (rungs.get(i).percent() < rungs.get(i - 1).percent()) {
                    throw new FormatException("the steps of an escalation follow each other");
                }
            }
        }
    }

    private static void checkRows(
            List<AgencyCode> parties,
            List<PeriodicReport> reports,
            List<BriefingRegime> briefings,
            List<AgencyCode> standing) {
        if (reports.size() > MOST_ROWS || briefings.size() > MOST_ROWS) {
            throw new FormatException("a regulation has up to " + MOST_ROWS + " reports and briefings");
        }
        var codes = new HashSet<String>();
        var named = new ArrayList<>(standing);
        for (PeriodicReport report : reports) {
            if (!codes.add(report.code())) {
                throw new FormatException("two reports have the code " + report.code());
            }
            named.addAll(report.from());
            named.add(report.to());
        }
        briefings.forEach(each -> named.addAll(each.hosts()));
        for (AgencyCode each : named) {
            if (!parties.contains(each)) {
                throw new FormatException(each + " is not a party of the regulation");
            }
        }
    }

    public Duration acknowledgeWithin(Urgency urgency) {
        return Duration.ofMinutes(acknowledgeWithin.getOrDefault(urgency, 0));
    }

    public Duration verifyWithin(Urgency urgency) {
        return Duration.ofMinutes(verifyWithin.getOrDefault(urgency, 0));
    }

    public Optional<PeriodicReport> report(String code) {
        return reports.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    /// Whether it may be in force on this day.
    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(validFrom) && !hasEndedOn(day);
    }

    public boolean hasEndedOn(LocalDate day) {
        return validTo != null && day.isAfter(validTo);
    }
}
