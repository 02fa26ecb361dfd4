package vn.hiepdong.node.watch;

import java.util.List;
import vn.hiepdong.node.access.Officer;

/// A feature's part of the queue, contributed as a bean.
public interface WaitingSource {
    /// The most a source needs to hand over; nobody works through more at a glance.
    int MOST = 200;

    /// What waits for this officer's roles, in any order; nothing that the officer may not see.
    List<Waiting> waitingFor(Officer officer);

    /// Settles something of this source that has an [Waiting.Action], as its button would. False if it is not of this
    /// source.
    default boolean settle(Officer officer, Waiting waiting) {
        return false;
    }
}
