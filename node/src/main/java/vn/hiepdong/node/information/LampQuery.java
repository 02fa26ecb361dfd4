package vn.hiepdong.node.information;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;

/// The two lamps of each row of a list: two questions, however many rows.
@Component
final class LampQuery {
    private final PageQuery query;
    private final Links links;
    private final AgencyCode self;

    LampQuery(PageQuery query, Links links, AgencyKeys keys) {
        this.query = query;
        this.links = links;
        self = keys.identity().code();
    }

    Map<InformationId, ListPages.Lamps> lamps(List<ItemRow> rows) {
        Map<InformationId, PageQuery.Spread> spread =
                query.spread(rows.stream().map(ItemRow::id).toList());
        var own = new HashMap<InformationId, Links.EntryAt>();
        rows.stream().filter(row -> row.origin().equals(self)).map(ItemRow::id).forEach(id -> {
            PageQuery.Spread each = spread.get(id);
            if (each != null) {
                own.put(id, new Links.EntryAt(each.log(), each.index()));
            }
        });
        var held = links.holders(own.values());
        var lamps = new HashMap<InformationId, ListPages.Lamps>();
        spread.forEach((id, each) -> lamps.put(
                id,
                new ListPages.Lamps(
                        each.released().size(),
                        Optional.ofNullable(own.get(id))
                                .map(at -> (int) held.getOrDefault(at, List.of()).stream()
                                        .filter(holder -> each.released().contains(holder.agency()))
                                        .count())
                                .orElse(-1),
                        each.acknowledged().size())));
        return lamps;
    }
}
