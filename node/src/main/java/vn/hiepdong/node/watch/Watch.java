package vn.hiepdong.node.watch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Realm;

/// The door of the watch, for features that go by what the watch shows: a handover, a log.
@Service
public class Watch {
    private final Queue queue;
    private final Lines lines;
    private final Ledger ledger;
    private final ObjectProvider<ChangedSource> sources;
    private final InstantSource clock;

    Watch(Queue queue, Lines lines, Ledger ledger, ObjectProvider<ChangedSource> sources, InstantSource clock) {
        this.queue = queue;
        this.lines = lines;
        this.ledger = ledger;
        this.sources = sources;
        this.clock = clock;
    }

    /// @param overdue whether it is late
    public record Owed(Waiting waiting, boolean overdue) {}

    /// What waits for any officer of the agency, whatever the role; in the order of the queue, what is real first.
    public List<Owed> waiting() {
        return queue.of(WallPages.anyOfTheAgency(), clock.instant()).parts().stream()
                .flatMap(part -> part.rows().stream())
                .map(row -> new Owed(row.waiting(), row.overdue()))
                .toList();
    }

    /// The lines to all partners, what is broken first.
    public List<Line> lines() {
        return lines.all();
    }

    /// Something that was said and came to be known here.
    ///
    /// @param applied its place in this node's order
    /// @param kind of the entry; what it says of its agency is the text `watch.changed.<kind>`
    /// @param record what it was about; null if it is no longer here, or not for this officer
    public record Happened(
            long applied,
            Instant at,
            AgencyCode agency,
            Realm realm,
            String kind,
            @Nullable Changed record) {}

    /// What was said between two places of this node's order, of what an officer wants to hear of.
    ///
    /// @param newestFirst otherwise the oldest
    public List<Happened> happened(long after, long upTo, boolean newestFirst, int limit, Officer officer) {
        Set<String> kinds =
                sources.stream().flatMap(each -> each.kinds().stream()).collect(Collectors.toSet());
        List<Ledger.News> news = ledger.during(after, upTo, kinds, newestFirst, limit);
        var about = new HashSet<UUID>();
        for (Ledger.News each : news) {
            if (each.subject() != null) {
                about.add(each.subject());
            }
        }
        Map<UUID, Changed> records = records(about, officer);
        return news.stream()
                .map(each -> new Happened(
                        each.applied(),
                        each.arrived(),
                        each.agency(),
                        each.realm(),
                        each.kind(),
                        each.subject() == null ? null : records.get(each.subject())))
                .toList();
    }

    /// These records, whatever feature they are of; those that are here and that this officer may see.
    public Map<UUID, Changed> records(Collection<UUID> records, Officer officer) {
        var found = new HashMap<UUID, Changed>();
        if (officer.is(Role.CONTENT.toArray(Role[]::new)) && !records.isEmpty()) {
            sources.forEach(each -> found.putAll(each.changed(records, officer)));
        }
        return found;
    }
}
