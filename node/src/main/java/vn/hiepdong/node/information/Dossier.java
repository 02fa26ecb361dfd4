package vn.hiepdong.node.information;

import java.util.HashSet;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.retention.Retention;
import vn.hiepdong.node.retention.RetentionClass;
import vn.hiepdong.node.retention.RetentionRule;
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.NotFound;

/// What the pages of one item have in common: the item for its reader, and who is who around it.
@Component
class Dossier {
    private final Information information;
    private final Holders holders;
    private final Spaces spaces;
    private final Directory directory;
    private final KeptItems items;
    private final Retention retention;
    private final ObjectProvider<ItemRemarks> remarks;
    private final AgencyCode self;

    Dossier(
            Information information,
            Holders holders,
            Spaces spaces,
            Directory directory,
            KeptItems items,
            Retention retention,
            ObjectProvider<ItemRemarks> remarks,
            AgencyKeys keys) {
        this.remarks = remarks;
        this.information = information;
        this.holders = holders;
        this.spaces = spaces;
        this.directory = directory;
        this.items = items;
        this.retention = retention;
        self = keys.identity().code();
    }

    static Actor actor(Officer officer) {
        return new Actor(officer.unit(), officer.post());
    }

    Item item(InformationId id) {
        return information.item(id).orElseThrow(NotFound::new);
    }

    /// @param below show the versions below this one; 0 for the newest
    /// @param wholeHistory whether to show everything that was done, not only the newest of it
    ItemView view(Item item, int below, boolean wholeHistory, Officer officer, Frame frame) {
        return ItemView.of(
                item,
                holders.of(item, Standing.shown(item)),
                members(item),
                self,
                officer,
                agencies(),
                new Words(frame),
                below,
                wholeHistory,
                information.holds(item.id()),
                information.erasedMeanwhile(item.id()),
                keeping(item.id()),
                remarks.stream()
                        .flatMap(each -> each.about(item, frame).stream())
                        .toList());
    }

    /// Only of its own items does an agency know when they go.
    ItemView.Keeping keeping(InformationId id) {
        KeptItems.Kept kept = items.classOf(id);
        RetentionClass kind = RetentionClass.of(kept.retention()).orElse(null);
        RetentionRule rule = kind == null || !kept.origin().equals(self) ? null : retention.rule(kind);
        return new ItemView.Keeping(
                kept.retention(),
                kind,
                rule == null
                        ? null
                        : retention.dueAt(rule.kind(), kept.changedAt()).orElse(null),
                rule == null ? null : rule.then());
    }

    ItemBrief brief(Item item, Frame frame) {
        return new ItemBrief(item, item.content(), agencies(), new Words(frame));
    }

    KnownAgencies agencies() {
        return KnownAgencies.of(directory.agencies());
    }

    /// The other parties of the regulation that the item was written under.
    Set<AgencyCode> members(Item item) {
        var members = new HashSet<AgencyCode>();
        spaces.inForce(item.place().space())
                .ifPresent(each -> members.addAll(each.regulation().parties()));
        members.remove(self);
        return members;
    }

    /// Everybody else who has the item.
    Set<AgencyCode> others(Item item) {
        var others = new HashSet<>(item.releasedTo());
        others.add(item.origin());
        others.remove(self);
        return others;
    }
}
