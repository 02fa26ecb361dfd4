package vn.hiepdong.node.map;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.format.Hash;

/// Brings the places of the basemap to the search when a node starts with a build that it has not seen before.
@Component
final class BuiltInPlaces implements ApplicationRunner {
    static final UUID PACK = new UUID(0, 0);
    private static final String FILE = "/basemap/places.json";
    private static final Map<String, Integer> RANKS = Map.of("province", 0, "town", 2, "island", 1);

    private final PackTable packs;
    private final PlaceTable places;
    private final TransactionTemplate transaction;

    BuiltInPlaces(PackTable packs, PlaceTable places, PlatformTransactionManager transactions) {
        this.packs = packs;
        this.places = places;
        transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var bytes = Basemap.read(FILE);
        var hash = Hash.sha256(bytes);
        if (packs.find(hash).isPresent()) return;
        var found = read(JsonMapper.shared().readTree(bytes));
        transaction.executeWithoutResult(_ -> {
            packs.lock();
            if (packs.find(hash).isPresent()) return;
            packs.delete(PACK);
            packs.insert(new Pack(
                    PACK,
                    Pack.Kind.BUILT_IN,
                    "Hiệp Đồng",
                    "Natural Earth",
                    "basemap.pmtiles",
                    hash,
                    bytes.length,
                    0,
                    found.size(),
                    Pack.Tiles.NONE,
                    List.of(),
                    null,
                    null,
                    Pack.Extent.WORLD,
                    Instant.EPOCH));
            places.insert(PACK, found);
        });
    }

    private static List<Place> read(JsonNode file) {
        var provinces = new HashMap<String, String>();
        file.path("provinces")
                .forEach(each -> provinces.put(
                        each.path("code").stringValue(), each.path("name").stringValue()));
        var found = new ArrayList<Place>();
        for (var each : file.path("places")) {
            var kind = each.path("kind").stringValue();
            var province = each.path("province").stringValue();
            found.add(new Place(
                    kind,
                    each.path("name").stringValue(),
                    each.path("en").stringValue(),
                    each.path("code").asString(""),
                    province,
                    kind.equals("province") ? "" : provinces.getOrDefault(province, ""),
                    RANKS.getOrDefault(kind, 2),
                    null,
                    each.path("lon").doubleValue(),
                    each.path("lat").doubleValue(),
                    box(each.path("box"))));
        }
        return found;
    }

    private static @Nullable List<Double> box(JsonNode box) {
        return box.isArray()
                ? StreamSupport.stream(box.spliterator(), false)
                        .map(JsonNode::doubleValue)
                        .toList()
                : null;
    }
}
