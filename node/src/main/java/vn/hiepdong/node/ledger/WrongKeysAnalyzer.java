package vn.hiepdong.node.ledger;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Shows the words of [WrongKeys] instead of a page of stack trace when a node does not start.
final class WrongKeysAnalyzer extends AbstractFailureAnalyzer<WrongKeys> {
    @Override
    protected FailureAnalysis analyze(Throwable start, WrongKeys failure) {
        return new FailureAnalysis(failure.getMessage(), null, failure);
    }
}
