package vn.hiepdong.node.information;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.map.MapCard;
import vn.hiepdong.node.map.Maps;
import vn.hiepdong.node.space.RegulationVersion;
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Chip;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Paging;
import vn.hiepdong.node.web.RealmMark;

/// The list of items. Every filter stands in the address, so that a list can be passed on as a link.
@Controller
class ListPages {
    private final Information information;
    private final PageQuery query;
    private final Links links;
    private final Spaces spaces;
    private final Directory directory;
    private final Maps maps;
    private final AgencyCode self;
    private final ZoneId zone;

    ListPages(
            Information information,
            PageQuery query,
            Links links,
            Spaces spaces,
            Directory directory,
            Maps maps,
            AgencyKeys keys,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") String zone) {
        this.information = information;
        this.query = query;
        this.links = links;
        this.spaces = spaces;
        this.directory = directory;
        this.maps = maps;
        self = keys.identity().code();
        this.zone = ZoneId.of(zone);
    }

    /// @param realms those in which there is something to work with, for the tabs
    record Index(
            Paging.Slice<ItemRow> slice,
            Map<InformationId, Lamps> lamps,
            Filter filter,
            FormInput input,
            List<Chip> chips,
            List<Realm> realms,
            List<Option> topics,
            List<Option> origins,
            KnownAgencies agencies,
            Words words,
            boolean mayWrite,
            @Nullable MapCard map) {
        RealmMark realm() {
            return RealmMark.valueOf(filter.realm().name());
        }

        /// Whether anything but the realm narrows the list.
        boolean filtered() {
            return chips.size() > (filter.realm() == Realm.REAL ? 0 : 1);
        }
    }

    /// How many of the addressees' nodes hold the newest version, and how many officers acknowledged it.
    ///
    /// @param held -1 when only the author's node knows
    record Lamps(int addressees, int held, int acknowledged) {}

    @GetMapping("/information")
    Page index(FormInput input, Paging paging, Officer officer, Frame frame) {
        var words = new Words(frame);
        Filter filter = filter(input);
        Paging.Slice<ItemRow> slice = paging.slice(
                information.list(filter, before(paging), paging.limit()), row -> List.of(Long.toString(row.applied())));
        List<String> topics = information.topics();
        return new Page(
                "information/index.jte",
                new Index(
                        slice,
                        lamps(slice.items()),
                        filter,
                        input,
                        chips(filter, input, words),
                        realms(filter),
                        topics.stream()
                                .map(code -> new Option(code, words.topic(code)))
                                .toList(),
                        directory.agencies().stream()
                                .map(each -> new Option(
                                        each.code().value(),
                                        each.code() + " – "
                                                + each.name(frame.language().locale())))
                                .toList(),
                        KnownAgencies.of(directory.agencies()),
                        words,
                        officer.is(Role.DUTY_OFFICER, Role.DUTY_COMMANDER, Role.ANALYST),
                        input.raw("view").equals("map") ? map(filter, input, officer, frame) : null));
    }

    private MapCard map(Filter filter, FormInput input, Officer officer, Frame frame) {
        return maps.of(
                officer,
                frame,
                RealmMark.valueOf(filter.realm().name()),
                ItemsOnMap.filters(input),
                List.of("information"));
    }

    private static long before(Paging paging) {
        if (paging.atStart()) {
            return Long.MAX_VALUE;
        }
        String key = paging.after().getFirst();
        if (!key.matches("[0-9]{1,18}")) {
            throw new BadInput("after", "web.expected.cursor");
        }
        return Long.parseLong(key);
    }

    /// The filters of the list, as they stand in the address.
    Filter filter(FormInput input) {
        Optional<LocalDate> from = day(input, "from");
        Optional<LocalDate> to = day(input, "to");
        var filter = new Filter(
                choice(input, "realm", Realm.class).orElse(Realm.REAL),
                choice(input, "urgency", Urgency.class),
                input.optionalText("topic", 32),
                choice(input, "state", State.class),
                origin(input),
                from.map(this::start),
                to.map(day -> start(day.plusDays(1))),
                input.optionalText("words", 200),
                input.raw("owed").equals("1"));
        if (input.hasErrors()) {
            throw new BadInput(input.errors());
        }
        return filter;
    }

    private static <E extends Enum<E>> Optional<E> choice(FormInput input, String field, Class<E> type) {
        return input.raw(field).isEmpty() ? Optional.empty() : Optional.of(input.choice(field, type));
    }

    private static Optional<AgencyCode> origin(FormInput input) {
        String code = input.raw("origin");
        if (code.isEmpty()) {
            return Optional.empty();
        }
        input.that(AgencyCode.isCode(code), "origin", "web.expected.valid");
        return AgencyCode.isCode(code) ? Optional.of(new AgencyCode(code)) : Optional.empty();
    }

    private static Optional<LocalDate> day(FormInput input, String field) {
        String typed = input.raw(field);
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(typed));
        } catch (DateTimeParseException e) {
            input.that(false, field, "information.expected.day");
            return Optional.empty();
        }
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static List<Chip> chips(Filter filter, FormInput input, Words words) {
        var chips = new ArrayList<Chip>();
        Frame frame = words.frame();
        if (filter.realm() != Realm.REAL) {
            chips.add(new Chip(frame.text("web.realm", filter.realm()), "realm"));
        }
        if (filter.owed()) {
            chips.add(new Chip(frame.text("information.filter.owed"), "owed"));
        }
        filter.urgency().ifPresent(each -> chips.add(new Chip(frame.text("web.urgency", each), "urgency")));
        filter.topic().ifPresent(each -> chips.add(new Chip(words.topic(each), "topic")));
        filter.state().ifPresent(each -> chips.add(new Chip(frame.text("information.state", each), "state")));
        filter.origin().ifPresent(each -> chips.add(new Chip(each.value(), "origin")));
        filter.from()
                .ifPresent(
                        _ -> chips.add(new Chip(frame.text("information.filter.from-day", input.raw("from")), "from")));
        filter.to().ifPresent(_ -> chips.add(new Chip(frame.text("information.filter.to-day", input.raw("to")), "to")));
        filter.words().ifPresent(each -> chips.add(new Chip("“" + each + "”", "words")));
        return chips;
    }

    private List<Realm> realms(Filter filter) {
        return Arrays.stream(Realm.values())
                .filter(realm -> realm == Realm.REAL
                        || realm == filter.realm()
                        || spaces.versions().stream()
                                .map(RegulationVersion::realm)
                                .anyMatch(each -> each == realm))
                .toList();
    }

    private Map<InformationId, Lamps> lamps(List<ItemRow> rows) {
        Map<InformationId, PageQuery.Spread> spread =
                query.spread(rows.stream().map(ItemRow::id).toList());
        var own = new HashMap<InformationId, Links.EntryAt>();
        rows.stream().filter(row -> row.origin().equals(self)).map(ItemRow::id).forEach(id -> {
            PageQuery.Spread each = spread.get(id);
            if (each != null) {
                own.put(id, new Links.EntryAt(each.log(), each.index()));
            }
        });
        var held = links.holders(own.values());
        var lamps = new HashMap<InformationId, Lamps>();
        spread.forEach((id, each) -> lamps.put(
                id,
                new Lamps(
                        each.released().size(),
                        Optional.ofNullable(own.get(id))
                                .map(at -> (int) held.getOrDefault(at, List.of()).stream()
                                        .filter(holder -> each.released().contains(holder.agency()))
                                        .count())
                                .orElse(-1),
                        each.acknowledged().size())));
        return lamps;
    }
}
