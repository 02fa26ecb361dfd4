package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.exchange.Held;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.space.Urgency;

/// Whose node durably holds an item's newest version, as far as this node can prove it: its own, the author's, and, for
/// own items, those of the addressees that gave a receipt. Says nothing about whether anybody read it.
@Component
public final class Holders {
    /// More than anybody reads aloud in a night.
    private static final int MOST = 50;

    private final Links links;
    private final InformationQuery query;
    private final AgencyCode self;

    Holders(Links links, InformationQuery query, AgencyKeys keys) {
        this.links = links;
        this.query = query;
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

    /// The newest version of an own item that a partner may have and does not hold.
    ///
    /// @param content null if it was taken back
    public record Lacked(
            InformationId id,
            Place place,
            int version,
            Hash hash,
            Urgency urgency,
            String title,
            @Nullable Content content,
            Instant writtenAt) {}

    /// Urgent items of ours that a partner may have and does not hold, as far as its receipts tell: most urgent first,
    /// of the same urgency the oldest.
    public List<Lacked> lackedBy(AgencyCode partner) {
        Links.Unconfirmed unconfirmed = links.unconfirmed(partner);
        Instant oldest = unconfirmed.oldest();
        return oldest == null
                ? List.of()
                : query.lacked(unconfirmed.records(), partner, unconfirmed.held(), oldest, MOST);
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
