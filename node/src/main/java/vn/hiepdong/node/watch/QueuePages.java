package vn.hiepdong.node.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Posts;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.watch.WatchEntry.Handed;
import vn.hiepdong.node.watch.WatchEntry.Snoozed;
import vn.hiepdong.node.watch.WatchEntry.TakenBack;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;
import vn.hiepdong.node.web.Refused;

/// Putting off, handing over, settling many at once. The clock of what is put off runs on, and so do its escalations.
@Controller
@Allowed
class QueuePages {
    /// Offered for putting off, in minutes.
    private static final List<Integer> MINUTES = List.of(15, 30, 60, 120, 240, 480);

    private static final int MOST_AT_ONCE = 200;

    private final Queue queue;
    private final Ledger ledger;
    private final Posts posts;
    private final Directory directory;
    private final InstantSource clock;

    QueuePages(Queue queue, Ledger ledger, Posts posts, Directory directory, InstantSource clock) {
        this.queue = queue;
        this.ledger = ledger;
        this.posts = posts;
        this.directory = directory;
        this.clock = clock;
    }

    /// @param minutes for how long it can be put off; empty where it cannot
    /// @param posts who can be given it
    record Handle(
            Queue.Row row,
            List<Option> minutes,
            List<Option> reasons,
            List<Option> posts,
            KnownAgencies agencies,
            FormInput input) {}

    @GetMapping("/watch/handling")
    Answer handle(@RequestParam(defaultValue = "") String key, Officer officer, Frame frame) {
        return queue.find(officer, key, frame.now())
                .<Answer>map(row -> page(row, officer, frame, FormInput.starting(Map.of()), 200))
                .orElseGet(QueuePages::gone);
    }

    private static Answer gone() {
        return Redirect.to("/").saying("watch.handling.gone");
    }

    private Page page(Queue.Row row, Officer officer, Frame frame, FormInput input, int status) {
        return new Page(
                "watch/handling.jte",
                new Handle(
                        row,
                        minutes(row.waiting(), frame.now()).stream()
                                .map(each -> new Option(
                                        each.toString(),
                                        each < 60
                                                ? frame.count("watch.minutes", each)
                                                : frame.count("watch.hours", each / 60)))
                                .toList(),
                        Stream.of(WatchEntry.Reason.values())
                                .map(each -> new Option(each.name(), frame.text("watch.reason", each)))
                                .toList(),
                        colleagues(officer).stream()
                                .map(each -> new Option(
                                        name(each),
                                        each.unit().isEmpty() ? each.post() : each.post() + " · " + each.unit()))
                                .toList(),
                        KnownAgencies.of(directory.agencies()),
                        input),
                status);
    }

    /// Not beyond the deadline; what is late or most urgent not at all.
    private static List<Integer> minutes(Waiting waiting, Instant now) {
        if (waiting.urgency().equals("FLASH") || waiting.overdue(now)) {
            return List.of();
        }
        Instant due = waiting.due();
        return MINUTES.stream()
                .filter(each ->
                        due == null || !now.plus(Duration.ofMinutes(each)).isAfter(due))
                .toList();
    }

    private List<Posts.Post> colleagues(Officer officer) {
        return posts.withAnyOf(officer.roles()).stream()
                .filter(each ->
                        !each.post().equals(officer.post()) || !each.unit().equals(officer.unit()))
                .toList();
    }

    private static String name(Posts.Post post) {
        return post.unit() + "/" + post.post();
    }

    @PostMapping("/watch/snoozes")
    Answer snooze(FormInput input, Officer officer, Frame frame) {
        Optional<Queue.Row> found = queue.find(officer, input.raw("key"), frame.now());
        if (found.isEmpty()) {
            return gone();
        }
        Waiting waiting = found.get().waiting();
        List<Integer> allowed = minutes(waiting, frame.now());
        String typed = input.raw("minutes");
        Optional<Integer> minutes =
                allowed.stream().filter(each -> each.toString().equals(typed)).findFirst();
        input.that(minutes.isPresent(), "minutes", "watch.expected.minutes");
        WatchEntry.Reason reason = input.choice("reason", WatchEntry.Reason.class);
        if (input.hasErrors() || minutes.isEmpty()) {
            return page(found.get(), officer, frame, input, 400);
        }
        Instant until = frame.now().plus(Duration.ofMinutes(minutes.get()));
        say(officer, new Snoozed(waiting.key(), waiting.mark(), until, reason));
        return Redirect.to("/").saying("watch.snoozed.done", frame.exact(until));
    }

    @PostMapping("/watch/assignments")
    Answer hand(FormInput input, Officer officer, Frame frame) {
        Optional<Queue.Row> found = queue.find(officer, input.raw("key"), frame.now());
        if (found.isEmpty()) {
            return gone();
        }
        Optional<Posts.Post> post = colleagues(officer).stream()
                .filter(each -> name(each).equals(input.raw("post")))
                .findFirst();
        input.that(post.isPresent(), "post", "watch.expected.post");
        if (input.hasErrors() || post.isEmpty()) {
            return page(found.get(), officer, frame, input, 400);
        }
        Waiting waiting = found.get().waiting();
        say(
                officer,
                new Handed(
                        waiting.key(),
                        waiting.mark(),
                        post.get().unit(),
                        post.get().post()));
        return Redirect.to("/").saying("watch.handed.done", post.get().post());
    }

    @PostMapping("/watch/returns")
    Redirect takeBack(@RequestParam String key, Officer officer, Frame frame) {
        Optional<Queue.Row> found = queue.find(officer, key, frame.now());
        if (found.isPresent() && found.get().handling() != null) {
            say(officer, new TakenBack(key));
        }
        return Redirect.to("/").saying("watch.taken-back.done");
    }

    private void say(Officer officer, WatchEntry entry) {
        ledger.append(new Statement(ledger.privatePlace(), new Actor(officer.unit(), officer.post()), Set.of(), entry));
    }

    /// Each by its own entry. What somebody else settled meanwhile, or what changed, is left.
    @PostMapping("/watch/settlements")
    Redirect settle(@RequestParam(name = "key", required = false) List<String> keys, Officer officer) {
        var wanted = new HashSet<>(Objects.requireNonNullElse(keys, List.of()));
        if (wanted.isEmpty() || wanted.size() > MOST_AT_ONCE) {
            return Redirect.to("/").saying("watch.settled.none");
        }
        int settled = 0;
        for (Queue.Row row : queue.settleable(officer, wanted, clock.instant())) {
            try {
                queue.settle(officer, row.waiting());
                settled++;
            } catch (Refused changedMeanwhile) {
                // counted below as left
            }
        }
        int left = wanted.size() - settled;
        return left == 0
                ? Redirect.to("/").saying("watch.settled.all", settled)
                : Redirect.to("/").saying("watch.settled.some", settled, left);
    }
}
