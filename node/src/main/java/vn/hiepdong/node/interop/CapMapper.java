package vn.hiepdong.node.interop;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.interop.CapAlert.Area;
import vn.hiepdong.node.interop.CapAlert.Certainty;
import vn.hiepdong.node.interop.CapAlert.Info;
import vn.hiepdong.node.interop.CapAlert.MsgType;
import vn.hiepdong.node.interop.CapAlert.Reference;
import vn.hiepdong.node.interop.CapAlert.Severity;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;

/// An alert in the words of an information item. Pure: the same alert, table and words give the same item.
///
/// Of several languages the Vietnamese is taken, else the English, else the first. Of several blocks in that
/// language the one that is most urgent speaks; the others are named after it, and the area is that of all of
/// them.
final class CapMapper {
    static final int MAX_TITLE = 200;
    static final int MAX_TEXT = 4_000;

    private static final int MAX_FACT = 600;

    private final Words words;
    private final DateTimeFormatter time;

    CapMapper(Words words, ZoneId zone) {
        this.words = words;
        this.time = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy", Locale.ROOT).withZone(zone);
    }

    /// The words around what the sender wrote, from the bundle `messages/interop`.
    interface Words {
        String say(String key, Object... arguments);
    }

    /// How fast we handle what a sender calls so urgent and so severe; valid on the day of the import.
    interface UrgencyRule {
        Urgency of(CapAlert.Urgency urgency, Severity severity);
    }

    /// @param unknown those references of the alert that no earlier import answers to
    CapImport map(
            CapAlert alert,
            CapSignature signature,
            Hash original,
            Realm realm,
            UrgencyRule rule,
            List<Reference> unknown) {
        var spoken = inBestLanguage(alert.infos());
        Optional<Info> main = spoken.stream()
                .min(Comparator.comparing((Info info) -> rule.of(info.urgency(), info.severity()))
                        .reversed()
                        .thenComparing(Info::severity)
                        .thenComparing(Info::urgency));
        var areas = spoken.stream()
                .flatMap(info -> info.areas().stream())
                .distinct()
                .toList();
        var geometry = new CapGeometry(areas);
        var capUrgency = main.map(Info::urgency).orElse(CapAlert.Urgency.Unknown);
        var severity = main.map(Info::severity).orElse(Severity.Unknown);
        var effective = main.map(Info::effective).map(OffsetDateTime::toInstant);
        var onset = main.map(Info::onset).map(OffsetDateTime::toInstant);
        return new CapImport(
                alert.key(),
                realm,
                alert.status(),
                alert.msgType(),
                alert.scope(),
                main.map(Info::language).orElse("vi"),
                title(alert, main),
                text(alert, main, spoken, areas, unknown),
                main.map(Info::event).orElse(""),
                main.map(CapTopic::of).orElse(CapTopic.OTHER),
                rule.of(capUrgency, severity),
                capUrgency,
                severity,
                main.map(Info::certainty).orElse(Certainty.Unknown),
                main.map(Info::senderName).orElse(""),
                names(areas),
                geometry.geoJson(),
                geometry.middle().orElse(null),
                onset.or(() -> effective).orElse(alert.sent().toInstant()),
                effective.orElse(null),
                onset.orElse(null),
                main.map(Info::expires).map(OffsetDateTime::toInstant).orElse(null),
                alert.references(),
                signature,
                original);
    }

    /// Why the item that an earlier message made is withdrawn.
    String reasonOfRetraction(CapAlert alert) {
        var said = alert.note().isEmpty()
                ? inBestLanguage(alert.infos()).stream()
                        .map(Info::headline)
                        .findFirst()
                        .orElse("")
                : alert.note();
        return shortened(
                words.say(
                                "interop.cap.text.retracted",
                                alert.identifier(),
                                alert.sender(),
                                time(alert.sent()),
                                plain(said))
                        .strip(),
                MAX_FACT);
    }

    /// Why an item is withdrawn that an update joined to another one.
    String reasonOfReplacement(CapAlert alert) {
        return words.say("interop.cap.text.replaced", alert.identifier(), alert.sender(), time(alert.sent()));
    }

    private static List<Info> inBestLanguage(List<Info> infos) {
        var first = infos.isEmpty() ? "" : languageOf(infos.getFirst());
        for (var language : List.of("vi", "en", first)) {
            var spoken =
                    infos.stream().filter(i -> languageOf(i).equals(language)).toList();
            if (!spoken.isEmpty()) {
                return spoken;
            }
        }
        return List.of();
    }

    private static String languageOf(Info info) {
        return Locale.forLanguageTag(info.language()).getLanguage();
    }

