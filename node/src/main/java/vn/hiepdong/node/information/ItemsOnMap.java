package vn.hiepdong.node.information;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.map.Area;
import vn.hiepdong.node.map.MapItem;
import vn.hiepdong.node.map.MapSource;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.RealmMark;

/// Items on maps: by the filters of the list, for whom may read the list.
@Component
class ItemsOnMap implements MapSource {
    private final FilterInput input;
    private final PlaceQuery query;
    private final Directory directory;

    ItemsOnMap(FilterInput input, PlaceQuery query, Directory directory) {
        this.input = input;
        this.query = query;
        this.directory = directory;
    }

    @Override
    public List<MapItem> itemsFor(Officer officer, FormInput filters, Frame frame, int most) {
        if (!officer.is(Role.CONTENT.toArray(Role[]::new))) {
            return List.of();
        }
        var words = new Words(frame);
        KnownAgencies agencies = KnownAgencies.of(directory.agencies());
        return query.placed(input.filter(filters), most + 1).stream()
                .map(each -> item(each, words, agencies))
                .toList();
    }

    private static MapItem item(PlaceQuery.Placed placed, Words words, KnownAgencies agencies) {
        return item(
                placed,
                new Content.Location(placed.lat(), placed.lon(), placed.accuracyM(), placed.area()),
                words,
                agencies);
    }

    /// One item as its own page shows it; nothing when it lies nowhere.
    static Optional<MapItem> item(Item item, KnownAgencies agencies, Words words) {
        Content content = item.content();
        Content.Location location = content.location();
        if (location == null) {
            return Optional.empty();
        }
        Content.Warning warning = content.warning();
        String area = location.area() != null ? location.area() : warning == null ? null : warning.area();
        var placed = new PlaceQuery.Placed(
                item.id(),
                item.place().realm(),
                item.origin(),
                item.state(),
                content.title(),
                content.topic(),
                content.urgency(),
                content.reliability(),
                content.credibility(),
                item.newest().writtenAt(),
                location.lat(),
                location.lon(),
                warning != null,
                location.accuracyM(),
                area);
        return Optional.of(item(placed, location, words, agencies));
    }

    private static MapItem item(
            PlaceQuery.Placed placed, Content.Location location, Words words, KnownAgencies agencies) {
        Frame frame = words.frame();
        String kind = placed.warning() ? "warning" : "information";
        return new MapItem(
                placed.id().toString(),
                "/information/" + placed.id(),
                placed.title(),
                kind,
                placed.topic(),
                placed.urgency().name(),
                placed.reliability().name() + placed.credibility().digit(),
                RealmMark.valueOf(placed.realm().name()),
                placed.origin().value(),
                placed.writtenAt(),
                placed.state().name(),
                placed.lon(),
                placed.lat(),
                placed.accuracyM(),
                area(placed.area()),
                new MapItem.Words(
                        frame.text("information.kind." + kind),
                        words.topic(placed.topic()),
                        frame.text("web.urgency", placed.urgency()),
                        frame.text("information.reliability", placed.reliability()) + "; "
                                + frame.text("information.credibility", placed.credibility()),
                        frame.text("information.state", placed.state()),
                        agencies.name(placed.origin(), frame.language().locale()),
                        words.place(location)));
    }

    private static @Nullable Area area(@Nullable String text) {
        return text == null ? null : Area.parse(text).orElse(null);
    }
}
