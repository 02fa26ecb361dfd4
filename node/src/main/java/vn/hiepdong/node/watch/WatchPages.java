package vn.hiepdong.node.watch;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// The first page of everybody: what each source has for the officer's roles, so an administrator sees no content.
@Controller
@Allowed(anyRole = true)
class WatchPages {
    private final Queue queue;
    private final Lines lines;
    private final WhatChanged changed;
    private final Directory directory;

    WatchPages(Queue queue, Lines lines, WhatChanged changed, Directory directory) {
        this.queue = queue;
        this.lines = lines;
        this.changed = changed;
        this.directory = directory;
    }

    /// @param content whether this officer works with content and so has changes to look at
    record Index(
            Queue.Whole queue, List<Line> lines, WhatChanged.Changes changes, boolean content, KnownAgencies agencies) {
        /// What changed in one realm; realms stand apart here too.
        List<WhatChanged.Story> stories(Realm realm) {
            return changes.stories().stream()
                    .filter(each -> each.record().realm() == realm)
                    .toList();
        }
    }

    @GetMapping(value = "/", params = "!wall")
    Page index(Officer officer, Frame frame) {
        return new Page(
                "watch/index.jte",
                new Index(
                        queue.of(officer, frame.now()),
                        lines.all(),
                        changed.since(officer),
                        officer.is(Role.CONTENT.toArray(Role[]::new)),
                        KnownAgencies.of(directory.agencies())));
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