    private String title(CapAlert alert, Optional<Info> main) {
        var title = main.map(info -> {
                    var headline = plain(info.headline());
                    var event = plain(info.event());
                    var area = names(info.areas());
                    return !headline.isEmpty() ? headline : area.isEmpty() ? event : event + " – " + area;
                })
                .filter(text -> !text.isBlank())
                .orElseGet(() -> words.say("interop.cap.text.title." + alert.msgType(), alert.identifier()));
        return shortened(title.replaceAll("\\s+", " ").strip(), MAX_TITLE);
    }

    /// The facts come last but are never cut: what is too long of the description gives way to them.
    private String text(
            CapAlert alert, Optional<Info> main, List<Info> spoken, List<Area> areas, List<Reference> unknown) {
        var facts = new ArrayList<String>();
        main.map(Info::instruction)
                .map(CapMapper::plain)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> facts.add(words.say("interop.cap.text.instruction", shortened(text, 2 * MAX_FACT))));
        others(main, spoken).ifPresent(text -> facts.add(words.say("interop.cap.text.others", text)));
        if (!areas.isEmpty()) {
            facts.add(words.say("interop.cap.text.area", shortened(names(areas), MAX_FACT)));
        }
        main.ifPresent(info -> {
            validity(info).ifPresent(facts::add);
            facts.add(words.say(
                    "interop.cap.text.levels",
                    words.say("interop.cap.urgency." + info.urgency()),
                    words.say("interop.cap.severity." + info.severity()),
                    words.say("interop.cap.certainty." + info.certainty())));
        });
        refersTo(alert, unknown).ifPresent(facts::add);
        facts.add(shortened(source(alert, main), MAX_FACT));
        var tail = String.join("\n", facts);
        var description = main.map(Info::description).map(CapMapper::plain).orElse(plain(alert.note()));
        int room = MAX_TEXT - tail.length() - 2;
        return description.isEmpty() || room < 1
                ? shortened(tail, MAX_TEXT)
                : shortened(description, room) + "\n\n" + tail;
    }

    private static Optional<String> others(Optional<Info> main, List<Info> spoken) {
        var others = spoken.stream()
                .filter(info -> main.filter(m -> m.headline().equals(info.headline())
                                && m.event().equals(info.event()))
                        .isEmpty())
                .map(info -> plain(info.headline().isEmpty() ? info.event() : info.headline()))
                .distinct()
                .collect(Collectors.joining("; "));
        return others.isEmpty() ? Optional.empty() : Optional.of(shortened(others, MAX_FACT));
    }

    private Optional<String> validity(Info info) {
        var from = info.onset() == null ? info.effective() : info.onset();
        if (from != null && info.expires() != null) {
            return Optional.of(words.say("interop.cap.text.from-until", time(from), time(info.expires())));
        }
        if (info.expires() != null) {
            return Optional.of(words.say("interop.cap.text.until", time(info.expires())));
        }
        return from == null ? Optional.empty() : Optional.of(words.say("interop.cap.text.from", time(from)));
    }

    /// An update or a cancellation of something we never saw says so: its reader must not take it for the whole
    /// story.
    private Optional<String> refersTo(CapAlert alert, List<Reference> unknown) {
        if (alert.msgType() == MsgType.Alert) {
            return Optional.empty();
        }
        if (unknown.isEmpty()) {
            return alert.references().isEmpty()
                    ? Optional.of(words.say("interop.cap.text.refers-to-nothing." + alert.msgType()))
                    : Optional.empty();
        }
        var named = unknown.stream()
                .map(r -> words.say("interop.cap.text.reference", r.identifier(), r.sender(), time(r.sent())))
                .collect(Collectors.joining("; "));
        return Optional.of(shortened(words.say("interop.cap.text.refers-to." + alert.msgType(), named), MAX_FACT));
    }

    private String source(CapAlert alert, Optional<Info> main) {
        var name = main.map(Info::senderName).filter(n -> !n.isEmpty()).orElse(alert.sender());
        return words.say("interop.cap.text.source", name, alert.sender(), alert.identifier(), time(alert.sent()));
    }

    private String time(OffsetDateTime moment) {
        return time.format(moment);
    }

    private static String names(List<Area> areas) {
        return areas.stream()
                .map(area -> plain(area.description()))
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /// Some senders write HTML into texts that CAP means to be plain.
    private static String plain(String text) {
        return text.replaceAll("(?i)<(br|/p|/div|/li)\\s*/?>", "\n")
                .replaceAll("</?[a-zA-Z][^<>]{0,200}>", "")
                .replaceAll("[\\p{Cc}&&[^\\n]]+", " ")
                .replaceAll(" *\\n *", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    private static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
