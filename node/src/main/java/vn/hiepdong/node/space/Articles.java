package vn.hiepdong.node.space;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.web.Frame;

/// The text of a regulation in words, article by article, made from the same data that the clock reads: for the page,
/// for the print-out, and to see what another version changes.
record Articles(List<Article> articles) {
    /// @param head what the columns are, empty for a mere list
    /// @param rows the first cell names the row within the article
    record Article(String title, List<String> head, List<List<String>> rows) {}

    /// What is different in another version.
    ///
    /// @param before null where it is new
    /// @param after null where it is gone
    record Change(
            String article,
            String row,
            @Nullable String before,
            @Nullable String after) {}

    static Articles of(Regulation text, Usual usual, Frame frame, KnownAgencies agencies) {
        return new Writer(text, usual, frame, agencies).write();
    }

    /// What this text has that differs from the one before, in the order of the text.
    List<Change> since(Articles before) {
        Map<List<String>, String> was = before.lines();
        Map<List<String>, String> is = lines();
        return Stream.concat(is.keySet().stream(), was.keySet().stream().filter(each -> !is.containsKey(each)))
                .filter(each -> !Optional.ofNullable(was.get(each)).equals(Optional.ofNullable(is.get(each))))
                .map(each -> new Change(each.getFirst(), each.getLast(), was.get(each), is.get(each)))
                .toList();
    }

    private Map<List<String>, String> lines() {
        var lines = new LinkedHashMap<List<String>, String>();
        for (Article article : articles) {
            for (List<String> row : article.rows()) {
                String rest = IntStream.range(1, row.size())
                        .mapToObj(i -> article.head().isEmpty()
                                ? row.get(i)
                                : article.head().get(i) + ": " + row.get(i))
                        .collect(Collectors.joining("; "));
                lines.put(List.of(article.title(), row.getFirst()), rest);
            }
        }
        return lines;
    }

    /// A deadline in the largest unit that says it exactly.
    static String length(Duration time, Frame frame) {
        if (time.toMinutes() % (24 * 60) == 0) {
            return frame.count("space.days", time.toDays());
        }
        return time.toMinutes() % 60 == 0
                ? frame.count("space.hours", time.toHours())
                : frame.count("space.minutes", time.toMinutes());
    }

    /// The day of a period, in words.
    static String day(PeriodicReport report, Frame frame) {
        return switch (report.period()) {
            case DAILY -> frame.text("space.period", report.period());
            case WEEKLY -> frame.text("space.period.WEEKLY.on", frame.text("space.weekday." + report.day()));
            default -> frame.text("space.period." + report.period() + ".on", report.day());
        };
    }

    private record Writer(Regulation text, Usual usual, Frame frame, KnownAgencies agencies) {
        Articles write() {
            var articles = new ArrayList<Article>();
            articles.add(list("space.field.parties", text.parties().stream().map(this::agency)));
            articles.add(list("space.field.matters", text.matters().stream()));
            articles.add(validity());
            articles.add(deadlines());
            articles.add(escalation());
            if (!text.reports().isEmpty()) {
                articles.add(reports());
            }
            if (!text.briefings().isEmpty()) {
                articles.add(briefings());
            }
            if (!text.standing().isEmpty()) {
                articles.add(
                        list("space.field.standing", text.standing().stream().map(this::agency)));
            }
            articles.add(quiet());
            return new Articles(List.copyOf(articles));
        }

        private String agency(AgencyCode code) {
            return code + " – " + agencies.name(code, frame.language().locale());
        }

        private Article list(String title, Stream<String> lines) {
            return new Article(frame.text(title), List.of(), lines.map(List::of).toList());
        }

        private Article validity() {
            var rows = new ArrayList<List<String>>();
            rows.add(List.of(frame.text("space.field.validFrom"), frame.date(text.validFrom())));
            rows.add(List.of(
                    frame.text("space.field.validTo"),
                    text.validTo() == null ? frame.text("space.until-amended") : frame.date(text.validTo())));
            return new Article(frame.text("space.validity"), List.of(), rows);
        }

