package vn.hiepdong.node.information;

import java.util.List;
import java.util.stream.Collectors;

/// Comma-separated values as RFC 4180 has them: lines end with CRLF, a field with a comma, a quotation mark or a line
/// break stands in quotation marks.
///
/// A field that a spreadsheet would take for a formula is preceded by an apostrophe: whoever writes a title must not
/// be able to run anything on the machine of whoever opens the file.
final class Csv {
    /// Tells spreadsheets that UTF-8 follows.
    static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20|";

    private Csv() {}

    static String line(List<String> fields) {
        return fields.stream().map(Csv::field).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String field(String text) {
        String start = text.stripLeading();
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0
                || !start.isEmpty() && FORMULA.indexOf(start.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean quoted =
                safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n' || c == ';' || c == '\t')
                        || !safe.equals(safe.strip());
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
