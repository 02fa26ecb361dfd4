package vn.hiepdong.node.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.watch.Waiting;

/// Something that waits, and how far it has come: each step is worth a notice of its own.
///
/// @param step what is to be done about it, and whether it is late
record Matter(Waiting waiting, Urgency urgency, String step) {
    static final String LATE = ":late";

    /// What is told apart: each of these once.
    record Key(String key, String step) {}

    static Matter of(Waiting waiting, Instant now) {
        return new Matter(
                waiting,
                waiting.urgency().isEmpty() ? Urgency.ROUTINE : Urgency.valueOf(waiting.urgency()),
                // Becoming late and being escalated is one step: nobody needs to hear of both.
                waiting.escalated() || waiting.overdue(now) ? waiting.kind() + LATE : waiting.kind());
    }

    /// Each once, the most urgent first.
    static Map<Key, Matter> all(Collection<Waiting> waiting, Instant now) {
        List<Matter> matters = waiting.stream()
                .map(each -> of(each, now))
                .sorted(Comparator.comparing(Matter::urgency, Comparator.reverseOrder())
                        .thenComparing(each -> each.waiting.since()))
                .toList();
        var all = new LinkedHashMap<Key, Matter>();
        matters.forEach(each -> all.putIfAbsent(each.id(), each));
        return all;
    }

    Key id() {
        return new Key(waiting.key(), step);
    }

    boolean late() {
        return step.endsWith(LATE);
    }
}
