package vn.hiepdong.node.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.access.Officer;

/// What was done about something that waits.
///
/// @param until when it is back; null where it was handed over
/// @param reason why it was put off; null where it was handed over
/// @param unit whose it is now, with the post; null where it was put off
/// @param byPost who did it
record Handling(
        String mark,
        @Nullable Instant until,
        WatchEntry.@Nullable Reason reason,
        @Nullable String unit,
        @Nullable String post,
        String byPost,
        Instant at) {
    /// Whether it still counts: what has changed since is as good as new, and so is what was put off long enough.
    boolean holds(Waiting waiting, Instant now) {
        return mark.equals(waiting.mark()) && (until == null || until.isAfter(now));
    }

    boolean isFor(Officer officer) {
        return officer.unit().equals(unit) && officer.post().equals(post);
    }

    boolean isHanded() {
        return post != null;
    }
}
