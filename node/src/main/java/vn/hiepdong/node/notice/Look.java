package vn.hiepdong.node.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Recipients;
import vn.hiepdong.node.access.Recipients.Recipient;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.LiveUpdates;

/// Finds what is new in the queues, and makes of it what each officer and each webhook is told. The queue is asked once
/// for each set of roles, not for each officer; where nothing changed, nothing is written.
@Component
class Look {
    /// The queue of everybody together, from which the webhooks are told.
    static final String EVERYBODY = "*";

    /// A source that is full hides what it does not hand over; that is taken for settled only after this time.
    private static final Duration HIDDEN = Duration.ofDays(30);

    private final Queues queues;
    private final Recipients recipients;
    private final NoticeTable table;
    private final ChoiceTable choices;
    private final Floor floor;
    private final Hooks hooks;
    private final MailSettings mail;
    private final LiveUpdates live;
    private final InstantSource clock;
    private final ZoneId zone;
    private final TransactionTemplate transaction;

    Look(
            Queues queues,
            Recipients recipients,
            NoticeTable table,
            ChoiceTable choices,
            Floor floor,
            Hooks hooks,
            MailSettings mail,
            LiveUpdates live,
            InstantSource clock,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") ZoneId zone,
            PlatformTransactionManager transactions) {
        this.queues = queues;
        this.recipients = recipients;
        this.table = table;
        this.choices = choices;
        this.floor = floor;
        this.hooks = hooks;
        this.mail = mail;
        this.live = live;
        this.clock = clock;
        this.zone = zone;
        transaction = new TransactionTemplate(transactions);
    }

    static String topic(UUID account) {
        return "notice:" + account;
    }

    /// All or nothing: whoever is killed here told nobody, and the next look finds the same.
    ///
    /// @return whether there was something new
    boolean look() {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            table.lock();
            Map<String, List<Recipient>> byRoles = recipients.all().stream()
                    .collect(Collectors.groupingBy(
                            each -> name(each.officer().roles()), LinkedHashMap::new, Collectors.toList()));
            var change = new Change();
            byRoles.forEach((roles, those) -> look(roles, those, change));
            var looked = new HashSet<>(byRoles.keySet());
            if (hooks.any()) {
                lookForHooks(change);
                looked.add(EVERYBODY);
            }
            change.gone |= table.removeOthers(looked) > 0;
            if (change.gone) {
                table.forget(clock.instant());
            }
            return change.fresh;
        }));
    }

    private static final class Change {
        private boolean fresh;
        private boolean gone;
    }

    private void look(String roles, List<Recipient> those, Change change) {
        Instant now = clock.instant();
        Queues.Whole queue = queues.of(those.getFirst().officer());
        Set<Matter.Key> known = table.found(roles);
        List<Matter> fresh = fresh(queue, known);
        if (!fresh.isEmpty()) {
            table.add(roles, fresh.stream().map(Matter::id).toList(), now);
            tell(fresh, those, now);
            change.fresh = true;
        }
        change.gone |= settle(roles, queue, known, now);
    }

    private void lookForHooks(Change change) {
        Instant now = clock.instant();
        Queues.Whole queue =
                queues.of(new Officer(new UUID(0, 0), "", "", "", "", EnumSet.allOf(Role.class), Set.of()));
        Set<Matter.Key> known = table.found(EVERYBODY);
        List<Matter> fresh = fresh(queue, known);
        if (!fresh.isEmpty()) {
            table.add(EVERYBODY, fresh.stream().map(Matter::id).toList(), now);
            hooks.tell(fresh, now);
            change.fresh = true;
        }
        change.gone |= settle(EVERYBODY, queue, known, now);
    }

    private static List<Matter> fresh(Queues.Whole queue, Set<Matter.Key> known) {
        return queue.matters().entrySet().stream()
                .filter(each -> !known.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private boolean settle(String roles, Queues.Whole queue, Set<Matter.Key> known, Instant now) {
        var gone = new LinkedHashSet<>(known);
        gone.removeAll(queue.matters().keySet());
        if (!gone.isEmpty()) {
            table.remove(roles, gone, queue.full() ? now.minus(HIDDEN) : now);
        }
        return !gone.isEmpty();
    }

    private void tell(List<Matter> fresh, List<Recipient> those, Instant now) {
        Floor.Demands demands = floor.on(LocalDate.ofInstant(now, zone));
        Map<UUID, Choice> chosen =
                choices.of(those.stream().map(Recipient::account).toList());
        var told = new ArrayList<NoticeTable.Told>();
        var inPage = new LinkedHashSet<UUID>();
        for (Recipient recipient : those) {
            UUID account = recipient.account();
            Set<Role> roles = recipient.officer().roles();
            Choice choice = chosen.getOrDefault(account, Choice.USUAL);
            for (Matter matter : fresh) {
                Set<Channel> channels = choice.told(matter.urgency(), roles, demands);
                if (channels.stream().anyMatch(Channel::inPage)) {
                    told.add(new NoticeTable.Told(account, Channel.PAGE, matter, now));
                    inPage.add(account);
                }
                if (channels.contains(Channel.MAIL)
                        && mail.isOn()
                        && !recipient.mailbox().isEmpty()) {
                    told.add(new NoticeTable.Told(
                            account, Channel.MAIL, matter, choice.mailAt(matter.urgency(), roles, demands, now, zone)));
                }
            }
        }
        table.tell(told, now);
        inPage.forEach(each -> live.changed(topic(each)));
    }

    private static String name(Set<Role> roles) {
        return String.join(",", new TreeSet<>(roles).stream().map(Enum::name).toList());
    }
}
