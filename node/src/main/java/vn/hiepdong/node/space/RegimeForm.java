package vn.hiepdong.node.space;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;

/// The regimes of a regulation as fields of a form: rows that can be added, codes of parties, times of day.
final class RegimeForm {
    static final String REPORTS = "report";
    static final String BRIEFINGS = "briefing";

    private final FormInput input;
    private final Set<AgencyCode> parties;

    RegimeForm(FormInput input, Set<AgencyCode> parties) {
        this.input = input;
        this.parties = parties;
    }

    /// How many rows of a kind the form shows: those that have something in them, and one that is empty.
    static int rows(FormInput input, String kind) {
        String typed = input.raw(kind + ".rows").strip();
        int rows = typed.matches("[0-9]{1,3}") ? Integer.parseInt(typed) : 1;
        return Math.clamp(rows + (input.raw("more").equals(kind) ? 1 : 0), 1, Regulation.MOST_ROWS);
    }

    static void fill(Usual usual, Map<String, String> values, Map<String, Set<String>> ticked) {
        usual.answerWithin().forEach((urgency, minutes) -> values.put("answer." + urgency, minutes.toString()));
        values.put("sign", Integer.toString(usual.signWithin()));
        fill(usual.escalation(), values);
        fill(usual.quiet(), values, ticked);
    }

    static void fill(Regulation text, Usual usual, Map<String, String> values, Map<String, Set<String>> ticked) {
        fill(usual, values, ticked);
        Optional.ofNullable(text.answerWithin())
                .ifPresent(
                        all -> all.forEach((urgency, minutes) -> values.put("answer." + urgency, minutes.toString())));
        Optional.ofNullable(text.signWithin()).ifPresent(sign -> values.put("sign", sign.toString()));
        Optional.ofNullable(text.escalation()).ifPresent(all -> fill(all, values));
        Optional.ofNullable(text.quiet()).ifPresent(all -> fill(all, values, ticked));
        ticked.put("standing", codes(text.standing()));
        for (int i = 0; i < text.reports().size(); i++) {
            PeriodicReport report = text.reports().get(i);
            String row = REPORTS + "." + i + ".";
            values.put(row + "code", report.code());
            values.put(row + "title", report.title());
            values.put(row + "period", report.period().name());
            values.put(row + "day", Integer.toString(report.day()));
            values.put(row + "cutOff", report.cutOff().toString());
            values.put(row + "to", report.to().value());
            ticked.put(row + "from", codes(report.from()));
        }
        for (int i = 0; i < text.briefings().size(); i++) {
            BriefingRegime briefing = text.briefings().get(i);
            String row = BRIEFINGS + "." + i + ".";
            values.put(row + "tier", briefing.tier());
            values.put(row + "interval", briefing.interval().name());
            values.put(
                    row + "hosts",
                    briefing.hosts().stream().map(AgencyCode::value).collect(Collectors.joining(", ")));
            values.put(row + "chair", briefing.chair());
        }
        values.put(REPORTS + ".rows", Integer.toString(text.reports().size() + 1));
        values.put(BRIEFINGS + ".rows", Integer.toString(text.briefings().size() + 1));
    }

    private static Set<String> codes(List<AgencyCode> codes) {
        return codes.stream().map(AgencyCode::value).collect(Collectors.toSet());
    }

    /// Somebody who is called twice at one urgency is shown with the first time.
    private static void fill(Map<Urgency, List<Rung>> escalation, Map<String, String> values) {
        for (Urgency urgency : Urgency.values()) {
            for (OnDuty who : OnDuty.values()) {
                values.put(
                        "escalation." + urgency + "." + who,
                        escalation.getOrDefault(urgency, List.of()).stream()
                                .filter(each -> each.who() == who)
                                .findFirst()
                                .map(each -> Integer.toString(each.percent()))
                                .orElse(""));
            }
        }
    }

    private static void fill(Quiet quiet, Map<String, String> values, Map<String, Set<String>> ticked) {
        values.put("quiet.from", quiet.from().toString());
        values.put("quiet.to", quiet.to().toString());
        ticked.put("quiet.through", quiet.through().stream().map(Enum::name).collect(Collectors.toSet()));
    }

    static void labels(Map<String, String> labels, Frame frame) {
        labels.put("sign", frame.text("space.field.sign"));
        for (Urgency urgency : Urgency.values()) {
            String level = frame.text("web.urgency", urgency);
            labels.put("acknowledge." + urgency, frame.text("space.field.acknowledge") + ", " + level);
            labels.put("verify." + urgency, frame.text("space.field.verify") + ", " + level);
            labels.put("answer." + urgency, frame.text("space.field.answer") + ", " + level);
            for (OnDuty who : OnDuty.values()) {
                labels.put(
                        "escalation." + urgency + "." + who,
                        frame.text("space.escalation") + ", " + level + ", " + frame.text("access.role", who.role()));
            }
        }
        for (int i = 0; i < Regulation.MOST_ROWS; i++) {
            for (String field : List.of("title", "period", "day", "cutOff", "from", "to")) {
                labels.put(
                        REPORTS + "." + i + "." + field,
                        frame.text("space.report.row", i + 1) + ", " + frame.text("space.report.field." + field));
            }
            for (String field : List.of("tier", "interval", "hosts", "chair")) {
                labels.put(
                        BRIEFINGS + "." + i + "." + field,
                        frame.text("space.briefing.row", i + 1) + ", " + frame.text("space.briefing." + field));
            }
        }
        labels.put("quiet.from", frame.text("space.quiet.from"));
        labels.put("quiet.to", frame.text("space.quiet.to"));
    }

