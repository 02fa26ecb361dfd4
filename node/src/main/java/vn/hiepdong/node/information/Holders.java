package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.exchange.Held;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;

/// Whose node durably holds an item's newest version, as far as this node can prove it: its own, the author's, and, for
/// own items, those of the addressees that gave a receipt. Says nothing about whether anybody read it.
@Component
public final class Holders {
    private final Links links;
    private final AgencyCode self;

    Holders(Links links, AgencyKeys keys) {
        this.links = links;
        self = keys.identity().code();
    }

    /// @param at when its node said so; of the author, when it wrote
    public record Holder(AgencyCode agency, Instant at) {}

    /// As [#of], for several versions of an item at once, by version.
    Map<Integer, Map<AgencyCode, Instant>> of(Item item, List<Item.Version> versions) {
        Map<Integer, Map<AgencyCode, Instant>> holders = new HashMap<>();
        boolean own = item.origin().equals(self);
        var receipts = own
                ? links.holders(versions.stream()
                        .map(each -> new Links.EntryAt(each.log(), each.index()))
                        .toList())
                : Map.<Links.EntryAt, List<Held>>of();
        for (Item.Version version : versions) {
            Map<AgencyCode, Instant> holding = new HashMap<>();
            holding.put(item.origin(), version.writtenAt());
            if (!own) {
                holding.put(self, version.receivedAt());
            }
            for (Held held : receipts.getOrDefault(new Links.EntryAt(version.log(), version.index()), List.of())) {
                if (item.releasedTo(held.agency())) {
                    holding.put(held.agency(), held.at());
                }
            }
            holders.put(version.version(), holding);
        }
        return holders;
    }

    public List<Holder> of(Item item) {
        Item.Version newest = item.newest();
        var holders = new ArrayList<Holder>();
        holders.add(new Holder(item.origin(), newest.writtenAt()));
        if (item.origin().equals(self)) {
            links.holders(newest.log(), newest.index()).stream()
                    .filter(each -> item.releasedTo(each.agency()))
                    .map(each -> new Holder(each.agency(), each.at()))
                    .forEach(holders::add);
        } else {
            holders.add(new Holder(self, newest.receivedAt()));
        }
        return holders;
    }
}
