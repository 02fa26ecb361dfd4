package vn.hiepdong.node.map;

import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Part;
import vn.hiepdong.node.web.RealmMark;

/// What an open map asks for again and again: its items, and the list beside it.
@Controller
class MapItemPages {
    private static final MediaType GEO_JSON = new MediaType("application", "geo+json");

    private final Maps maps;

    MapItemPages(Maps maps) {
        this.maps = maps;
    }

    /// The items that pass the filters, newest and most urgent first; `cut` says that there are more.
    @GetMapping("/map/items")
    ResponseEntity<String> items(FormInput filters, Officer officer, Frame frame) {
        Maps.Found found = maps.find(officer, filters, frame);
        return ResponseEntity.ok()
                .contentType(GEO_JSON)
                .cacheControl(CacheControl.noStore())
                .body(MapCard.geoJson(found.items(), found.cut(), frame));
    }

    /// The lines of the list beside a map, for a card that is open.
    @GetMapping("/map/list")
    Part list(@RequestParam(defaultValue = "map") String card, FormInput filters, Officer officer, Frame frame) {
        if (!card.matches("[a-z][a-z0-9-]{0,40}")) {
            throw new BadInput("card", "web.expected.valid");
        }
        Maps.Found found = maps.find(officer, filters, frame);
        var model = new MapCard(card, RealmMark.REAL, "", null, List.of(), found.items(), found.cut(), true);
        return new Part("map/lines.jte", model);
    }
}
