package vn.hiepdong.verifier;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import vn.hiepdong.verifier.Report.Statement;

/// A report in the words of a language. Times in UTC+7, with the offset.
public final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss xxx", Locale.ROOT).withZone(ZoneId.of("+07:00"));

    private final ResourceBundle texts;
    private final boolean vietnamese;

    /// @param language Vietnamese, or English for any other
    public Words(Locale language) {
        vietnamese = language.getLanguage().equals("vi");
        texts = ResourceBundle.getBundle(
                "vn.hiepdong.verifier.words",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
    }

    String text(String key, Object... values) {
        return new MessageFormat(texts.getString(key), Locale.ROOT).format(values);
    }

    /// What was stated, and by whom.
    public String title(Report report, Statement statement) {
        return text("statement", kind(statement.kind()), author(report, statement));
    }

    /// Who held it by when.
    public String held(Report report, Report.Receipt receipt) {
        return text("held", agency(report, receipt.agency()), time(receipt.at()));
    }

    /// That the file does not show what was said.
    public String withheld() {
        return text("withheld");
    }

    /// Above [#notProven].
    public String unproven() {
        return text("unproven");
    }

    /// Above the fingerprints.
    public String keys() {
        return text("keys");
    }

    String time(Instant at) {
        return TIME.format(at);
    }

    /// What happened; the bare kind when this version has no words for it.
    public String kind(String kind) {
        return or("kind." + kind, kind);
    }

    /// The name of a field, or the field itself.
    String field(String field) {
        return or("field." + field, field);
    }

    private String or(String key, String otherwise) {
        try {
            return texts.getString(key);
        } catch (MissingResourceException _) {
            return otherwise;
        }
    }

    /// Code and name of an agency by its id.
    public String agency(Report report, String id) {
        return report.agencies().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .map(each -> each.id().substring(0, each.id().lastIndexOf('.')) + " ("
                        + (vietnamese ? each.name() : each.nameEn()) + ")")
                .orElse(id);
    }

    /// The first line: does it hold?
    String verdict(Report report) {
        if (!report.problems().isEmpty()) {
            return text("verdict.broken", report.problems().size());
        }
        if (report.trusted() == null) {
            return text("verdict.uncompared");
        }
        return text(report.trusted() ? "verdict.holds" : "verdict.untrusted");
    }

    /// When it was said: by its author, and what others bound it by.
    public List<String> times(Report report, Statement statement) {
        var lines = new ArrayList<String>();
        lines.add(text("time.stated", time(statement.stated())));
        Report.Receipt latest = statement.notAfter();
        lines.add(
                latest == null
                        ? text("time.unbounded")
                        : text("time.not-after", time(latest.at()), agency(report, latest.agency())));
        if (statement.about() != null) {
            lines.add(text(
                    "time.not-before",
                    agency(report, statement.about().agency()),
                    Long.toString(statement.about().index())));
        }
        return lines;
    }

    /// Who said it: agency, post and unit.
    public String author(Report report, Statement statement) {
        String agency = agency(report, statement.agency());
        return statement.says() == null || statement.says().post().isEmpty()
                ? agency
                : text(
                        "author",
                        agency,
                        statement.says().post(),
                        statement.says().unit());
    }

    /// Which entry it is about; empty when it names none.
    public String about(Report report, Statement statement) {
        if (statement.about() != null) {
            return text(
                    "about",
                    agency(report, statement.about().agency()),
                    Long.toString(statement.about().index()));
        }
        return statement.aboutUnknown() ? text("about.unknown") : "";
    }

    /// That it was said before in a log that ended; empty when it was not.
    public String again(Statement statement) {
        return statement.again() == null ? "" : text("again", statement.again());
    }

    /// Which logs ended because their keys were compromised, and how far they count.
    public List<String> endings(Report report) {
        return report.endings().stream()
                .map(each -> text(
                        "ending",
                        agency(report, each.agency()),
                        time(each.at()),
                        or("ending.reason." + each.reason(), each.reason()),
                        each.log(),
                        Long.toString(each.size()),
                        each.next()))
                .toList();
    }

    /// What is wrong with a log, a sentence a line; empty when the file is about a record.
    public List<String> finding(Report report) {
        Report.Finding finding = report.finding();
        if (finding == null) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        String first = Long.toString(finding.first().size());
        String second = Long.toString(finding.second().size());
        lines.add(text("finding." + finding.kind(), agency(report, finding.agency()), first, second));
        if (!finding.realm().equals("REAL")) {
            lines.add(text("realm." + finding.realm()));
        }
        if (finding.index() >= 0) {
            lines.add(text("finding.index", Long.toString(finding.index())));
        }
        lines.add(text("finding.log", finding.log()));
        lines.add(text("finding.first." + finding.kind(), first, finding.first().root()));
        lines.add(text(
                "finding.second." + finding.kind(), second, finding.second().root()));
        return lines;
    }

    /// What the file is about, and who made it.
    String subject(Report report) {
        return report.finding() == null
                ? text("record", report.record(), agency(report, report.maker()))
                : text("about-log", agency(report, report.maker()));
    }

    /// What the file does not prove.
    public List<String> notProven(Report report) {
        var lines = new ArrayList<String>();
        if (!Boolean.TRUE.equals(report.trusted())) {
            lines.add(text("unproven.keys"));
        }
        if (report.finding() != null) {
            lines.add(text("unproven." + report.finding().kind()));
        } else {
            lines.add(text("unproven.truth"));
            lines.add(text("unproven.silence"));
        }
        lines.add(text("unproven.time"));
        lines.add(text("unproven.names"));
        return lines;
    }

    /// The report for a terminal.
    String lines(Report report) {
        var out = new StringBuilder();
        line(out, "", verdict(report));
        if (!report.maker().isEmpty()) {
            line(out, "", subject(report));
        }
        finding(report).forEach(each -> line(out, "  ", each));
        endings(report).forEach(each -> line(out, "  ", each));
        report.problems().forEach(each -> line(out, "  ✗ ", problem(each)));
        out.append('\n');
        for (Statement each : report.statements()) {
            line(out, "", text("statement", kind(each.kind()), author(report, each)));
            if (!each.realm().equals("REAL")) {
                line(out, "    ", text("realm." + each.realm()));
            }
            times(report, each).forEach(time -> line(out, "    ", time));
            if (!about(report, each).isEmpty()) {
                line(out, "    ", about(report, each));
            }
            if (!again(each).isEmpty()) {
                line(out, "    ", again(each));
            }
            if (each.says() == null) {
                line(out, "    ", text("withheld"));
            } else {
                each.says()
                        .fields()
                        .forEach((name, value) ->
                                line(out, "    ", field(name) + ": " + value.replace("\n", "\n      ")));
            }
            each.heldBy()
                    .forEach(held -> line(out, "    ", text("held", agency(report, held.agency()), time(held.at()))));
            line(out, "    ", text("place", each.log(), Long.toString(each.index()), each.hash()));
            out.append('\n');
        }
        line(out, "", text("keys"));
        for (Report.Known each : report.agencies()) {
            line(out, "  ", each.id() + "  " + each.fingerprint() + trust(each));
        }
        out.append('\n');
        line(out, "", text("unproven"));
        notProven(report).forEach(each -> line(out, "  - ", each));
        return out.toString();
    }

    private String trust(Report.Known agency) {
        return agency.trusted() == null ? "" : "  " + text(agency.trusted() ? "trusted" : "untrusted");
    }

    String problem(Report.Problem problem) {
        String words =
                text("problem." + problem.kind(), problem.where().isEmpty() ? text("the-file") : problem.where());
        return problem.detail().isEmpty() ? words : words + " [" + problem.detail() + "]";
    }

    private static void line(StringBuilder out, String before, String text) {
        out.append(before).append(text).append('\n');
    }
}
