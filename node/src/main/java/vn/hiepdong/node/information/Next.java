package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.AgencyCode;

/// The one thing for an officer to do with an item, and why. What is owed to others comes first, then what is wrong
/// with
/// what we said, then what would make it better; when nothing is to be done, for whom everybody waits.
///
/// @param reason key of the text that says why; `{0}` is `detail`
/// @param said in the words of whoever asks for it; null when nobody did
/// @param due until when, null when nothing sets a time
/// @param query what the page behind the button needs to know, for example `?request=…`
record Next(
        What what,
        String reason,
        String detail,
        @Nullable String said,
        @Nullable Instant due,
        boolean overdue,
        String query) {
    enum What {
        ACKNOWLEDGE,
        FIND,
        CORRECT,
        RELEASE,
        ASK,
        WAIT,
        NOTHING
    }

    static Next of(Item item, List<ItemView.Party> parties, ItemView.Acts acts, AgencyCode self, Instant now) {
        if (acts.acknowledge()) {
            return acknowledge(item, parties);
        }
        return answer(item, acts, self, now)
                .or(() -> correct(item, acts))
                .or(() -> release(item, acts))
                .or(() -> ask(item, acts))
                .or(() -> waitForAnswer(item, now))
                .or(() -> waitForAcknowledgement(item, parties))
                .orElseGet(() -> simple(What.NOTHING, "information.next.nothing", ""));
    }

    private static Next simple(What what, String reason, String detail) {
        return new Next(what, reason, detail, null, null, false, "");
    }

    private static Next acknowledge(Item item, List<ItemView.Party> parties) {
        Item.Version newest = item.newest();
        Optional<ItemView.Party> ours =
                parties.stream().filter(ItemView.Party::self).findFirst();
        String reason = item.retracted()
                ? "information.call.retraction"
                : newest.version() > 1 ? "information.call.correction" : "information.call.acknowledge";
        return new Next(
                What.ACKNOWLEDGE,
                reason,
                Integer.toString(newest.version()),
                newest.version() > 1 && !item.retracted() ? newest.reason() : null,
                ours.map(ItemView.Party::awaitedBy).orElse(null),
                ours.map(ItemView.Party::overdue).orElse(false),
                "");
    }

    private static Optional<Next> answer(Item item, ItemView.Acts acts, AgencyCode self, Instant now) {
        return open(item)
                .filter(each -> acts.find() && each.asked().equals(self))
                .map(each -> new Next(
                        What.FIND,
                        "information.next.find",
                        each.asker().value(),
                        each.question(),
                        each.dueAt(),
                        each.dueAt().isBefore(now),
                        "?request=" + each.request()));
    }

    /// The question that is due first.
    private static Optional<Item.Request> open(Item item) {
        return item.requests().stream()
                .filter(each -> each.answeredAt() == null)
                .min(Comparator.comparing(Item.Request::dueAt));
    }

    private static Optional<Next> correct(Item item, ItemView.Acts acts) {
        if (!acts.correct() || item.state() != State.REFUTED) {
            return Optional.empty();
        }
        int newest = item.newest().version();
        return item.findings().stream()
                .filter(each -> each.version() == newest && each.outcome() == Outcome.REFUTED)
                .reduce((_, last) -> last)
                .map(each -> new Next(
                        What.CORRECT,
                        "information.next.correct",
                        each.agency().value(),
                        each.basis(),
                        null,
                        false,
                        ""));
    }

    private static Optional<Next> release(Item item, ItemView.Acts acts) {
        return acts.release() && item.releasedTo().isEmpty()
                ? Optional.of(simple(What.RELEASE, "information.next.release", ""))
                : Optional.empty();
    }

    /// Something of which nobody can say whether it is so, that nobody was asked about.
    private static Optional<Next> ask(Item item, ItemView.Acts acts) {
        Content content = item.content();
        boolean doubtful = content.reliability() == Reliability.F || content.credibility() == Credibility.of("6");
        boolean untouched = item.findings().isEmpty() && item.requests().isEmpty();
        return acts.ask() && doubtful && untouched
                ? Optional.of(simple(
                        What.ASK,
                        "information.next.ask",
                        content.reliability().name() + content.credibility().digit()))
                : Optional.empty();
    }

    private static Optional<Next> waitForAnswer(Item item, Instant now) {
        return open(item)
                .map(each -> new Next(
                        What.WAIT,
                        "information.next.wait-answer",
                        each.asked().value(),
                        null,
                        each.dueAt(),
                        each.dueAt().isBefore(now),
                        ""));
    }

    private static Optional<Next> waitForAcknowledgement(Item item, List<ItemView.Party> parties) {
        List<ItemView.Party> missing = parties.stream()
                .filter(each -> !each.author() && each.revoked() == null && each.acknowledged() == null)
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String who = missing.stream().map(each -> each.agency().value()).collect(Collectors.joining(", "));
        Instant due = missing.stream()
                .map(ItemView.Party::awaitedBy)
                .filter(java.util.Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return Optional.of(new Next(
                What.WAIT,
                "information.next.wait-acknowledgement",
                who,
                null,
                due,
                missing.stream().anyMatch(ItemView.Party::overdue),
                ""));
    }
}
