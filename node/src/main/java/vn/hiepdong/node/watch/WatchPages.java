package vn.hiepdong.node.watch;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.map.MapCard;
import vn.hiepdong.node.map.Maps;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Redirect;
import vn.hiepdong.node.web.Tab;

/// The first page of everybody: what each source has for the officer's roles, so an administrator sees no content.
@Controller
@Allowed(anyRole = true)
class WatchPages {
    private final Queue queue;
    private final Lines lines;
    private final WhatChanged changed;
    private final Directory directory;
    private final Maps maps;

    WatchPages(Queue queue, Lines lines, WhatChanged changed, Directory directory, Maps maps) {
        this.queue = queue;
        this.lines = lines;
        this.changed = changed;
        this.directory = directory;
        this.maps = maps;
    }

    /// @param content whether this officer works with content and so has changes to look at
    /// @param map what lies where, of what is real; null for those without content, and where the page
    ///     only refreshes itself: the map keeps itself up to date
    /// @param tabs the views of the queue
    /// @param units to whom things are addressed; of one thing at most where there is nothing to choose
    /// @param here this page with its view, to be fetched again
    record Index(
            Queue.Whole queue,
            List<Tab> tabs,
            List<Tab> units,
            String here,
            List<Line> lines,
            WhatChanged.Changes changes,
            boolean content,
            KnownAgencies agencies,
            @Nullable MapCard map) {
        /// How many can be settled without being opened.
        long settleable() {
            return queue.rows().stream()
                    .filter(row -> row.waiting().action() != null)
                    .count();
        }

        /// What changed in one realm; realms stand apart here too.
        List<WhatChanged.Story> stories(Realm realm) {
            return changes.stories().stream()
                    .filter(each -> each.record().realm() == realm)
                    .toList();
        }
    }

    @GetMapping(value = "/", params = "!wall")
    Page index(
            Officer officer,
            Frame frame,
            @RequestParam(defaultValue = "MINE") Queue.View view,
            @RequestParam(defaultValue = "") String unit,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String refresh) {
        Queue.Seen seen = queue.seen(officer, view, unit, frame.now());
        boolean content = officer.is(Role.CONTENT.toArray(Role[]::new));
        return new Page(
                "watch/index.jte",
                new Index(
                        seen.whole(),
                        tabs(seen, view, unit, frame),
                        units(seen, officer, view, unit, frame),
                        path(view, unit),
                        lines.all(),
                        changed.since(officer),
                        content,
                        KnownAgencies.of(directory.agencies()),
                        content && refresh == null ? map(officer, frame) : null));
    }

    private static String path(Queue.View view, String unit) {
        var query = new ArrayList<String>();
        if (view != Queue.View.MINE) {
            query.add("view=" + view);
        }
        if (!unit.isEmpty()) {
            query.add("unit=" + URLEncoder.encode(unit, StandardCharsets.UTF_8));
        }
        return query.isEmpty() ? "/" : "/?" + String.join("&", query);
    }

    private static List<Tab> tabs(Queue.Seen seen, Queue.View view, String unit, Frame frame) {
        return Stream.of(Queue.View.values())
                .map(each -> new Tab(
                        frame.text("watch.view", each),
                        path(each, unit),
                        each == view,
                        seen.counts().getOrDefault(each, 0L)))
                .toList();
    }

    private static List<Tab> units(Queue.Seen seen, Officer officer, Queue.View view, String unit, Frame frame) {
        var units = new TreeSet<>(seen.units());
        if (!units.isEmpty() && !officer.unit().isEmpty()) {
            units.add(officer.unit());
        }
        if (!unit.isEmpty()) {
            units.add(unit);
        }
        var tabs = new ArrayList<Tab>();
        tabs.add(new Tab(frame.text("watch.units.all"), path(view, ""), unit.isEmpty()));
        units.forEach(each -> tabs.add(new Tab(each, path(view, each), each.equals(unit))));
        return tabs;
    }

    private MapCard map(Officer officer, Frame frame) {
        return maps.of(officer, frame, RealmMark.REAL, Map.of("realm", Realm.REAL.name()), List.of("information"))
                .withoutList();
    }

    /// @param upTo what the page that was looked at knew, so that whatever came since stays new
    @PostMapping("/watch/looked")
    @Allowed
    Redirect looked(@RequestParam long upTo, Officer officer) {
        changed.seen(officer, upTo);
        return Redirect.to("/").saying("watch.changed.marked");
    }

    @PostMapping("/watch/looked/undo")
    @Allowed
    Redirect unlooked(Officer officer) {
        changed.unseen(officer);
        return Redirect.to("/").saying("watch.changed.unmarked");
    }
}
