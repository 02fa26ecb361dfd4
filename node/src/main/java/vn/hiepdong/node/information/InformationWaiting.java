package vn.hiepdong.node.information;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.watch.Recent;
import vn.hiepdong.node.watch.RecentSource;
import vn.hiepdong.node.watch.Waiting;
import vn.hiepdong.node.watch.WaitingSource;

/// What items ask of whom: acknowledgements of a duty officer, verifications of a verifier, and of a duty commander
/// whatever is late, on our side or on theirs.
@Component
class InformationWaiting implements WaitingSource, RecentSource {
    private final InformationQuery query;
    private final ListQuery lists;
    private final InstantSource clock;

    InformationWaiting(InformationQuery query, ListQuery lists, InstantSource clock) {
        this.query = query;
        this.lists = lists;
        this.clock = clock;
    }

    @Override
    public List<Waiting> waitingFor(Officer officer) {
        var waiting = new ArrayList<Waiting>();
        boolean commander = officer.is(Role.DUTY_COMMANDER);
        if (officer.is(Role.DUTY_OFFICER) || commander) {
            query.owed(false, MOST).stream()
                    .filter(owed -> officer.is(Role.DUTY_OFFICER) || late(owed))
                    .map(InformationWaiting::acknowledgement)
                    .forEach(waiting::add);
        }
        if (commander) {
            query.owed(true, MOST).stream()
                    .filter(this::late)
                    .map(InformationWaiting::owedByThem)
                    .forEach(waiting::add);
        }
        if (officer.is(Role.VERIFIER)) {
            query.asked(MOST).stream().map(InformationWaiting::verification).forEach(waiting::add);
        }
        return waiting;
    }

    private boolean late(InformationQuery.Owed owed) {
        Instant due = owed.item().oweBy();
        return owed.escalated() || due != null && due.isBefore(clock.instant());
    }

    private static Waiting acknowledgement(InformationQuery.Owed owed) {
        ItemRow item = owed.item();
        // Only what is routine may be acknowledged without opening it.
        boolean atOnce = item.urgency() == Urgency.ROUTINE && owed.change().equals("WRITTEN");
        return new Waiting(
                "information.waiting." + owed.change() + (owed.escalated() ? ".escalated" : ""),
                item.title(),
                href(item),
                item.urgency().name(),
                item.origin(),
                item.realm(),
                item.receivedAt(),
                item.oweBy(),
                atOnce ? acknowledge(item, owed.version()) : null);
    }

    private static Waiting.Action acknowledge(ItemRow item, int version) {
        return new Waiting.Action(
                "information.acknowledge",
                href(item) + "/acknowledgement",
                Map.of("version", Integer.toString(version), "back", "watch"));
    }

    private static Waiting owedByThem(InformationQuery.Owed owed) {
        ItemRow item = owed.item();
        return new Waiting(
                "information.waiting.owed-to-us",
                item.title(),
                href(item),
                item.urgency().name(),
                owed.agency(),
                item.realm(),
                item.writtenAt(),
                item.oweBy(),
                null);
    }

    private static Waiting verification(InformationQuery.Asked asked) {
        return new Waiting(
                "information.waiting.asked",
                asked.request().question(),
                href(asked.item()) + "/findings?request=" + asked.request().request(),
                asked.item().urgency().name(),
                asked.request().asker(),
                asked.item().realm(),
                asked.request().receivedAt(),
                asked.request().dueAt(),
                null);
    }

    private static String href(ItemRow item) {
        return "/information/" + item.id();
    }

    @Override
    public List<Recent> recentFor(Officer officer, int most) {
        if (!officer.is(Role.CONTENT.toArray(Role[]::new))) {
            return List.of();
        }
        return lists.list(Filter.all(Realm.REAL), Long.MAX_VALUE, most).stream()
                .map(item -> new Recent(item.title(), href(item), item.origin(), item.realm(), item.receivedAt()))
                .toList();
    }
}
