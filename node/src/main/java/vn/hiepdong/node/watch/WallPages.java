package vn.hiepdong.node.watch;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.SignInEnds;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.map.MapCard;
import vn.hiepdong.node.map.Maps;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.RealmMark;

/// The watch on a wall, with nobody at the keyboard: what waits for the agency, whoever of it has to act, and the
/// lines.
///
/// Whoever passes by can read it. So it names no officer, has nothing to press, and keeps back the title of what is
/// restricted; `?wall=counts` keeps back all titles, for a room that visitors come to. `?wall=map` shows besides where
/// things lie, as marks without words, for a room that only staff come to.
@Controller
@Allowed(anyRole = true)
class WallPages {
    /// How long before its sign-in ends a screen begins to ask for another: within it somebody of the next shift comes
    /// by.
    private static final Duration TOLD_BEFORE = Duration.ofHours(2);
    private static final UUID NOBODY = new UUID(0, 0);

    private final Queue queue;
    private final Lines lines;
    private final Directory directory;
    private final Maps maps;
    private final SignInEnds signIn;
    private final ZoneId zone;

    WallPages(
            Queue queue,
            Lines lines,
            Directory directory,
            Maps maps,
            SignInEnds signIn,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") String zone) {
        this.maps = maps;
        this.signIn = signIn;
        this.queue = queue;
        this.lines = lines;
        this.directory = directory;
        this.zone = ZoneId.of(zone);
    }

    /// @param counts of what is real, by urgency, most urgent first; then what is overdue
    /// @param rows what waits, in order; empty where only the counts are to be seen
    /// @param exercise how many things of exercises and tests wait besides
    /// @param map where what is real lies; null where it is not asked for
    /// @param ends when the sign-in of the screen ends, if that is soon
    record Wall(
            List<Count> counts,
            int overdue,
            int exercise,
            List<WallRow> rows,
            boolean titles,
            boolean content,
            List<Line> lines,
            KnownAgencies agencies,
            String zone,
            String offset,
            @Nullable MapCard map,
            @Nullable Instant ends) {}

    record Count(String urgency, long number) {}

    /// @param title null where a screen on the wall must not show it
    record WallRow(
            String key,
            Realm realm,
            String urgency,
            String kind,
            @Nullable String title,
            AgencyCode agency,
            @Nullable Instant due,
            boolean overdue) {
        static WallRow of(Queue.Row row) {
            Waiting waiting = row.waiting();
            return new WallRow(
                    waiting.key(),
                    waiting.realm(),
                    waiting.urgency(),
                    waiting.kind(),
                    waiting.restricted() ? null : waiting.title(),
                    waiting.agency(),
                    waiting.due(),
                    row.overdue());
        }
    }

    @GetMapping(value = "/", params = "wall")
    Page wall(@RequestParam String wall, Officer officer, Frame frame, HttpServletRequest request) {
        boolean content = officer.is(Role.CONTENT.toArray(Role[]::new));
        boolean titles = content && !wall.equals("counts");
        Queue.Whole whole = content ? queue.of(anyOfTheAgency(), frame.now()) : Queue.NOTHING;
        List<Queue.Row> real = rows(whole, Realm.REAL);
        var counts = List.of("FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE").stream()
                .map(urgency -> new Count(
                        urgency,
                        real.stream()
                                .filter(each -> each.waiting().urgency().equals(urgency))
                                .count()))
                .toList();
        return new Page(
                "watch/wall.jte",
                new Wall(
                        counts,
                        (int) real.stream().filter(Queue.Row::overdue).count(),
                        whole.count() - real.size(),
                        titles
                                ? whole.parts().stream()
                                        .flatMap(part -> part.rows().stream())
                                        .map(WallRow::of)
                                        .toList()
                                : List.of(),
                        titles,
                        content,
                        lines.all(),
                        KnownAgencies.of(directory.agencies()),
                        zone.getId(),
                        offset(frame.now()),
                        content && wall.equals("map") ? map(officer, frame) : null,
                        signIn.of(request)
                                .filter(ends -> ends.isBefore(frame.now().plus(TOLD_BEFORE)))
                                .orElse(null)));
    }

    /// Looks for what is new by itself, every minute; nobody is there to move it.
    private MapCard map(Officer officer, Frame frame) {
        return maps.of(officer, frame, RealmMark.REAL, Map.of("realm", Realm.REAL.name()), List.of())
                .withoutList();
    }

    private static List<Queue.Row> rows(Queue.Whole whole, Realm realm) {
        return whole.parts().stream()
                .filter(part -> part.realm() == realm)
                .flatMap(part -> part.rows().stream())
                .toList();
    }

    /// The screen hangs there for the whole shift, whoever signed it in: it shows what any of them has to do. Nothing
    /// that this officer may not read: all who work with content may read all of it.
    static Officer anyOfTheAgency() {
        return new Officer(NOBODY, "", "", "", "", Role.CONTENT, Set.of());
    }

    private String offset(Instant now) {
        String offset = zone.getRules().getOffset(now).getId();
        return "UTC"
                + (offset.equals("Z")
                        ? ""
                        : offset.replaceFirst("^([+-])0", "$1").replace(":00", ""));
    }
}
