package vn.hiepdong.node.operations;

import java.util.Comparator;
import java.util.List;

/// All that a running node looks at in itself, what is worst first.
final class SelfCheck {
    private final List<Check> checks;

    SelfCheck(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    List<Finding> findings() {
        return checks.stream()
                .flatMap(each -> each.look().stream())
                .sorted(Comparator.comparing(Finding::level).reversed())
                .toList();
    }
}