    Map<Urgency, List<Rung>> escalation() {
        var escalation = new EnumMap<Urgency, List<Rung>>(Urgency.class);
        for (Urgency urgency : Urgency.values()) {
            var rungs = new ArrayList<Rung>();
            for (OnDuty who : OnDuty.values()) {
                String field = "escalation." + urgency + "." + who;
                if (!input.raw(field).isBlank()) {
                    rungs.add(new Rung(who, Math.max(100, input.number(field, 100, Rung.HIGHEST))));
                }
            }
            input.that(
                    !rungs.isEmpty(), "escalation." + urgency + "." + OnDuty.DUTY_OFFICER, "space.expected.escalation");
            rungs.sort(Comparator.comparingInt(Rung::percent).thenComparing(Rung::who));
            escalation.put(urgency, List.copyOf(rungs));
        }
        return escalation;
    }

    List<AgencyCode> standing() {
        return parties.stream()
                .filter(each -> input.ticked("standing", each.value()))
                .toList();
    }

    Optional<Quiet> quiet() {
        LocalTime from = time("quiet.from");
        LocalTime to = time("quiet.to");
        input.that(!from.equals(to) || input.hasErrors(), "quiet.to", "space.expected.quiet");
        if (input.hasErrors()) {
            return Optional.empty();
        }
        var through = EnumSet.of(Urgency.FLASH);
        Arrays.stream(Urgency.values())
                .filter(each -> input.ticked("quiet.through", each.name()))
                .forEach(through::add);
        return Optional.of(new Quiet(from, to, through));
    }

    private LocalTime time(String field) {
        try {
            return LocalTime.parse(input.raw(field));
        } catch (DateTimeParseException e) {
            input.that(false, field, "space.expected.time");
            return LocalTime.MIDNIGHT;
        }
    }

    /// A row without a title is no row.
    List<PeriodicReport> reports() {
        var reports = new ArrayList<PeriodicReport>();
        var taken = new HashSet<String>();
        int rows = rows(input, REPORTS);
        for (int i = 0; i < rows; i++) {
            taken.add(input.raw(REPORTS + "." + i + ".code"));
        }
        for (int i = 0; i < rows; i++) {
            String row = REPORTS + "." + i + ".";
            if (!input.raw(row + "title").isBlank()) {
                report(row, taken).ifPresent(reports::add);
            }
        }
        return reports;
    }

    private Optional<PeriodicReport> report(String row, Set<String> taken) {
        String title = input.text(row + "title", 200);
        Period period = input.choice(row + "period", Period.class);
        int day = period.days() == 1 ? 1 : input.number(row + "day", 1, period.days());
        LocalTime cutOff = time(row + "cutOff");
        Optional<AgencyCode> to = party(row + "to", input.raw(row + "to"));
        List<AgencyCode> from = parties.stream()
                .filter(each -> input.ticked(row + "from", each.value()))
                .toList();
        input.that(!from.isEmpty() && to.filter(from::contains).isEmpty(), row + "from", "space.expected.report-from");
        if (input.hasErrors() || to.isEmpty()) {
            return Optional.empty();
        }
        String code = input.raw(row + "code");
        for (int n = 1; !code.matches("[a-z0-9][a-z0-9-]{0,31}"); n++) {
            if (taken.add("report-" + n)) {
                code = "report-" + n;
            }
        }
        return Optional.of(new PeriodicReport(code, title, period, day, cutOff, from, to.get()));
    }

    private Optional<AgencyCode> party(String field, String code) {
        Optional<AgencyCode> party = parties.stream()
                .filter(each -> each.value().equals(code.strip()))
                .findFirst();
        input.that(party.isPresent(), field, "space.expected.party");
        return party;
    }

    List<BriefingRegime> briefings() {
        var briefings = new ArrayList<BriefingRegime>();
        int rows = rows(input, BRIEFINGS);
        for (int i = 0; i < rows; i++) {
            String row = BRIEFINGS + "." + i + ".";
            if (!input.raw(row + "tier").isBlank()) {
                briefing(row).ifPresent(briefings::add);
            }
        }
        return briefings;
    }

    private Optional<BriefingRegime> briefing(String row) {
        String tier = input.text(row + "tier", 100);
        Period interval = input.choice(row + "interval", Period.class);
        String chair = input.optionalText(row + "chair", 500).orElse("");
        var hosts = new ArrayList<AgencyCode>();
        for (String code : input.raw(row + "hosts").split("[,;\\s→]+")) {
            party(row + "hosts", code).ifPresent(hosts::add);
        }
        return input.hasErrors() ? Optional.empty() : Optional.of(new BriefingRegime(tier, interval, hosts, chair));
    }
}
