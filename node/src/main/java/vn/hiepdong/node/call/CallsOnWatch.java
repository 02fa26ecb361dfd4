package vn.hiepdong.node.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.exchange.Link;
import vn.hiepdong.node.exchange.LinkState;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.exchange.Partner;
import vn.hiepdong.node.exchange.Partners;
import vn.hiepdong.node.information.Holders;
import vn.hiepdong.node.information.Item;
import vn.hiepdong.node.information.ItemRemarks;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.watch.Waiting;
import vn.hiepdong.node.watch.WaitingSource;
import vn.hiepdong.node.web.Frame;

/// What telephones ask of an officer on duty, and what an item's page says of them.
@Component
final class CallsOnWatch implements WaitingSource, ItemRemarks {
    private final Calls calls;
    private final Partners partners;
    private final Links links;
    private final Holders holders;

    CallsOnWatch(Calls calls, Partners partners, Links links, Holders holders) {
        this.calls = calls;
        this.partners = partners;
        this.links = links;
        this.holders = holders;
    }

    @Override
    public List<Waiting> waitingFor(Officer officer) {
        if (!officer.is(Role.DUTY_OFFICER, Role.DUTY_COMMANDER)) {
            return List.of();
        }
        var waiting = new ArrayList<Waiting>();
        for (Link link : links.all()) {
            if (link.state() == LinkState.DOWN
                    && partners.partner(link.partner())
                            .filter(Partner::isActive)
                            .isPresent()) {
                toRead(link, waiting);
            }
        }
        for (Note note : calls.open(MOST)) {
            waiting.add(new Waiting(
                    "call.waiting.note",
                    note.title(),
                    "/calls/notes/" + note.id(),
                    note.urgency().name(),
                    note.from(),
                    note.realm(),
                    note.at(),
                    null,
                    true,
                    null));
        }
        return waiting;
    }

    /// One line for each partner and realm: the most urgent that nobody has read to it yet.
    private void toRead(Link link, List<Waiting> waiting) {
        List<Holders.Lacked> lacked = holders.lackedBy(link.partner());
        Set<String> read = calls.read(
                link.partner(), lacked.stream().map(each -> each.id().value()).toList());
        for (Realm realm : Realm.values()) {
            lacked.stream()
                    .filter(each -> each.place().realm() == realm)
                    .filter(each -> !read.contains(each.id().value() + " " + each.version()))
                    .findFirst()
                    .ifPresent(each -> waiting.add(new Waiting(
                            "call.waiting.read",
                            each.title(),
                            "/calls/to/" + link.partner(),
                            each.urgency().name(),
                            link.partner(),
                            realm,
                            each.writtenAt(),
                            null,
                            true,
                            null)));
        }
    }

    @Override
    public List<Remark> about(Item item, Frame frame) {
        var remarks = new ArrayList<Remark>();
        for (Reading reading : calls.readings(List.of(item.id().value()))) {
            remarks.add(new Remark(
                    frame.text(
                            "call.remark.read",
                            reading.to(),
                            frame.exact(reading.at()),
                            reading.post(),
                            reading.version()),
                    "/calls/to/" + reading.to()));
        }
        for (Note note : calls.about(item)) {
            item.versions().stream()
                    .filter(each -> CheckNumber.of(each.hash()).equals(note.number()))
                    .findFirst()
                    .ifPresent(copy -> remarks.add(new Remark(
                            frame.text(
                                    note.same(item, copy) ? "call.remark.same" : "call.remark.differs",
                                    frame.exact(note.at()),
                                    frame.exact(copy.receivedAt())),
                            "/calls/notes/" + note.id())));
        }
        return remarks;
    }
}
