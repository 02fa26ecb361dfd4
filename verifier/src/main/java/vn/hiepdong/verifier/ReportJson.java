package vn.hiepdong.verifier;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.verifier.Report.Statement;

/// A report for programs.
final class ReportJson {
    private ReportJson() {}

    static String of(Report report) {
        var out = new StringBuilder();
        write(
                out,
                object(
                        "holds", report.holds(),
                        "trusted", report.trusted(),
                        "record", report.record(),
                        "finding", report.finding() == null ? null : finding(report.finding()),
                        "maker", report.maker(),
                        "problems",
                                report.problems().stream()
                                        .map(each -> object(
                                                "kind", each.kind().name().toLowerCase(Locale.ROOT),
                                                "where", each.where(),
                                                "detail", each.detail()))
                                        .toList(),
                        "agencies",
                                report.agencies().stream()
                                        .map(each -> object(
                                                "id", each.id(),
                                                "name", each.name(),
                                                "nameEn", each.nameEn(),
                                                "fingerprint", each.fingerprint(),
                                                "trusted", each.trusted()))
                                        .toList(),
                        "endings",
                                report.endings().stream()
                                        .map(each -> object(
                                                "agency", each.agency(),
                                                "log", each.log(),
                                                "size", each.size(),
                                                "root", each.root(),
                                                "at", each.at().toString(),
                                                "reason", each.reason(),
                                                "next", each.next()))
                                        .toList(),
                        "statements",
                                report.statements().stream()
                                        .map(ReportJson::statement)
                                        .toList(),
                        "notProven", new Words(Locale.ENGLISH).notProven(report)));
        return out.append('\n').toString();
    }

    private static Map<String, @Nullable Object> finding(Report.Finding finding) {
        return object(
                "kind", finding.kind().name().toLowerCase(Locale.ROOT),
                "log", finding.log(),
                "agency", finding.agency(),
                "realm", finding.realm(),
                "first", tree(finding.first()),
                "second", tree(finding.second()),
                "index", finding.index() < 0 ? null : finding.index());
    }

    private static Map<String, @Nullable Object> tree(Report.Finding.Tree tree) {
        return object("size", tree.size(), "root", tree.root());
    }

    private static Map<String, @Nullable Object> statement(Statement statement) {
        Report.Says says = statement.says();
        Report.Receipt latest = statement.notAfter();
        return object(
                "log", statement.log(),
                "agency", statement.agency(),
                "realm", statement.realm(),
                "index", statement.index(),
                "hash", statement.hash(),
                "kind", statement.kind(),
                "again", statement.again(),
                "stated", statement.stated().toString(),
                "notAfter", latest == null ? null : latest.at().toString(),
                "about",
                        statement.about() == null
                                ? null
                                : object(
                                        "agency", statement.about().agency(),
                                        "index", statement.about().index()),
                "says",
                        says == null
                                ? null
                                : object(
                                        "unit", says.unit(),
                                        "post", says.post(),
                                        "to", says.to(),
                                        "fields", says.fields()),
                "heldBy",
                        statement.heldBy().stream()
                                .map(each -> object(
                                        "agency", each.agency(), "at", each.at().toString()))
                                .toList());
    }

    private static Map<String, @Nullable Object> object(@Nullable Object... members) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < members.length; i += 2) {
            object.put(String.valueOf(members[i]), members[i + 1]);
        }
        return object;
    }

    private static void write(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case Map<?, ?> object -> {
                String comma = "";
                out.append('{');
                for (Map.Entry<?, ?> each : object.entrySet()) {
                    out.append(comma)
                            .append(Json.quoted(String.valueOf(each.getKey())))
                            .append(':');
                    write(out, each.getValue());
                    comma = ",";
                }
                out.append('}');
            }
            case Collection<?> list -> {
                String comma = "";
                out.append('[');
                for (Object each : List.copyOf(list)) {
                    out.append(comma);
                    write(out, each);
                    comma = ",";
                }
                out.append(']');
            }
            case String text -> out.append(Json.quoted(text));
            case null, default -> out.append(value);
        }
    }
}
