package vn.hiepdong.node.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.hiepdong.node.access.AccountNames;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.Chip;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Paging;
import vn.hiepdong.node.web.Tab;

/// Which shifts are open, which are to be taken, and all of them. Every filter stands in the address.
@Controller
class DutyPages {
    private static final Duration CONFLICTS_AHEAD = Duration.ofDays(14);
    private static final Duration POSTS_SINCE = Duration.ofDays(90);
    private static final int SHOWN_CONFLICTS = 5;
    private static final int SHOWN_NEXT = 20;

    private final Duty duty;
    private final DutyQuery query;
    private final StandsTable stands;
    private final ShiftFilter filters;
    private final AccountNames names;
    private final InstantSource clock;

    DutyPages(
            Duty duty,
            DutyQuery query,
            StandsTable stands,
            ShiftFilter filters,
            AccountNames names,
            InstantSource clock) {
        this.duty = duty;
        this.query = query;
        this.stands = stands;
        this.filters = filters;
        this.names = names;
        this.clock = clock;
    }

    /// @param open those that are open
    /// @param next those that may be taken now
    /// @param conflicts the first of what is wrong in the days ahead
    /// @param further how many more there are
    /// @param stands the sign-in name of who is to stand a shift
    /// @param mayStand whether the reader takes and hands over shifts
    /// @param mayPlan whether the reader makes the roster
    record Index(
            List<Shift> open,
            List<Shift> next,
            List<Wrong> conflicts,
            int further,
            Paging.Slice<Shift> slice,
            Map<ShiftId, String> stands,
            FormInput input,
            List<Tab> tabs,
            List<Chip> chips,
            List<Option> units,
            List<Option> posts,
            List<Option> states,
            boolean mayStand,
            boolean mayPlan) {
        String who(Shift shift) {
            return stands.getOrDefault(shift.id(), "");
        }
    }

    @GetMapping("/duty")
    Page index(FormInput input, Paging paging, Officer officer, Frame frame) {
        Instant now = clock.instant();
        DutyQuery.Filter filter = filters.filter(input, officer);
        Paging.Slice<Shift> slice =
                paging.slice(query.list(filter, filters.after(paging), now, paging.limit()), ShiftFilter::key);
        List<Shift> open = query.open();
        List<Shift> next = query.toBeOpened(now, now.plus(duty.rule(DutyRule.ANNOUNCED_BEFORE)), SHOWN_NEXT);
        List<Conflict> conflicts = duty.conflicts(new Period(now, now.plus(CONFLICTS_AHEAD)));
        List<Shift> all = Stream.of(open, next, slice.items())
                .flatMap(List::stream)
                .distinct()
                .toList();
        List<DutyQuery.Post> posts = query.posts(now.minus(POSTS_SINCE));
        return new Page(
                "duty/index.jte",
                new Index(
                        open,
                        next,
                        Wrong.of(conflicts.stream().limit(SHOWN_CONFLICTS).toList(), names, frame),
                        Math.max(0, conflicts.size() - SHOWN_CONFLICTS),
                        slice,
                        who(all),
                        input,
                        List.of(
                                new Tab(frame.text("duty.list.ahead"), frame.with("time", ""), filter.ahead()),
                                new Tab(frame.text("duty.list.past"), frame.with("time", "PAST"), !filter.ahead())),
                        chips(input, filter, frame),
                        options(posts, DutyQuery.Post::unit),
                        options(posts, DutyQuery.Post::post),
                        Stream.of(Shift.State.values())
                                .map(each -> new Option(each.name(), frame.text("duty.state", each)))
                                .toList(),
                        officer.is(Role.DUTY_OFFICER, Role.DUTY_COMMANDER),
                        officer.is(Role.DUTY_COMMANDER)));
    }

    private Map<ShiftId, String> who(List<Shift> shifts) {
        Map<ShiftId, UUID> accounts = stands.stands(shifts);
        Map<UUID, String> known = names.of(accounts.values());
        return accounts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> known.getOrDefault(each.getValue(), "")));
    }

    private static List<Option> options(List<DutyQuery.Post> posts, Function<DutyQuery.Post, String> of) {
        return posts.stream()
                .map(of)
                .distinct()
                .map(each -> new Option(each, each))
                .toList();
    }

    private static List<Chip> chips(FormInput input, DutyQuery.Filter filter, Frame frame) {
        return Stream.of(
                        filter.unit().map(each -> new Chip(each, "unit")),
                        filter.post().map(each -> new Chip(each, "post")),
                        filter.state().map(each -> new Chip(frame.text("duty.state", each), "state")),
                        filter.from()
                                .map(each ->
                                        new Chip(frame.text("duty.filter.from") + " " + input.raw("from"), "from")),
                        filter.to().map(each -> new Chip(frame.text("duty.filter.to") + " " + input.raw("to"), "to")),
                        filter.account().map(_ -> new Chip(frame.text("duty.filter.mine"), "mine")))
                .flatMap(Optional::stream)
                .toList();
    }
}
