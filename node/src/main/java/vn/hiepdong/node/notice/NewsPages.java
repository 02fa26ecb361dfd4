package vn.hiepdong.node.notice;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.LiveUpdates;
import vn.hiepdong.node.web.Part;

/// What an officer was not shown yet, for the page that is open: only what still waits, and only what each source has
/// for this officer's roles.
@Controller
@Allowed(anyRole = true)
class NewsPages {
    /// More than this nobody takes in at once; the rest is on the watch.
    private static final int MOST = 5;

    private final NoticeTable table;
    private final Queues queues;
    private final ChoiceTable choices;
    private final Floor floor;
    private final Letters letters;
    private final LiveUpdates live;
    private final InstantSource clock;
    private final ZoneId zone;

    NewsPages(
            NoticeTable table,
            Queues queues,
            ChoiceTable choices,
            Floor floor,
            Letters letters,
            LiveUpdates live,
            InstantSource clock,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") ZoneId zone) {
        this.table = table;
        this.queues = queues;
        this.choices = choices;
        this.floor = floor;
        this.letters = letters;
        this.live = live;
        this.clock = clock;
        this.zone = zone;
    }

    /// @param upTo what is seen when this is seen
    /// @param further how many more wait on the watch
    record News(List<One> shown, long upTo, int further) {}

    /// @param said for a note, and for a notification outside of the page: no title of what is restricted
    record One(long id, Matter matter, String said, boolean page, boolean sound, boolean browser) {
        String realm() {
            return matter.waiting().realm().name();
        }
    }

    @GetMapping("/notices/news")
    Part news(Officer officer, Frame frame) {
        List<NoticeTable.Notice> unseen = table.unseen(officer.accountId());
        if (unseen.isEmpty()) {
            return new Part("notice/news.jte", new News(List.of(), 0, 0));
        }
        Map<Matter.Key, Matter> queue = queues.of(officer).matters();
        Choice choice = choices.of(officer.accountId());
        Floor.Demands demands = floor.on(LocalDate.ofInstant(clock.instant(), zone));
        List<One> all = unseen.stream()
                .sorted((one, other) -> other.urgency().compareTo(one.urgency()))
                .flatMap(each -> Stream.ofNullable(queue.get(each.matter()))
                        .map(matter -> one(each, matter, officer, frame, choice, demands)))
                .toList();
        return new Part(
                "notice/news.jte",
                new News(all.stream().limit(MOST).toList(), unseen.getLast().id(), Math.max(0, all.size() - MOST)));
    }

    private One one(
            NoticeTable.Notice notice,
            Matter matter,
            Officer officer,
            Frame frame,
            Choice choice,
            Floor.Demands demands) {
        Set<Channel> now = choice.now(matter.urgency(), officer.roles(), demands, clock.instant(), zone);
        return new One(
                notice.id(),
                matter,
                letters.said(matter, frame.language()),
                now.contains(Channel.PAGE),
                now.contains(Channel.SOUND),
                now.contains(Channel.BROWSER));
    }

    /// Seen in one tab is seen in all.
    ///
    /// @param from the first that was seen; the same as the last where it was one alone
    @PostMapping("/notices/seen")
    @ResponseBody
    String seen(@RequestParam(defaultValue = "0") long from, @RequestParam long upTo, Officer officer) {
        if (table.seen(officer.accountId(), from, upTo) > 0) {
            live.changed(Look.topic(officer.accountId()));
        }
        return "";
    }
}
