package vn.hiepdong.node.witness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.LogOrigin;

/// What an author showed to others and not to us, and for how long it could have. That another passed
/// it on to us changes nothing: the author has to show it. In memory: after a restart the time begins
/// anew. Pure but for that.
final class Suspicions {
    /// As many logs as one partner may show.
    private static final int MOST_OF_ONE = 512;

    private final Duration grace;
    private final Duration silence;
    private final Map<AgencyCode, Map<LogOrigin, Waiting>> byWitness = new HashMap<>();
    private final Map<AgencyCode, Instant> heard = new HashMap<>();
    private final Map<LogOrigin, Long> given = new HashMap<>();
    private final Map<LogOrigin, Long> stopped = new HashMap<>();

    /// What is here of a log.
    ///
    /// @param note its newest checkpoint, null when there is none
    record Held(long size, @Nullable SignedNote note) {
        static final Held NOTHING = new Held(0, null);
    }

    /// The smallest that was shown and was not here; it stays until its author shows it and it is here.
    private static final class Waiting {
        final long size;
        final @Nullable SignedNote note;
        final Held then;
        long held;
        Instant since;

        Waiting(long size, @Nullable SignedNote note, Held then, Instant since) {
            this.size = size;
            this.note = note;
            this.then = then;
            this.since = since;
            held = then.size;
        }
    }

    /// @param note as it was shown, not checked
    /// @param since from when on the author could have sent what is missing and nothing of it came
    /// @param then what was here when it was shown to another
    record Due(LogOrigin of, AgencyCode by, long size, SignedNote note, Held then, Instant since) {}

    /// @param grace how long the author may take
    /// @param silence after how long without a call the author counts as not in contact
    Suspicions(Duration grace, Duration silence) {
        this.grace = grace;
        this.silence = silence;
    }

    synchronized void heard(AgencyCode author, Instant at) {
        heard.put(author, at);
    }

    /// The author shows or sends us so much of its own log.
    synchronized void given(LogOrigin own, long size) {
        if (given.size() < MOST_OF_ONE * MOST_OF_ONE || given.containsKey(own)) {
            given.merge(own, size, Math::max);
        }
    }

    /// Whether an author has shown us so much of its own log since this node started.
    synchronized boolean isGiven(LogOrigin own, long size) {
        return given.getOrDefault(own, 0L) >= size;
    }

    /// Somebody shows `size` entries of a log, more than `held`, or states that it holds them; the
    /// time begins to run, but only what carries a signature of the log becomes due.
    ///
    /// @param note null when it was only stated
    synchronized void shown(AgencyCode by, LogOrigin of, long size, @Nullable SignedNote note, Held held, Instant now) {
        if (size <= held.size) {
            return;
        }
        if (size > stopped.getOrDefault(of, Long.MAX_VALUE)) {
            stopped.remove(of); // it says that it has stopped, and signs on
        }
        var logs = byWitness.computeIfAbsent(by, _ -> new HashMap<>());
        Waiting before = logs.get(of);
        if (before == null && logs.size() < MOST_OF_ONE) {
            logs.put(of, new Waiting(size, note, held, now));
        } else if (before != null && before.note == null && note != null) {
            logs.put(of, new Waiting(size, note, before.then, before.since));
        }
    }

    /// An author says which of its own logs it has stopped. What was shown of them until now is not
    /// held against it.
    synchronized void stopped(AgencyCode author, Set<LogOrigin> own) {
        stopped.keySet().removeIf(each -> each.agency().equals(author) && !own.contains(each));
        for (LogOrigin each : own) {
            stopped.computeIfAbsent(each, this::mostShown);
        }
    }

    private long mostShown(LogOrigin of) {
        return byWitness.values().stream()
                .map(logs -> logs.get(of))
                .filter(java.util.Objects::nonNull)
                .mapToLong(each -> each.size)
                .max()
                .orElse(0);
    }

    /// Begins to count anew: something that the author sent of this log was refused here.
    synchronized void excuse(LogOrigin of, Instant now) {
        byWitness.values().forEach(logs -> {
            Waiting each = logs.get(of);
            if (each != null) {
                each.since = now;
            }
        });
    }

    synchronized void forget(AgencyCode by, LogOrigin of) {
        Map<LogOrigin, Waiting> logs = byWitness.get(by);
        if (logs != null) {
            logs.remove(of);
        }
    }

    /// What has been missing for longer than the time of grace.
    ///
    /// @param held how many entries of a log are here now
    synchronized List<Due> due(Instant now, ToLongFunction<LogOrigin> held) {
        var due = new ArrayList<Due>();
        byWitness.forEach((by, logs) -> {
            for (var each : List.copyOf(logs.entrySet())) {
                LogOrigin of = each.getKey();
                Waiting waiting = each.getValue();
                long here = held.applyAsLong(of);
                boolean shownToUs = isGiven(of, waiting.size);
                if (shownToUs && here >= waiting.size) {
                    logs.remove(of);
                    continue;
                }
                Instant call = heard.get(of.agency());
                boolean inContact = call != null && call.plus(silence).isAfter(now);
                if (!inContact || shownToUs && here > waiting.held || stopped.containsKey(of)) {
                    waiting.since = now;
                    waiting.held = here;
                } else if (waiting.note != null && !waiting.since.plus(grace).isAfter(now)) {
                    due.add(new Due(of, by, waiting.size, waiting.note, waiting.then, waiting.since));
                }
            }
        });
        return due;
    }
}
