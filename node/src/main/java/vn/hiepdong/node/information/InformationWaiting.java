package vn.hiepdong.node.information;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.watch.Waiting;
import vn.hiepdong.node.watch.WaitingSource;

/// What items ask of whom: acknowledgements of a duty officer, verifications of a verifier, and of a duty commander
/// whatever is late, on our side or on theirs.
@Component
class InformationWaiting implements WaitingSource {
    private final InformationQuery query;
    private final InformationChanged items;
    private final InstantSource clock;

    InformationWaiting(InformationQuery query, InformationChanged items, InstantSource clock) {
        this.query = query;
        this.items = items;
        this.clock = clock;
    }

    @Override
    public List<Waiting> waitingFor(Officer officer) {
        List<InformationQuery.Owed> ours = new ArrayList<>();
        List<InformationQuery.Owed> theirs = new ArrayList<>();
        List<InformationQuery.Asked> asked = new ArrayList<>();
        boolean commander = officer.is(Role.DUTY_COMMANDER);
        if (officer.is(Role.DUTY_OFFICER) || commander) {
            query.owed(false, MOST).stream()
                    .filter(owed -> officer.is(Role.DUTY_OFFICER) || late(owed))
                    .forEach(ours::add);
        }
        if (commander) {
            query.owed(true, MOST).stream().filter(this::late).forEach(theirs::add);
        }
        if (officer.is(Role.VERIFIER)) {
            asked.addAll(query.asked(MOST));
        }
        Set<UUID> restricted = items.restricted(Stream.of(
                        ours.stream().map(InformationQuery.Owed::item),
                        theirs.stream().map(InformationQuery.Owed::item),
                        asked.stream().map(InformationQuery.Asked::item))
                .flatMap(each -> each)
                .map(item -> item.id().value())
                .collect(Collectors.toSet()));
        return Stream.of(
                        ours.stream().map(each -> acknowledgement(each, restricted)),
                        theirs.stream().map(each -> owedByThem(each, restricted)),
                        asked.stream().map(each -> verification(each, restricted)))
                .flatMap(each -> each)
                .toList();
    }

    private boolean late(InformationQuery.Owed owed) {
        Instant due = owed.item().oweBy();
        return owed.escalated() || due != null && due.isBefore(clock.instant());
    }

    private static Waiting acknowledgement(InformationQuery.Owed owed, Set<UUID> restricted) {
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
                restricted.contains(item.id().value()),
                atOnce ? acknowledge(item, owed.version()) : null);
    }

    private static Waiting.Action acknowledge(ItemRow item, int version) {
        return new Waiting.Action(
                "information.acknowledge",
                href(item) + "/acknowledgement",
                Map.of("version", Integer.toString(version), "back", "watch"));
    }

    private static Waiting owedByThem(InformationQuery.Owed owed, Set<UUID> restricted) {
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
                restricted.contains(item.id().value()),
                null);
    }

    private static Waiting verification(InformationQuery.Asked asked, Set<UUID> restricted) {
        return new Waiting(
                "information.waiting.asked",
                asked.request().question(),
                href(asked.item()) + "/findings?request=" + asked.request().request(),
                asked.item().urgency().name(),
                asked.request().asker(),
                asked.item().realm(),
                asked.request().receivedAt(),
                asked.request().dueAt(),
                restricted.contains(asked.item().id().value()),
                null);
    }

    private static String href(ItemRow item) {
        return "/information/" + item.id();
    }
}
