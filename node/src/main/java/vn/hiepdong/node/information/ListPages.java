package vn.hiepdong.node.information;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.audit.Audit;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.map.MapCard;
import vn.hiepdong.node.map.Maps;
import vn.hiepdong.node.space.RegulationVersion;
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Chip;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Paging;
import vn.hiepdong.node.web.Part;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Redirect;
import vn.hiepdong.node.web.Tab;

/// The list of items. Every filter stands in the address, so that a list can be passed on as a link.
@Controller
class ListPages {
    static final int MOST_NEWS = 99;
    static final int MOST_COUNTED = 10_000;

    private final Information information;
    private final ListQuery lists;
    private final ListChoices choices;
    private final FilterInput filters;
    private final Audit audit;
    private final LampQuery lamps;
    private final Spaces spaces;
    private final Directory directory;
    private final Maps maps;

    ListPages(
            Information information,
            ListQuery lists,
            ListChoices choices,
            FilterInput filters,
            Audit audit,
            LampQuery lamps,
            Spaces spaces,
            Directory directory,
            Maps maps) {
        this.information = information;
        this.lists = lists;
        this.choices = choices;
        this.filters = filters;
        this.audit = audit;
        this.lamps = lamps;
        this.spaces = spaces;
        this.directory = directory;
        this.maps = maps;
    }

    /// @param here the address of exactly what is shown, for a refresh in place
    /// @param top the place in this node's order up to which items are shown
    /// @param realms those in which there is something to work with, for the tabs
    record Index(
            Paging.Slice<ItemRow> slice,
            Map<InformationId, Lamps> lamps,
            Filter filter,
            Sort sort,
            FormInput input,
            ListAddress address,
            String here,
            long top,
            ListChoices.Look look,
            List<ListChoices.Saved> saved,
            List<Chip> chips,
            List<Tab> realms,
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
            return narrowedBy() > 0;
        }

        /// By how many things besides the realm.
        int narrowedBy() {
            return chips.size() - (filter.realm() == Realm.REAL ? 0 : 1);
        }

