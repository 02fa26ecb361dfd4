package vn.hiepdong.node.notice;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Recipients;
import vn.hiepdong.node.access.Recipients.Recipient;
import vn.hiepdong.node.access.SecretAddresses;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.watch.Appointment;
import vn.hiepdong.node.watch.CalendarSource;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Texts;

/// The calendar of an officer, for a program that keeps calendars: when what waits is due, and where the officer has to
/// be. Whoever has the address reads it, so it says no more than a mail.
@Controller
@Allowed(anyRole = true)
class CalendarPages {
    private static final Duration REMIND_OF_DUE = Duration.ofMinutes(15);
    private static final Duration BACK = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofDays(180);

    private final FeedTable feeds;
    private final SecretAddresses secrets;
    private final Recipients recipients;
    private final Queues queues;
    private final List<CalendarSource> sources;
    private final Letters letters;
    private final NoticeSettings settings;
    private final Texts texts;
    private final AgencyKeys keys;
    private final InstantSource clock;

    CalendarPages(
            FeedTable feeds,
            SecretAddresses secrets,
            Recipients recipients,
            Queues queues,
            ObjectProvider<CalendarSource> sources,
            Letters letters,
            NoticeSettings settings,
            Texts texts,
            AgencyKeys keys,
            InstantSource clock) {
        this.feeds = feeds;
        this.secrets = secrets;
        this.recipients = recipients;
        this.queues = queues;
        this.sources = sources.orderedStream().toList();
        this.letters = letters;
        this.settings = settings;
        this.texts = texts;
        this.keys = keys;
        this.clock = clock;
    }

    @GetMapping("/calendar/{secret:[A-Za-z0-9_-]{20,80}}.ics")
    ResponseEntity<byte[]> calendar(@PathVariable String secret, HttpServletRequest request) {
        Duration wait = secrets.attempt(request.getRemoteAddr());
        if (wait.isPositive()) {
            return later(wait);
        }
        Instant now = clock.instant();
        Optional<FeedTable.Read> read = feeds.read(SecretAddresses.hash(secret), now);
        if (read.isEmpty()) {
            throw new NotFound();
        }
        secrets.right(request.getRemoteAddr());
        if (read.get().tooOften()) {
            return later(Duration.ofMinutes(15));
        }
        Recipient recipient = recipients.of(read.get().account()).orElseThrow(NotFound::new);
        String calendar = ICalendar.of(
                texts.get(
                        recipient.language(),
                        "notice.calendar.name",
                        keys.identity().code().value()),
                events(recipient, now),
                now);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/calendar;charset=UTF-8"))
                .cacheControl(CacheControl.noStore())
                .body(calendar.getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<byte[]> later(Duration wait) {
        return ResponseEntity.status(429)
                .header("Retry-After", Long.toString(Math.max(1, wait.toSeconds())))
                .build();
    }

    private List<ICalendar.Event> events(Recipient recipient, Instant now) {
        var events = new ArrayList<ICalendar.Event>();
        for (Matter matter : queues.of(recipient.officer()).matters().values()) {
            Instant due = matter.waiting().due();
            if (due != null) {
                events.add(deadline(matter, due, recipient.language()));
            }
        }
        for (CalendarSource source : sources) {
            source.appointments(recipient.officer(), now.minus(BACK), now.plus(AHEAD)).stream()
                    .map(each -> appointment(each, recipient.language()))
                    .forEach(events::add);
        }
        events.sort(Comparator.comparing(ICalendar.Event::start).thenComparing(ICalendar.Event::uid));
        return events;
    }

    private ICalendar.Event deadline(Matter matter, Instant due, Language language) {
        String kind = texts.get(language, matter.waiting().kind());
        return new ICalendar.Event(
                uid(matter.waiting().key()),
                marked(
                        letters.realm(matter.waiting().realm(), language),
                        letters.said(matter, language) + " · " + kind),
                settings.link(matter.waiting().href()),
                due,
                due,
                0,
                false,
                false,
                REMIND_OF_DUE);
    }

    private ICalendar.Event appointment(Appointment appointment, Language language) {
        String kind = texts.get(language, appointment.kind());
        boolean silent = appointment.restricted() || appointment.title().isEmpty();
        return new ICalendar.Event(
                uid(appointment.key()),
                marked(
                        letters.realm(appointment.realm(), language),
                        silent ? kind : kind + ": " + Letters.oneLine(appointment.title())),
                settings.link(appointment.href()),
                appointment.start(),
                appointment.end(),
                appointment.revision(),
                true,
                appointment.cancelled(),
                appointment.remind());
    }

    private static String marked(String realm, String summary) {
        return realm.isEmpty() ? summary : "[" + realm + "] " + summary;
    }

    private String uid(String key) {
        return key + "@" + keys.identity().code().value().toLowerCase(Locale.ROOT) + ".hiepdong";
    }
}
