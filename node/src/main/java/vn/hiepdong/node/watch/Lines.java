package vn.hiepdong.node.watch;

import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The lines to all partners, whoever runs them: what is broken first.
@Component
class Lines {
    private static final List<Line.State> WORST_FIRST =
            List.of(Line.State.DOWN, Line.State.DEGRADED, Line.State.RECONCILING, Line.State.SUSPENDED, Line.State.UP);

    private final List<LineSource> sources;

    Lines(ObjectProvider<LineSource> sources) {
        this.sources = sources.orderedStream().toList();
    }

    List<Line> all() {
        return sources.stream()
                .flatMap(each -> each.lines().stream())
                .sorted(Comparator.<Line>comparingInt(each -> WORST_FIRST.indexOf(each.state()))
                        .thenComparing(each -> each.partner().value()))
                .toList();
    }
}
