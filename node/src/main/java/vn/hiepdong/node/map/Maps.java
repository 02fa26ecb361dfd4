package vn.hiepdong.node.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.web.util.UriComponentsBuilder;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.RealmMark;

/// Makes the maps that pages show.
@Service
public class Maps {
    private final ObjectProvider<MapSource> sources;

    Maps(ObjectProvider<MapSource> sources) {
        // Asked when a map is drawn: a source may stand beside a page that draws one.
        this.sources = sources;
    }

    /// A map of everything that lies somewhere and passes the filters, kept true while it is open.
    ///
    /// @param realm the one that the filters name
    /// @param filters of the list, by name, for example `realm` and `urgency`; empty values are left out
    /// @param topics of news that say something changed, for example `information`
    public MapCard of(Officer officer, Frame frame, RealmMark realm, Map<String, String> filters, List<String> topics) {
        var given = new java.util.TreeMap<>(filters);
        given.values().removeIf(String::isEmpty);
        Found found = find(officer, FormInput.starting(given), frame);
        var address = UriComponentsBuilder.fromPath("/map/items");
        given.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return new MapCard(
                "map",
                realm,
                address.encode().buildAndExpand(given).toUriString(),
                null,
                topics,
                found.items(),
                found.cut(),
                true);
    }

    /// @param cut whether there is more than this
    record Found(List<MapItem> items, boolean cut) {}

    Found find(Officer officer, FormInput filters, Frame frame) {
        var all = new ArrayList<MapItem>();
        sources.orderedStream().forEach(source -> all.addAll(source.itemsFor(officer, filters, frame, MapSource.MOST)));
        all.sort(MapItem.ORDER);
        boolean cut = all.size() > MapSource.MOST;
        return new Found(List.copyOf(all.subList(0, Math.min(all.size(), MapSource.MOST))), cut);
    }
}