        private Article deadlines() {
            var rows = new ArrayList<List<String>>();
            Map<Urgency, Integer> answer =
                    Optional.ofNullable(text.answerWithin()).orElse(usual.answerWithin());
            for (Urgency urgency : RegulationPages.URGENT_FIRST) {
                rows.add(List.of(
                        frame.text("web.urgency", urgency),
                        length(text.acknowledgeWithin(urgency), frame),
                        length(text.verifyWithin(urgency), frame),
                        length(Duration.ofMinutes(answer.getOrDefault(urgency, 0)), frame)));
            }
            int sign = Optional.ofNullable(text.signWithin()).orElse(usual.signWithin());
            rows.add(List.of(frame.text("space.sign-within"), length(Duration.ofMinutes(sign), frame), "–", "–"));
            return new Article(
                    frame.text("space.deadlines"),
                    List.of(
                            frame.text("space.urgency"),
                            frame.text("space.acknowledge"),
                            frame.text("space.verify"),
                            frame.text("space.answer-question")),
                    rows);
        }

        private Article escalation() {
            Map<Urgency, List<Rung>> ladder =
                    Optional.ofNullable(text.escalation()).orElse(usual.escalation());
            var rows = new ArrayList<List<String>>();
            for (Urgency urgency : RegulationPages.URGENT_FIRST) {
                rows.add(List.of(
                        frame.text("web.urgency", urgency),
                        ladder.getOrDefault(urgency, List.of()).stream()
                                .map(each -> frame.text(
                                        "space.rung",
                                        frame.text("access.role", each.who().role()),
                                        each.percent()))
                                .collect(Collectors.joining(" → "))));
            }
            return new Article(
                    frame.text("space.escalation"),
                    List.of(frame.text("space.urgency"), frame.text("space.escalation.steps")),
                    rows);
        }

        private Article reports() {
            return new Article(
                    frame.text("space.reports"),
                    List.of(
                            frame.text("space.report"),
                            frame.text("space.report.period"),
                            frame.text("space.report.cut-off"),
                            frame.text("space.report.from"),
                            frame.text("space.report.to")),
                    text.reports().stream()
                            .map(each -> List.of(
                                    each.title(),
                                    day(each, frame),
                                    each.cutOff().toString(),
                                    codes(each.from()),
                                    each.to().value()))
                            .toList());
        }

        private Article briefings() {
            return new Article(
                    frame.text("space.briefings"),
                    List.of(
                            frame.text("space.briefing.tier"),
                            frame.text("space.briefing.interval"),
                            frame.text("space.briefing.hosts"),
                            frame.text("space.briefing.chair")),
                    text.briefings().stream()
                            .map(each -> List.of(
                                    each.tier(),
                                    frame.text("space.period", each.interval()),
                                    each.hosts().stream().map(AgencyCode::value).collect(Collectors.joining(" → ")),
                                    each.chair().isEmpty() ? "–" : each.chair()))
                            .toList());
        }

        private Article quiet() {
            Quiet quiet = Optional.ofNullable(text.quiet()).orElse(usual.quiet());
            String through = RegulationPages.URGENT_FIRST.stream()
                    .filter(quiet.through()::contains)
                    .map(each -> frame.text("web.urgency", each))
                    .collect(Collectors.joining(", "));
            return new Article(
                    frame.text("space.quiet"),
                    List.of(),
                    List.of(
                            List.of(frame.text("space.quiet.hours"), quiet.from() + " – " + quiet.to()),
                            List.of(frame.text("space.quiet.through"), through)));
        }

        private static String codes(List<AgencyCode> codes) {
            return codes.stream().map(AgencyCode::value).collect(Collectors.joining(", "));
        }
    }
}
