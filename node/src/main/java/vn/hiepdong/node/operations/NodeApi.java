package vn.hiepdong.node.operations;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.Texts;

/// The same for programs, above all for `./hiepdong doctor`, and figures for a monitoring system.
@RestController
class NodeApi {
    private final SelfCheck check;
    private final NodeFacts facts;
    private final ObjectProvider<Metrics> metrics;
    private final Texts texts;

    NodeApi(SelfCheck check, NodeFacts facts, ObjectProvider<Metrics> metrics, Texts texts) {
        this.check = check;
        this.facts = facts;
        this.metrics = metrics;
        this.texts = texts;
    }

    /// @param advice what to do about it; empty if all is well
    record FindingAnswer(Finding.Level level, String what, String text, String advice) {}

    record NodeAnswer(NodeFacts.Facts facts, List<FindingAnswer> findings) {}

    /// How the node is, in the caller's language, what is worst first.
    @GetMapping("/api/v1/node")
    @Allowed(value = Role.ADMINISTRATOR, scope = Scope.METRICS_READ)
    NodeAnswer show(HttpServletRequest request) {
        var language = Language.of(request);
        return new NodeAnswer(
                facts.now(),
                check.findings().stream().map(each -> answer(each, language)).toList());
    }

    private FindingAnswer answer(Finding finding, Language language) {
        String key = "operations.finding." + finding.key();
        return new FindingAnswer(
                finding.level(),
                finding.key(),
                texts.get(language, key, finding.arguments()),
                finding.level() == Finding.Level.GOOD ? "" : texts.get(language, key + ".do", finding.arguments()));
    }

    /// Figures in Prometheus' text format 0.0.4.
    @GetMapping(path = "/api/v1/metrics", produces = Metrics.FORMAT)
    @Allowed(value = Role.ADMINISTRATOR, scope = Scope.METRICS_READ)
    String metrics() {
        return metrics.getObject().text();
    }
}
