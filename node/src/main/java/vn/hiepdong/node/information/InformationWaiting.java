package vn.hiepdong.node.information;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.deadline.Obligation;
import vn.hiepdong.node.deadline.Pauses;
import vn.hiepdong.node.deadline.Told;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.watch.Waiting;
import vn.hiepdong.node.watch.WaitingSource;

/// What items ask of whom: acknowledgements of a duty officer, verifications of a verifier, and of everybody whom the
/// escalation has reached whatever is late, on our side or on theirs.
@Component
class InformationWaiting implements WaitingSource {
    private final InformationQuery query;
    private final InformationChanged items;
    private final Information information;
    private final Pauses pauses;
    private final InstantSource clock;

    InformationWaiting(
            InformationQuery query,
            InformationChanged items,
            Information information,
            Pauses pauses,
            InstantSource clock) {
        this.query = query;
        this.items = items;
        this.information = information;
        this.pauses = pauses;
        this.clock = clock;
    }

    @Override
    public List<Waiting> waitingFor(Officer officer) {
        boolean duty = officer.is(Role.DUTY_OFFICER);
        boolean above = officer.is(Role.DUTY_COMMANDER, Role.STAFF_HEAD);
        boolean verifier = officer.is(Role.VERIFIER);
        List<InformationQuery.Owed> ours = duty || above
                ? query.owed(false, MOST).stream()
                        .filter(each -> duty || Told.reaches(each.told(), officer))
                        .toList()
                : List.of();
        List<InformationQuery.Owed> theirs = duty || above
                ? query.owed(true, MOST).stream()
                        .filter(each -> Told.reaches(each.told(), officer))
                        .toList()
                : List.of();
        List<InformationQuery.Asked> asked = duty || above || verifier
                ? query.asked(false, MOST).stream()
                        .filter(each -> verifier || Told.reaches(each.told(), officer))
                        .toList()
                : List.of();
        List<InformationQuery.Asked> asking = duty || above
                ? query.asked(true, MOST).stream()
                        .filter(each -> Told.reaches(each.told(), officer))
                        .toList()
                : List.of();
        Set<UUID> restricted = items.restricted(Stream.of(
                        ours.stream().map(InformationQuery.Owed::item),
                        theirs.stream().map(InformationQuery.Owed::item),
                        asked.stream().map(InformationQuery.Asked::item),
                        asking.stream().map(InformationQuery.Asked::item))
                .flatMap(each -> each)
                .map(item -> item.id().value())
                .collect(Collectors.toSet()));
        Pauses.Of standing = pauses(theirs, asking);
        return Stream.of(
                        ours.stream().map(each -> acknowledgement(each, restricted, officer)),
                        theirs.stream().map(each -> owedByThem(each, restricted, standing)),
                        asked.stream().map(each -> verification(each, restricted, officer)),
                        asking.stream().map(each -> askedByUs(each, restricted, standing)))
                .flatMap(each -> each)
                .toList();
    }

    private Pauses.Of pauses(List<InformationQuery.Owed> theirs, List<InformationQuery.Asked> asking) {
        Set<AgencyCode> partners = Stream.concat(
                        theirs.stream().map(InformationQuery.Owed::agency),
                        asking.stream().map(each -> each.request().asked()))
                .collect(Collectors.toSet());
        Instant now = clock.instant();
        Instant oldest = Stream.concat(
                        theirs.stream().map(InformationQuery.Owed::since),
                        asking.stream().map(each -> each.request().at()))
                .min(Comparator.naturalOrder())
                .orElse(now);
        return pauses.of(partners, oldest, now);
    }

    private static Waiting acknowledgement(InformationQuery.Owed owed, Set<UUID> restricted, Officer officer) {
        ItemRow item = owed.item();
        // Only what is routine may be acknowledged without opening it.
        boolean atOnce = officer.is(Role.DUTY_OFFICER, Role.DUTY_COMMANDER)
                && item.urgency() == Urgency.ROUTINE
                && owed.change().equals("WRITTEN");
        return new Waiting(
                "information.waiting." + owed.change(),
                item.title(),
                href(item),
                item.urgency().name(),
                item.origin(),
                item.realm(),
                item.receivedAt(),
                ours(item.oweBy(), owed.since(), owed.here()),
                restricted.contains(item.id().value()),
                atOnce ? acknowledge(item, owed.version()) : null,
                Waiting.Side.OURS,
                Told.escalated(owed.told(), officer),
                null,
                "");
    }

    /// The time on the way does not count for what we owe.
    private static @Nullable Instant ours(@Nullable Instant due, Instant since, Instant here) {
        return due == null ? null : due.plus(Obligation.onTheWay(since, here));
    }

    private static Waiting.Action acknowledge(ItemRow item, int version) {
        return new Waiting.Action(
                "information.acknowledge",
                href(item) + "/acknowledgement",
                Map.of("version", Integer.toString(version), "back", "watch"));
    }

    @Override
    public boolean settle(Officer officer, Waiting waiting) {
        Waiting.Action action = waiting.action();
        if (action == null || !action.text().equals("information.acknowledge")) {
            return false;
        }
        UUID id = UUID.fromString(waiting.href().substring("/information/".length()));
        information.acknowledge(
                new Actor(officer.unit(), officer.post()),
                new InformationId(id),
                Integer.valueOf(action.fields().getOrDefault("version", "")));
        return true;
    }

    private static Waiting owedByThem(InformationQuery.Owed owed, Set<UUID> restricted, Pauses.Of pauses) {
        ItemRow item = owed.item();
        return theirs(
                "information.waiting.owed-to-us",
                item.title(),
                href(item),
                item,
                owed.agency(),
                owed.since(),
                item.oweBy(),
                restricted,
                pauses);
    }

    private static Waiting askedByUs(InformationQuery.Asked asked, Set<UUID> restricted, Pauses.Of pauses) {
        return theirs(
                "information.waiting.asked-by-us",
                asked.request().question(),
                href(asked.item()) + "#request-" + asked.request().request(),
                asked.item(),
                asked.request().asked(),
                asked.request().at(),
                asked.request().dueAt(),
                restricted,
                pauses);
    }

    private static Waiting theirs(
            String kind,
            String title,
            String href,
            ItemRow item,
            AgencyCode owing,
            Instant since,
            @Nullable Instant due,
            Set<UUID> restricted,
            Pauses.Of pauses) {
        Pauses.Pause pause = pauses.pause(owing, since);
        return new Waiting(
                kind,
                title,
                href,
                item.urgency().name(),
                owing,
                item.realm(),
                since,
                due == null ? null : due.plus(pause.total()),
                restricted.contains(item.id().value()),
                null,
                Waiting.Side.THEIRS,
                true,
                pause.since(),
                "");
    }

    private static Waiting verification(InformationQuery.Asked asked, Set<UUID> restricted, Officer officer) {
        Item.Request request = asked.request();
        return new Waiting(
                "information.waiting.asked",
                request.question(),
                href(asked.item()) + "/findings?request=" + request.request(),
                asked.item().urgency().name(),
                request.asker(),
                asked.item().realm(),
                request.receivedAt(),
                ours(request.dueAt(), request.at(), request.receivedAt()),
                restricted.contains(asked.item().id().value()),
                null,
                Waiting.Side.OURS,
                !officer.is(Role.VERIFIER) || Told.escalated(asked.told(), officer),
                null,
                request.askedUnit() == null ? "" : request.askedUnit());
    }

    private static String href(ItemRow item) {
        return "/information/" + item.id();
    }
}
