package vn.hiepdong.node.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.watch.Waiting;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.Texts;

/// Puts notices into words that may leave the node: what is to be done, of which urgency, where to look. The title only
/// where it is not restricted, and nothing else of what it says.
@Component
final class Letters {
    static final int MOST_LINES = 50;

    private final Texts texts;
    private final NoticeSettings settings;
    private final ZoneId zone;

    Letters(Texts texts, NoticeSettings settings, @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") ZoneId zone) {
        this.texts = texts;
        this.settings = settings;
        this.zone = zone;
    }

    /// About matters of one realm, at least one.
    Letter of(List<Matter> matters, Language language) {
        List<Matter> ordered = matters.stream()
                .sorted(Comparator.comparing(Matter::urgency, Comparator.reverseOrder()))
                .toList();
        Matter first = ordered.getFirst();
        String lead = matters.size() == 1
                ? said(first, language)
                : texts.get(
                        language,
                        "notice.mail.several",
                        urgency(first.urgency(), language),
                        Integer.valueOf(matters.size()));
        String realm = realm(first.waiting().realm(), language);
        return new Letter(
                oneLine(realm.isEmpty() ? lead : "[" + realm + "] " + lead),
                language.code(),
                realm,
                lead,
                ordered.stream()
                        .limit(MOST_LINES)
                        .map(each -> line(each, language))
                        .toList(),
                texts.get(language, "notice.mail.foot", settings.link("/account/notices")));
    }

    /// What an item of another realm than the real one must bear; empty for the real one.
    String realm(Realm realm, Language language) {
        return realm == Realm.REAL ? "" : texts.get(language, "web.realm." + realm.name());
    }

    /// One line about one matter: its urgency, and its title or, where that must not leave the node, that it waits.
    String said(Matter matter, Language language) {
        Waiting waiting = matter.waiting();
        String what = waiting.restricted() || waiting.title().isEmpty()
                ? texts.get(language, matter.late() ? "notice.restricted-late" : "notice.restricted")
                : waiting.title();
        return texts.get(
                language,
                matter.late() ? "notice.said-late" : "notice.said",
                urgency(matter.urgency(), language),
                oneLine(what));
    }

    private Letter.Line line(Matter matter, Language language) {
        Waiting waiting = matter.waiting();
        Instant due = waiting.due();
        return new Letter.Line(
                urgency(matter.urgency(), language),
                texts.get(language, waiting.kind()),
                waiting.restricted() ? "" : oneLine(waiting.title()),
                waiting.agency().value(),
                due == null ? "" : texts.get(language, "notice.mail.due", time(due, language)),
                settings.link(waiting.href()),
                texts.get(language, "notice.mail.open"));
    }

    private String urgency(Urgency urgency, Language language) {
        return texts.get(language, "web.urgency." + urgency.name());
    }

    private String time(Instant at, Language language) {
        return texts.time(language, "notice.mail.time", at.atZone(zone));
    }

    /// What stands in a subject or a line of its own must not begin another.
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
