package vn.hiepdong.node.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;

/// What was said since an officer last looked, gathered by the record it was said about. Read from the ledger's order,
/// so nothing is missed however late it came here; bounded, so that a week away costs the same as an hour.
@Component
class WhatChanged {
    /// Entries that are looked at; what lies further back is found in the lists.
    static final int MOST_ENTRIES = 400;

    static final int MOST_RECORDS = 30;
    private static final int MOST_SAYINGS = 4;
    private static final Duration FIRST_VISIT = Duration.ofHours(24);

    private final Ledger ledger;
    private final LookedTable looked;
    private final List<ChangedSource> sources;
    private final InstantSource clock;

    WhatChanged(Ledger ledger, LookedTable looked, ObjectProvider<ChangedSource> sources, InstantSource clock) {
        this.ledger = ledger;
        this.looked = looked;
        this.sources = sources.orderedStream().toList();
        this.clock = clock;
    }

    /// @param since when the officer last looked; null on the first visit, which shows the last day
    /// @param upTo what the mark is set to when the officer has seen this
    /// @param undoable whether the last mark can be taken back
    /// @param more whether there is more than is listed here
    record Changes(List<Story> stories, @Nullable Instant since, long upTo, boolean undoable, boolean more) {
        static final Changes NONE = new Changes(List.of(), null, 0, false, false);
    }

    /// One record and what was said about it, the newest first.
    ///
    /// @param key of the record, fit for an element's id
    /// @param at when the newest of it came here
    /// @param further how many sayings are not named
    record Story(String key, Changed record, List<Saying> sayings, int further, Instant at) {}

    /// @param text key of what the agency did
    record Saying(AgencyCode agency, String text) {}

    /// Nothing for those who do not work with content.
    Changes since(Officer officer) {
        if (!officer.is(Role.CONTENT.toArray(Role[]::new))) {
            return Changes.NONE;
        }
        Optional<LookedTable.Looked> mark = looked.by(officer.accountId());
        long upTo = ledger.applied();
        long after = mark.map(LookedTable.Looked::upTo).orElse(0L);
        List<Ledger.News> news = ledger.latest(after, upTo, MOST_ENTRIES + 1);
        boolean more = news.size() > MOST_ENTRIES;
        if (mark.isEmpty()) {
            Instant dayAgo = clock.instant().minus(FIRST_VISIT);
            news = news.stream().filter(each -> each.arrived().isAfter(dayAgo)).toList();
        }
        List<Story> stories = stories(news, officer);
        return new Changes(
                stories.stream().limit(MOST_RECORDS).toList(),
                mark.map(LookedTable.Looked::at).orElse(null),
                upTo,
                mark.map(LookedTable.Looked::undoable).orElse(false),
                more || stories.size() > MOST_RECORDS);
    }

    /// The officer has seen everything up to here.
    void seen(Officer officer, long upTo) {
        looked.looked(officer.accountId(), Math.clamp(upTo, 0, ledger.applied()), clock.instant());
    }

    void unseen(Officer officer) {
        looked.undo(officer.accountId());
    }

    private List<Story> stories(List<Ledger.News> news, Officer officer) {
        var stories = new ArrayList<Told>();
        for (ChangedSource source : sources) {
            Map<UUID, Set<Saying>> said = new LinkedHashMap<>();
            Map<UUID, Ledger.News> newest = new LinkedHashMap<>();
            for (Ledger.News each : news) {
                UUID record = each.subject();
                if (record != null && source.kinds().contains(each.kind())) {
                    said.computeIfAbsent(record, _ -> new LinkedHashSet<>())
                            .add(new Saying(each.agency(), "watch.changed." + each.kind()));
                    newest.putIfAbsent(record, each);
                }
            }
            if (!said.isEmpty()) {
                source.changed(said.keySet(), officer).forEach((id, record) -> {
                    Ledger.News last = newest.get(id);
                    if (last != null) {
                        stories.add(new Told(last.applied(), story(id, record, said.getOrDefault(id, Set.of()), last)));
                    }
                });
            }
        }
        return stories.stream()
                .sorted(Comparator.comparingLong(Told::applied).reversed())
                .map(Told::story)
                .toList();
    }

    private static Story story(UUID id, Changed record, Set<Saying> said, Ledger.News last) {
        return new Story(
                "c-" + id,
                record,
                said.stream().limit(MOST_SAYINGS).toList(),
                Math.max(0, said.size() - MOST_SAYINGS),
                last.arrived());
    }

    private record Told(long applied, Story story) {}
}