        /// Everything in the realm at hand.
        String everything() {
            return "/information?realm=" + filter.realm().name();
        }
    }

    /// How many of the addressees' nodes hold the newest version, and how many officers acknowledged it.
    ///
    /// @param held -1 when only the author's node knows
    record Lamps(int addressees, int held, int acknowledged) {}

    @GetMapping("/information")
    Answer index(FormInput input, Paging paging, Officer officer, Frame frame, HttpServletRequest request) {
        if (request.getQueryString() == null) {
            Optional<ListChoices.Saved> usual = choices.usual(officer.accountId());
            if (usual.isPresent()) {
                return Redirect.to(usual.get().href());
            }
        }
        var words = new Words(frame);
        Filter filter = filters.filter(input);
        Sort sort = FilterInput.sort(input);
        if (filter.words().isPresent() && paging.atStart() && top(input).isEmpty()) {
            audit.searched(officer, "information", ListAddress.of(input).query());
        }
        long top = top(input).orElseGet(() -> lists.newest(filter.realm()));
        Paging.Slice<ItemRow> slice = slice(filter, sort, paging, top);
        var address = ListAddress.of(input);
        return new Page(
                "information/index.jte",
                new Index(
                        slice,
                        lamps.lamps(slice.items()),
                        filter,
                        sort,
                        input,
                        address,
                        here(address, input, top),
                        top,
                        choices.look(officer.accountId()),
                        choices.saved(officer.accountId()),
                        chips(filter, input, words),
                        realms(filter, frame),
                        information.topics().stream()
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
                ListAddress.of(input).values(),
                List.of("information"));
    }

    /// Going back to a start that has moved meanwhile shows the start, full.
    private Paging.Slice<ItemRow> slice(Filter filter, Sort sort, Paging paging, long top) {
        List<ItemRow> rows = lists.page(filter, sort, ListPlace.read(sort, paging), paging.back(), top, paging.limit());
        if (paging.back() && rows.size() <= paging.size()) {
            return slice(filter, sort, paging.start(), top);
        }
        return paging.bothWays(rows, row -> ListPlace.of(sort, row));
    }

    /// What the list showed first is what it keeps showing while it is refreshed in place: the newer is announced.
    private static Optional<Long> top(FormInput input) {
        String typed = input.raw("top");
        if (!typed.isEmpty() && !typed.matches("[0-9]{1,18}")) {
            throw new BadInput("top", "web.expected.cursor");
        }
        return typed.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(typed));
    }

    private static String here(ListAddress address, FormInput input, long top) {
        String place = input.raw("before").isEmpty() ? "after=" + input.raw("after") : "before=" + input.raw("before");
        return address.path("") + "&" + place + "&top=" + top;
    }

    /// How many there are of something, or that it is more than anybody wants to count.
    ///
    /// @param number -1 when it took too long
    record Count(int number, boolean more, String href) {}

    /// How many items came after those shown, as a button that shows them; nothing when there are none. A part of the
    /// page, not a page.
    @GetMapping("/information/latest")
    Part news(FormInput input) {
        Filter filter = filters.filter(input);
        int found = lists.count(filter, top(input).orElse(Long.MAX_VALUE), MOST_NEWS + 1);
        String href = ListAddress.of(input).path("");
        return new Part("information/news.jte", new Count(Math.min(found, MOST_NEWS), found > MOST_NEWS, href));
    }

    /// How many items there are, or that it is more than anybody wants to count. A part of the page, fetched after it.
    @GetMapping("/information/count")
    Part count(FormInput input) {
        Filter filter = filters.filter(input);
        int found = lists.countInTime(filter, MOST_COUNTED + 1);
        return new Part("information/count.jte", new Count(Math.min(found, MOST_COUNTED), found > MOST_COUNTED, ""));
    }

    static List<Chip> chips(Filter filter, FormInput input, Words words) {
        var chips = new ArrayList<Chip>();
        Frame frame = words.frame();
        if (filter.realm() != Realm.REAL) {
            chips.add(new Chip(frame.text("web.realm", filter.realm()), "realm"));
        }
        if (input.raw("owed").equals("1")) {
            chips.add(new Chip(frame.text("list.filter.owed"), "owed"));
        }
        filter.urgency().ifPresent(each -> chips.add(new Chip(frame.text("web.urgency", each), "urgency")));
        filter.topic().ifPresent(each -> chips.add(new Chip(words.topic(each), "topic")));
        filter.state().ifPresent(each -> chips.add(new Chip(frame.text("information.state", each), "state")));
        filter.origin().ifPresent(each -> chips.add(new Chip(each.value(), "origin")));
        filter.reliability().ifPresent(each -> chips.add(new Chip(words.orBetter(each), "reliability")));
        filter.credibility().ifPresent(each -> chips.add(new Chip(words.orBetter(each), "credibility")));
        filter.from()
                .ifPresent(
                        _ -> chips.add(new Chip(frame.text("information.filter.from-day", input.raw("from")), "from")));
        filter.to().ifPresent(_ -> chips.add(new Chip(frame.text("information.filter.to-day", input.raw("to")), "to")));
        String place = input.raw("place");
        filter.area()
                .ifPresent(_ -> chips.add(new Chip(
                        place.isEmpty()
                                ? frame.text("list.filter.area")
                                : frame.text("list.filter.place.chosen", place),
                        "area")));
        if (filter.files()) {
            chips.add(new Chip(frame.text("list.filter.files"), "files"));
        }
        filter.words().ifPresent(each -> chips.add(new Chip("“" + each + "”", "words")));
        return chips;
    }

    private List<Tab> realms(Filter filter, Frame frame) {
        return Arrays.stream(Realm.values())
                .filter(realm -> realm == Realm.REAL
                        || realm == filter.realm()
                        || spaces.versions().stream()
                                .map(RegulationVersion::realm)
                                .anyMatch(each -> each == realm))
                .map(realm -> new Tab(
                        frame.text("information.realm", realm),
                        "/information?realm=" + realm.name(),
                        realm == filter.realm()))
                .toList();
    }
}
