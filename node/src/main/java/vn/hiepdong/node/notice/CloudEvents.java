package vn.hiepdong.node.notice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.watch.Waiting;

/// What a webhook is told, as CloudEvents 1.0 in structured JSON: ids and a link, never contents. Whoever needs more
/// follows the link and signs in.
@Component
final class CloudEvents {
    static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    private final AgencyKeys keys;
    private final NoticeSettings settings;
    private final JsonMapper json;
    private final Uuid7 ids;

    CloudEvents(AgencyKeys keys, NoticeSettings settings, JsonMapper json, Uuid7 ids) {
        this.keys = keys;
        this.settings = settings;
        this.json = json;
        this.ids = ids;
    }

    record Event(UUID id, String body) {}

    Event of(Matter matter, Instant now) {
        Waiting waiting = matter.waiting();
        var data = new LinkedHashMap<String, Object>();
        data.put("kind", matter.step().replace(Matter.LATE, ""));
        data.put("late", matter.late());
        data.put("urgency", matter.urgency().name());
        data.put("realm", waiting.realm().name());
        data.put("agency", waiting.agency().value());
        data.put("since", time(waiting.since()));
        Instant due = waiting.due();
        if (due != null) {
            data.put("due", time(due));
        }
        data.put("link", settings.link(waiting.href()));
        Map<String, Object> event = event(matter.late() ? "late" : "new", now);
        event.put("subject", waiting.key());
        event.put("realm", waiting.realm().name().toLowerCase(Locale.ROOT));
        return written(event, data);
    }

    Event test(Instant now) {
        return written(event("test", now), Map.of("link", settings.link("/")));
    }

    private Map<String, Object> event(String type, Instant now) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", ids.next().toString());
        event.put("source", "urn:hiepdong:agency:" + keys.identity().code().value());
        event.put("type", "vn.hiepdong.waiting." + type);
        event.put("time", time(now));
        event.put("datacontenttype", "application/json");
        return event;
    }

    private Event written(Map<String, Object> event, Map<String, Object> data) {
        event.put("data", data);
        return new Event(UUID.fromString((String) event.get("id")), json.writeValueAsString(event));
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
