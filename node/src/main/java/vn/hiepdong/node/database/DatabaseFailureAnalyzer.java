package vn.hiepdong.node.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Shows the words of a [DatabaseFailure] instead of a page of stack trace when a node does not start.
final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<DatabaseFailure> {
    @Override
    protected FailureAnalysis analyze(Throwable start, DatabaseFailure failure) {
        return new FailureAnalysis(failure.getMessage(), null, failure);
    }
}
