package vn.hiepdong.verifier;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import vn.hiepdong.verifier.Report.Statement;

/// What is proven, for people to read, as a page in the file. Made from the proven facts alone, so that it can be made
/// again and compared.
public enum Page {
    VI("vi"),
    EN("en");

    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1d21;background:#fff}
            h1{font-size:1.5rem}h2{font-size:1.1rem;margin:0 0 .25rem}
            article{border:1px solid #c5cbd3;border-radius:.5rem;padding:1rem;margin:1rem 0;break-inside:avoid}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.5rem 0}
            dt{color:#4a525c}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
            code{font-size:.8rem;overflow-wrap:anywhere}.realm{background:#ffe066;padding:.1rem .5rem;font-weight:700}
            .quiet{color:#4a525c}
            @media(max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
            """;

    private final String language;

    Page(String language) {
        this.language = language;
    }

    /// Its name in the file.
    public String member() {
        return "page." + language + ".html";
    }

    /// The page. Does not depend on whom the reader trusts.
    public byte[] of(Report whole) {
        var words = new Words(Locale.of(language));
        var report = new Report(
                whole.record(),
                whole.finding(),
                whole.maker(),
                whole.agencies().stream()
                        .map(each -> new Report.Known(each.id(), each.name(), each.nameEn(), each.fingerprint(), null))
                        .toList(),
                whole.endings(),
                whole.statements(),
                List.of(),
                null);
        var out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"").append(language);
        out.append("\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        out.append(escaped(words.text("title")))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        element(out, "h1", words.text("title"));
        element(out, "p", words.subject(report));
        words.finding(report).forEach(each -> element(out, "p", each));
        words.endings(report).forEach(each -> element(out, "p", each));
        element(out, "p", words.text("page.how"));
        for (Statement each : report.statements()) {
            out.append("<article>\n");
            element(out, "h2", words.text("statement", words.kind(each.kind()), words.author(report, each)));
            if (!each.realm().equals("REAL")) {
                out.append("<p><span class=\"realm\">")
                        .append(escaped(words.text("realm." + each.realm())))
                        .append("</span></p>\n");
            }
            words.times(report, each).forEach(time -> element(out, "div", time));
            if (!words.about(report, each).isEmpty()) {
                element(out, "div", words.about(report, each));
            }
            if (!words.again(each).isEmpty()) {
                element(out, "div", words.again(each));
            }
            if (each.says() == null) {
                element(out, "p", words.text("withheld"));
            } else {
                out.append("<dl>\n");
                each.says().fields().forEach((name, value) -> {
                    element(out, "dt", words.field(name));
                    element(out, "dd", value);
                });
                out.append("</dl>\n");
            }
            each.heldBy()
                    .forEach(held -> element(
                            out,
                            "div",
                            words.text("held", words.agency(report, held.agency()), words.time(held.at()))));
            out.append("<p class=\"quiet\"><code>")
                    .append(escaped(words.text("place", each.log(), Long.toString(each.index()), each.hash())))
                    .append("</code></p>\n</article>\n");
        }
        element(out, "h2", words.text("keys"));
        out.append("<dl>\n");
        report.agencies().forEach(each -> {
            element(out, "dt", words.agency(report, each.id()));
            element(out, "dd", each.fingerprint());
        });
        out.append("</dl>\n");
        element(out, "h2", words.text("unproven"));
        out.append("<ul>\n");
        words.notProven(report).forEach(each -> element(out, "li", each));
        out.append("</ul>\n</body>\n</html>\n");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void element(StringBuilder out, String name, String text) {
        out.append('<')
                .append(name)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(name)
                .append(">\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
