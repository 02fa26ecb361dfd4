package vn.hiepdong.node.notice;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.access.AccessEvent;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Recipients;
import vn.hiepdong.node.access.SecretAddresses;
import vn.hiepdong.node.audit.Audit;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// Where an officer chooses how to hear of things, and gets the address of a calendar.
@Controller
@Allowed(anyRole = true)
class MyNoticesPages {
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    private final ChoiceTable choices;
    private final Floor floor;
    private final FeedTable feeds;
    private final SecretAddresses secrets;
    private final Recipients recipients;
    private final MailSettings mail;
    private final NoticeSettings settings;
    private final Audit audit;
    private final Uuid7 ids;
    private final InstantSource clock;
    private final ZoneId zone;
    private final TransactionTemplate transaction;

    MyNoticesPages(
            ChoiceTable choices,
            Floor floor,
            FeedTable feeds,
            SecretAddresses secrets,
            Recipients recipients,
            MailSettings mail,
            NoticeSettings settings,
            Audit audit,
            Uuid7 ids,
            InstantSource clock,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") ZoneId zone,
            PlatformTransactionManager transactions) {
        this.choices = choices;
        this.floor = floor;
        this.feeds = feeds;
        this.secrets = secrets;
        this.recipients = recipients;
        this.mail = mail;
        this.settings = settings;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.zone = zone;
        transaction = new TransactionTemplate(transactions);
    }

    /// @param demanded what cannot be switched off, as `FLASH:PAGE`
    /// @param mailbox where mail goes; empty for none
    /// @param mailOn whether this node has a mail server
    record Mine(FormInput input, Set<String> demanded, String mailbox, boolean mailOn, FeedTable.@Nullable Feed feed) {
        static List<Urgency> urgencies() {
            return Arrays.stream(Urgency.values())
                    .sorted(Collections.reverseOrder())
                    .toList();
        }

        boolean isDemanded(Urgency urgency, Channel channel) {
            return demanded.contains(urgency + ":" + channel);
        }

        boolean isChosen(Urgency urgency, Channel channel) {
            return isDemanded(urgency, channel) || input.ticked("chosen", urgency + ":" + channel);
        }
    }

    /// What is told once.
    record Secret(String title, String text, String secret, String back) {}

    @GetMapping("/account/notices")
    Page show(Officer officer) {
        Choice choice = choices.of(officer.accountId());
        var values = new HashMap<String, String>();
        values.put("quietFrom", text(choice.quietFrom()));
        values.put("quietTo", text(choice.quietTo()));
        var chosen = new HashSet<String>();
        choice.channels().forEach((urgency, channels) -> channels.forEach(each -> chosen.add(urgency + ":" + each)));
        return new Page("notice/mine.jte", mine(FormInput.starting(values, Map.of("chosen", chosen)), officer));
    }

    @PostMapping("/account/notices")
    Answer keep(FormInput input, Officer officer) {
        LocalTime from = time(input, "quietFrom");
        LocalTime to = time(input, "quietTo");
        input.that((from == null) == (to == null), from == null ? "quietFrom" : "quietTo", "notice.expected.both");
        if (input.hasErrors()) {
            return Page.again("notice/mine.jte", mine(input, officer));
        }
        var channels = new EnumMap<Urgency, Set<Channel>>(Urgency.class);
        for (Urgency urgency : Urgency.values()) {
            var of = EnumSet.noneOf(Channel.class);
            Arrays.stream(Channel.values())
                    .filter(each -> input.ticked("chosen", urgency + ":" + each))
                    .forEach(of::add);
            channels.put(urgency, of);
        }
        choices.keep(officer.accountId(), new Choice(channels, from, to));
        return Redirect.to("/account/notices").saying("notice.kept");
    }

    @PostMapping("/account/notices/calendar")
    Page makeCalendar(Officer officer, Frame frame) {
        String secret = secrets.secret();
        UUID id = ids.next();
        UUID account = officer.accountId();
        transaction.executeWithoutResult(_ -> {
            feeds.make(id, account, SecretAddresses.hash(secret), clock.instant());
            audit.happened(new AccessEvent.TokenIssued(id, account, Set.of(), account));
        });
        return new Page(
                "notice/secret.jte",
                new Secret(
                        frame.text("notice.calendar.made"),
                        frame.text("notice.calendar.made-text"),
                        settings.link("/calendar/" + secret + ".ics"),
                        "/account/notices"));
    }

    @PostMapping("/account/notices/calendar/revocation")
    Redirect revokeCalendar(Officer officer) {
        UUID account = officer.accountId();
        transaction.executeWithoutResult(_ -> feeds.of(account).ifPresent(feed -> {
            feeds.revoke(account);
            audit.happened(new AccessEvent.TokenRevoked(feed.id(), account, account));
        }));
        return Redirect.to("/account/notices").saying("notice.calendar.revoked");
    }

    private Mine mine(FormInput input, Officer officer) {
        Floor.Demands demands = floor.on(LocalDate.ofInstant(clock.instant(), zone));
        var demanded = new HashSet<String>();
        for (Urgency urgency : Urgency.values()) {
            for (Channel channel : Channel.values()) {
                if (demands.demands(urgency, channel, officer.roles())) {
                    demanded.add(urgency + ":" + channel);
                }
            }
        }
        return new Mine(
                input,
                demanded,
                recipients
                        .of(officer.accountId())
                        .map(Recipients.Recipient::mailbox)
                        .orElse(""),
                mail.isOn(),
                feeds.of(officer.accountId()).orElse(null));
    }

    private static @Nullable LocalTime time(FormInput input, String field) {
        String typed = input.raw(field).strip();
        if (typed.isEmpty()) {
            return null;
        }
        boolean right = TIME.matcher(typed).matches();
        input.that(right, field, "notice.expected.time");
        return right ? LocalTime.parse(typed) : null;
    }

    private static String text(@Nullable LocalTime time) {
        return time == null ? "" : time.toString();
    }
}
