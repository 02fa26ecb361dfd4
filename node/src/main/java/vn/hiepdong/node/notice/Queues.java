package vn.hiepdong.node.notice;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.watch.Waiting;
import vn.hiepdong.node.watch.WaitingSource;

/// What waits now, from all sources.
@Component
class Queues {
    private final List<WaitingSource> sources;
    private final InstantSource clock;

    Queues(List<WaitingSource> sources, InstantSource clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /// @param full whether a source may have more than it handed over
    record Whole(Map<Matter.Key, Matter> matters, boolean full) {}

    Whole of(Officer officer) {
        var waiting = new ArrayList<Waiting>();
        boolean full = false;
        for (WaitingSource source : sources) {
            List<Waiting> part = source.waitingFor(officer);
            full |= part.size() >= WaitingSource.MOST;
            waiting.addAll(part);
        }
        return new Whole(Matter.all(waiting, clock.instant()), full);
    }
}
